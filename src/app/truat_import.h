// Imports a .truat.json: reads it by slices, shows what it would change, and on confirmation takes all of it
// or nothing.
#pragma once

#include "app/import_source.h"
#include "app/session.h"
#include "app/works.h"
#include "exchange/truat_reader.h"
#include "records/import_receipt.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::app {

/// A file that has been read and checked and waits for the person's word.
struct StagedTruatFile {
  std::shared_ptr<ImportSource> source;
  exchange::TruatContent content;
  records::ImportReceipt receipt; ///< as it will be kept when the file is taken
};

/// Reads and checks; changes nothing.
class ReadTruatFile final : public LongWork {
public:
  using Done = std::function<void(Result<std::unique_ptr<StagedTruatFile>>)>;
  /// A source that has been looked at; `passphrase` of one that is locked.
  ReadTruatFile(std::shared_ptr<ImportSource> source, std::string_view passphrase, Done done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override {
    return {"app.reading", {{"file", m_source->file().name}}};
  }
  [[nodiscard]] float share() const override;

private:
  struct Answer {
    std::optional<Result<std::string>> slice;
    std::optional<Result<std::vector<bool>>> held;
  };
  void ask_for_slice();
  Now take_content();
  Now judge_signatures();
  Now finish(Result<std::unique_ptr<StagedTruatFile>> outcome);

  std::shared_ptr<ImportSource> m_source;
  Done m_done;
  exchange::TruatReader m_reader;
  std::shared_ptr<Answer> m_answer = std::make_shared<Answer>();
  std::uint64_t m_offset = 0;
  std::unique_ptr<StagedTruatFile> m_staged; ///< read; its signatures are being checked
};

/// What the file says by itself: it is played on a workspace of its own. A partial file cannot stand alone
/// and says nothing; then records that only it knows are shown by their kind.
struct FileWords {
  std::map<records::RecordId, std::string> titles; ///< of records that are new
  std::string person, office, workstation;
};

/// Finds out what merging the staged file would change, and how its new records are called; changes nothing.
class PreviewTruatFile final : public LongWork {
public:
  struct Found {
    records::MergePreview preview;
    FileWords words;
    bool chains_are_whole = false; ///< with what is known here, each chain goes on without a gap
    std::optional<records::CommitId> new_commit;      ///< one that is not known here
    std::optional<Instant> first_change, last_change; ///< of all such
  };
  using Done = std::function<void(std::unique_ptr<StagedTruatFile>, Result<Found>)>;
  PreviewTruatFile(const workspace::Workspace& workspace, std::unique_ptr<StagedTruatFile> staged, Done done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override {
    return {"app.reading", {{"file", m_staged->source->file().name}}};
  }
  [[nodiscard]] float share() const override;

private:
  [[nodiscard]] bool play(Budget& budget);
  void note_commit(const records::CommitHeader& header);
  [[nodiscard]] bool name_records(Budget& budget);
  void name_maker();
  [[nodiscard]] bool chains_are_whole();
  Now finish(Result<Found> found);

  const workspace::Workspace& m_workspace;
  std::unique_ptr<StagedTruatFile> m_staged;
  Done m_done;
  records::PreviewWork m_preview;
  std::vector<records::CommitLines> m_copies;
  std::map<records::ReplicaId, std::vector<std::uint64_t>> m_sequences; ///< that the file has
  SeededRandom m_random{1};
  workspace::Workspace m_alone; ///< where the file is played
  std::optional<records::MergeWork> m_merge;
  bool m_stands_alone = false;
  bool m_is_played = false;
  std::size_t m_named = 0; ///< of the preview's records
  FileWords m_words;
  std::optional<records::CommitId> m_new_commit;
  std::optional<Instant> m_first_change, m_last_change;
};

/// Puts the staged file's photos into the photo database, then its commits into the log and the store, in one
/// transaction. Its receipt is kept before the commits, as begun, and again when they are kept.
class TakeTruatFile final : public LongWork {
public:
  using Done = std::function<void(Result<records::MergeReceipt>)>;
  TakeTruatFile(Session& session, std::shared_ptr<StagedTruatFile> staged, Done done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override {
    return {"app.importing", {{"file", m_staged->source->file().name}}};
  }
  [[nodiscard]] float share() const override;
  /// Photos without their records do no harm; the commits are one step.
  [[nodiscard]] bool can_stop() const override { return !m_merging; }

private:
  struct Answer {
    std::optional<Result<std::vector<std::string>>> photos_before;
    std::optional<Result<std::string>> base64;
    std::optional<Result<void>> kept;
    std::optional<Result<records::ImportReceipt>> receipt;
  };
  Now list_photos();
  Now take_photo();
  Now begin_receipt();
  Now take_commits(Budget& budget);
  /// Takes out again the photos that have come so far.
  Now fail(Error error);

  Session& m_session;
  std::shared_ptr<StagedTruatFile> m_staged;
  Done m_done;
  std::shared_ptr<Answer> m_answer = std::make_shared<Answer>();
  std::optional<std::vector<std::string>> m_photos_before; ///< keys, sorted
  std::size_t m_photo = 0;
  bool m_asked = false;
  bool m_has_receipt = false;
  bool m_merging = false;
  std::unique_ptr<records::MergeWork> m_merge;
  bool m_keeping = false;
};

} // namespace truat::app
