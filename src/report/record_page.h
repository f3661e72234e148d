// What the record of inspection (บันทึกการตรวจโรงงาน) says: every text in the words and digits of its language,
// ready to be laid out. Made of the records alone; record_html.h writes it.
#pragma once

#include "audit/signature.h"
#include "report/inspection_record.h"

#include <optional>
#include <string>
#include <vector>

namespace truat::report {

struct RecordPage {
  enum class Width : std::uint8_t { half, whole };
  struct Fact {
    std::string label;
    std::string value;
    Width width = Width::half;
  };
  struct Purpose {
    std::string label;
    bool chosen = false;
  };
  struct Officer {
    std::string order;
    std::string name;
    std::string position;
    std::string card;
  };
  struct Instrument {
    std::string name;
    std::string serial;
    std::string calibration;
  };
  /// Of a section, or of all. A count of none is a dash.
  struct Result {
    std::string name;
    std::string passed;
    std::string failed;
    std::string not_applicable;
    std::string score;
  };
  struct Picture {
    std::string url; ///< empty: the photo is not on this PC
    std::string caption;
  };
  struct Finding {
    std::string number; ///< "๔.๑"
    std::string text;
    std::string remedy;
    std::string deadline;
    std::string state; ///< only when it is not simply open
    std::string ground;
    std::vector<Picture> pictures;
  };
  struct Sample {
    std::string seal;
    std::string taken; ///< where and when
    std::string laboratory;
    std::string parameters;
    std::string result;
  };
  struct Signer {
    std::string role;
    std::string name; ///< empty: to be written by hand
    std::optional<audit::Strokes> drawing;
    std::string refusal; ///< why there is no drawing of theirs; the drawing is then the witness's
    std::string witness;
    std::string remark; ///< that the content changed after they signed
  };
  struct Answered {
    std::string number;
    std::string question;
    std::string note;
    std::string answer;
    bool failed = false;
  };
  struct AnswerSection {
    std::string title;
    std::vector<Answered> answers;
  };

  text::Language language = text::Language::thai;
  text::Digits digits = text::Digits::thai; ///< of the body
  bool draft = false;                       ///< not completed: says so across every page
  std::string title;
  std::string office;
  std::string number;
  std::string when; ///< day, time of entry, time of exit
  std::vector<Purpose> purposes;
  std::string reference;
  std::vector<Fact> factory;
  std::vector<Officer> officers;
  std::vector<Instrument> instruments;
  std::vector<Result> results; ///< sections that ask anything
  Result total;
  std::vector<Fact> outcome; ///< result and opinion
  std::vector<Finding> findings;
  std::vector<Sample> samples;
  std::string statement;
  std::string copy_left;
  std::vector<Signer> signers;
  std::vector<AnswerSection> answers; ///< empty where only the summary is wanted
  std::vector<Picture> gallery;       ///< every photo, in the order of their numbers
  std::string foot_left;              ///< on every page: number and short digest
  std::string foot_middle;            ///< on every page: who printed it and when
  std::string foot_page;              ///< the word before "1/3"
  std::string end_digest;             ///< at the end: what the digest is, whole
  std::string end_record;             ///< at the end: the record's id and its checklist's
};

/// Contract: the inspection exists.
[[nodiscard]] RecordPage make_record_page(const workspace::Workspace& workspace,
                                          const records::RecordId& inspection,
                                          const InspectionRecordOptions& options);

} // namespace truat::report
