// What the ui asks of the program. Screens change nothing themselves: they push a request, `app` carries it
// out, and the next frame shows what came of it. A new request is one struct here, one member of `Request`,
// one visit in `app`.
#pragma once

#include "base/civil_date.h"
#include "records/change.h"
#include "text/language.h"
#include "ui/theme/theme.h"
#include "workspace/scope.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace truat::ui {

/// Makes one commit. With `announce`, a toast with Undo follows, worded by the change's label.
enum class Announce : std::uint8_t { quietly, with_undo };
struct CommitChange {
  records::Change change;
  Announce announce = Announce::quietly;
};
struct Undo {};
struct Redo {};

/// The text typed so far in a field that is still open, kept against a crash until its operation is durable.
struct KeepDraft {
  records::RecordId record;
  std::string field;
  std::vector<records::OperationId> overwrites; ///< what the person saw when the field was opened
  std::string text;
};
/// The person gave it up.
struct DropDraft {
  records::RecordId record;
  std::string field;
};

/// What picked files are for; it comes back with them (`delivery.h`).
enum class FilePurpose : std::uint8_t { photo, factory_list, truat_file, viewed_file, logo, attachment };
enum class Capture : std::uint8_t { file, camera };
enum class HowMany : std::uint8_t { one, several };
struct PickFiles {
  FilePurpose purpose = FilePurpose::photo;
  std::string accept; ///< as of <input accept>: "image/*", ".csv,.xlsx"
  Capture capture = Capture::file;
  HowMany how_many = HowMany::one;
  records::RecordId record; ///< what it belongs to, none if nothing
  std::string field;        ///< comes back unchanged ("photo/5.2/0")
};
/// Saves bytes that `bytes` makes when asked, so that nothing large is made that is not wanted.
struct SaveFile {
  std::string name;
  std::string mime;
  std::function<std::string()> bytes;
};
/// Draws a picture of `chart/drawing.h` with the page's fonts and saves it as PNG.
struct SaveDrawing {
  std::string name;
  std::string drawing;
};
struct PrintHtml {
  std::string title;
  std::function<std::string()> html;
};
/// A cell of an exported table: nothing, a text, a number of exact digits, or a date.
struct TableNumber {
  std::string digits; ///< as `to_string(Decimal)` has them
  bool operator==(const TableNumber&) const = default;
};
using TableCell = std::variant<std::monostate, std::string, TableNumber, CivilDate>;
/// What a grid shows, as a file for spreadsheets. The rows are read in slices; if they are others by then,
/// nothing is saved.
enum class TableFormat : std::uint8_t { csv, xlsx };
struct ExportTable {
  std::string name; ///< of file and sheet
  TableFormat format = TableFormat::xlsx;
  std::vector<std::string> headings;
  std::size_t row_count = 0;
  /// Nothing: the rows are no longer those that were shown.
  std::function<std::optional<std::vector<TableCell>>(std::size_t row)> cells;
};
/// What the person at this device keeps of a grid (`ui/grid/saved_views.h`).
struct KeepGridViews {
  std::string grid;
  std::string text;
};
struct CopyText {
  std::string text;
};
struct OpenLink {
  std::string url; ///< https only; in a new tab
};

/// The paper of an inspection: shown by the browser's print, saved as one HTML file.
struct PrintInspection {
  records::RecordId inspection;
};
struct ShareInspection {
  records::RecordId inspection;
};

struct OpenSampleOffice {};
struct LeaveSampleOffice {};

/// Everything, or the part in scope, as one `.truat.json`.
enum class WithPhotos : std::uint8_t { no, yes };
/// To the browser's downloads, or to another program by the device's own choice of them.
enum class ExportTo : std::uint8_t { downloads, share };
/// Whether what the scope's recipient has been sent before is left out.
enum class OnlyNew : std::uint8_t { no, yes };
struct ExportEverything {
  WithPhotos photos = WithPhotos::yes;
  std::string passphrase = {}; ///< that the file opens by; empty: by none
  ExportTo to = ExportTo::downloads;
  workspace::Scope scope = {}; ///< the part that is wanted, and for whom
  OnlyNew only_new = OnlyNew::no;
};
/// The export that is ready, once more: the device's choice of programs wants a press of its own.
struct ShareExported {};
/// Opens a locked file that was picked (`TruatFilePreview::locked`).
struct UnlockFile {
  std::uint64_t import = 0;
  std::string passphrase;
};
/// The reading of an import again with other settings, its confirmation, its end. `import` is the id of the
/// delivery.
struct ImportConfirmed {
  std::uint64_t import = 0;
};
struct ImportCancelled {
  std::uint64_t import = 0;
};
/// Shows the records of the import's file instead of the office's own, without importing anything; and ends
/// that.
struct ViewFile {
  std::uint64_t import = 0;
};
struct CloseFile {};
/// Which column feeds which field, an empty field leaves the column out; and how the file is read
/// (`FactoryListPreview::Setting`: key and option). The preview comes again.
struct ImportColumns {
  std::uint64_t import = 0;
  std::vector<std::pair<std::size_t, std::string>> fields;
  std::vector<std::pair<std::string, std::string>> settings = {};
};

