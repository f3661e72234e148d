// What the visit screen remembers between frames, and what its parts share within one.
#pragma once

#include "ui/screens/request_dialog.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/media.h"
#include "ui/widgets/scroll.h"

#include <map>
#include <string>
#include <vector>

namespace truat::ui {

/// Pages of the visit beside the checklist's sections. A section's page is its key.
namespace visit_page {
inline constexpr std::string_view details = "details~";
inline constexpr std::string_view samples = "samples~";
inline constexpr std::string_view findings = "findings~";
inline constexpr std::string_view signing = "signing~";
inline constexpr std::string_view completion = "completion~";
inline constexpr std::string_view history = "history~";
} // namespace visit_page

/// A text being typed in a field of the visit, with what the person saw when it was opened.
struct TypedText {
  std::string text;
  std::vector<records::OperationId> overwrites;
  bool is_open = false;
  std::string error;
};

/// A signature that is being drawn, or a refusal that is being written.
struct SigningDraft {
  std::string signer; ///< key of the expected signer, empty: the dialog is closed
  SignatureStrokes strokes;
  std::string name, position;
  bool refuses = false;
  std::string reason, witness;
  std::string error;
};

struct NewSample {
  std::string seal, point, laboratory, parameters, error;
};
struct NewResult {
  records::RecordId sample;
  std::string result, outcome, report, error;
};

struct VisitState {
  records::RecordId visit;
  std::string page;      ///< section key or one of visit_page
  std::string focused;   ///< key of the question whose evidence is shown
  std::string scroll_to; ///< question to bring into sight in this frame
  std::map<std::string, TypedText> notes;
  std::map<std::string, TypedText> texts;
  bool evidence_is_wanted =
      false;              ///< the sheet with it is to be opened in this frame, where there is no pane
  std::string photo_open; ///< record id of the photo shown large in the evidence pane
  FormState details;
  HistoryState history;
  std::map<std::string, FormState> parts; ///< forms of findings and samples, by record id
  SigningDraft signing;
  NewSample sample;
  NewResult result;
  std::string finding_text;
  std::string reopen_reason;
  RequestDialogState request;
};

/// The visit of this frame, as its parts use it.
struct VisitFrame {
  ScreenContext& context;
  VisitState& state;
  const workspace::Workspace& workspace;
  const audit::Inspection& visit;
  const forms::Template* checklist = nullptr; ///< null where the file that brought the visit left it out
  const forms::Evaluation& evaluation;
  std::string locked; ///< why nothing can be answered now, empty when it can

  [[nodiscard]] const audit::Audit& audit() const { return workspace.audit(); }
  [[nodiscard]] const forms::SectionState* section() const;
  /// The question whose evidence is shown: the one in hand, else the first of the section; null on other
  /// pages.
  [[nodiscard]] const forms::QuestionState* question_shown() const;
  /// Another page of the visit, from its top.
  void show(std::string_view page, std::string_view question = {}) const;
};

[[nodiscard]] std::string in_language(const forms::Bilingual& both);

void draw_visit_sections(Box area, const VisitFrame& frame);            ///< visit_sections.cpp
void draw_visit_section_strip(const Box& box, const VisitFrame& frame); ///< visit_sections.cpp
void draw_visit_questions(const Box& box, const VisitFrame& frame);     ///< visit_questions.cpp
void draw_visit_evidence(const Box& box, const VisitFrame& frame);      ///< visit_evidence.cpp
void draw_visit_details(Box& area, const VisitFrame& frame);            ///< visit_papers.cpp
void draw_visit_samples(Box& area, const VisitFrame& frame);            ///< visit_papers.cpp
void draw_visit_findings(Box& area, const VisitFrame& frame);           ///< visit_papers.cpp
void draw_visit_signing(Box& area, const VisitFrame& frame);            ///< visit_signing.cpp
void draw_visit_completion(Box& area, const VisitFrame& frame);         ///< visit_completion.cpp
void draw_visit_history(Box& area, const VisitFrame& frame);            ///< visit_completion.cpp

/// The photos of a question (or of the whole visit where `question` is empty) as tiles with one more to take
/// a picture; cut off the line from the left.
void photo_tiles(Box& line, const VisitFrame& frame, std::string_view question, float side);
/// Asks for a photo: the camera on a touch screen, else a file.
void take_photo(const VisitFrame& frame, std::string_view question);

} // namespace truat::ui
