// The checklist as a record, and the checklists that a build ships.
//
// A `template` record is its content: its natural key is the content's sha-256, so the record is never
// edited, a changed checklist is another record, and every export carries the checklists that its inspections
// were made with.
#pragma once

#include "audit/binding.h"
#include "forms/template.h"

#include <memory>
#include <span>

namespace truat::audit {

inline constexpr std::string_view checklist_kind = "template";

struct ChecklistRecord {
  RecordId id;
  std::string key;                     ///< template.key
  std::optional<std::int64_t> version; ///< template.version
  std::string title_thai;              ///< template.title_th
  std::string title_english;           ///< template.title_en
  records::Structure content;          ///< template.content: the JSON of forms/template.h
  bool operator==(const ChecklistRecord&) const = default;
};
[[nodiscard]] const Table<ChecklistRecord>& checklist_table();
[[nodiscard]] RecordId checklist_id(const forms::Template& checklist);

/// The checklists that a build ships.
class ChecklistLibrary {
public:
  ChecklistLibrary() = default;
  struct File {
    std::string_view name;
    std::string_view json;
  };
  /// The files of assets/checklists, in any order; those whose `format` is "truat-checklist" are forms.
  /// `questions.json` and `responses.json` must be among them. The first file that cannot be read is the
  /// error, named ahead of the place
  /// (`audit.reference_missing` where there is none).
  [[nodiscard]] static Result<ChecklistLibrary> parse(std::span<const File> files, std::string_view limits,
                                                      std::string_view legal_grounds);

  [[nodiscard]] std::span<const std::shared_ptr<const forms::Template>> all() const { return m_checklists; }
  [[nodiscard]] const forms::Template* find(std::string_view key) const; ///< the youngest version
  /// Those made for a purpose, the most particular first: short forms, then what serves many purposes.
  [[nodiscard]] std::vector<const forms::Template*> suited(std::string_view purpose) const;

private:
  std::vector<std::shared_ptr<const forms::Template>> m_checklists;
};

} // namespace truat::audit