struct SetLanguage {
  text::Language language = text::Language::thai;
};
enum class ThemeChoice : std::uint8_t { light, dark, as_system };
struct SetTheme {
  ThemeChoice theme = ThemeChoice::as_system;
};
struct SetScale {
  float scale = 1; ///< 0.8 to 2
};
/// Whether single keys (N, P, /, G and another) do something; some are pressed by speech or by accident.
struct SetLetterKeys {
  bool on = true;
};
struct SetPerson {
  records::RecordId person;
};

/// First start: who works here, and at which office (`workspace::Workspace::Introduction`).
struct Introduce {
  std::string person_name, position, officer_card;
  std::string office_name, office_abbreviation;
  std::string office_province; ///< two-digit code
};

/// Plans a visit, with `start_now` begins it too; a shipped checklist that the store does not have yet is put
/// into it first. The page then goes to the visit (screen "visit").
enum class StartNow : std::uint8_t { no, yes };
struct PlanVisit {
  records::RecordId factory;
  std::string checklist_key; ///< of `workspace::reference().checklists`
  std::string purpose, purpose_detail;
  std::optional<CivilDate> planned_on;
  std::vector<records::RecordId> team;
  StartNow start_now = StartNow::no;
};

/// Goes back to how the store was before the last merged file, while nothing else has been kept since.
struct RestoreBeforeImport {};
/// Checks every hash, chain and signature of this store; what comes of it is `ProofReport`.
struct CheckProof {};
/// Asks for the receipts of imports; they come back as `ReceiptList`.
struct ListReceipts {};
/// Asks what this browser keeps; it comes back as `StorageMeasured`.
struct MeasureStorage {};
/// Deletes everything of this office in this browser, when everything has been exported.
struct EraseStorage {};
/// Asks the browser to promise that it keeps this site's data.
struct PersistStorage {};

/// Asks for the position; it comes back as `delivery::Position` with the same names.
struct LocateMe {
  records::RecordId record;
  std::string field;
};
/// This tab becomes the one that writes.
struct TakeOver {};
struct RetrySave {};
/// The version of the page that waits: now, or not now.
struct TakeVersion {};
struct PutOffVersion {};
/// The page that saves what is stored when the program cannot, with the diagnostics file; in a new tab.
struct OpenRescue {};
/// Stops a long work of `UiInput::works`.
struct StopWork {
  std::uint64_t work = 0;
};
struct RemovePhoto {
  records::RecordId record;
  std::string field;
};

using Request =
    std::variant<CommitChange, Undo, Redo, KeepDraft, DropDraft, PickFiles, SaveFile, SaveDrawing, PrintHtml,
                 CopyText, OpenLink, PrintInspection, ShareInspection, OpenSampleOffice, LeaveSampleOffice,
                 ExportEverything, ImportConfirmed, ImportCancelled, ImportColumns, SetLanguage, SetTheme,
                 SetScale, SetLetterKeys, SetPerson, LocateMe, TakeOver, RetrySave, StopWork, RemovePhoto,
                 Introduce, PlanVisit, RestoreBeforeImport, PersistStorage, TakeVersion, PutOffVersion,
                 OpenRescue, ExportTable, KeepGridViews, ShareExported, UnlockFile, ListReceipts,
                 MeasureStorage, EraseStorage, ViewFile, CloseFile, CheckProof>;

/// In the order in which they were asked for.
class Requests {
public:
  void push(Request request) { m_requests.push_back(std::move(request)); }
  [[nodiscard]] std::vector<Request> take() { return std::exchange(m_requests, {}); }
  [[nodiscard]] const std::vector<Request>& all() const { return m_requests; }
  [[nodiscard]] bool is_empty() const { return m_requests.empty(); }

private:
  std::vector<Request> m_requests;
};

} // namespace truat::ui
