// The parts that shipped checklists share — questions, responses, limits, legal grounds — and templates put
// together of them.
#pragma once

#include "forms/template.h"

namespace truat::forms {

/// The bytes of assets/checklists/questions.json and responses.json, assets/reference/limits.json and
/// legal-grounds.json.
struct CatalogueFiles {
  std::string_view questions;
  std::string_view responses;
  std::string_view limits;
  std::string_view grounds;
};

class Catalogue {
public:
  /// An error's `where` begins with the file ("questions: byte 12").
  [[nodiscard]] static Result<Catalogue> parse(const CatalogueFiles& files);

  /// The template of a form (assets/checklists/<form>.json): its content holds the form and, of each list,
  /// what it uses.
  [[nodiscard]] Result<Template> make_template(std::string_view form) const;

private:
  JsonDocument m_questions;
  JsonDocument m_responses;
  JsonDocument m_limits;
  JsonDocument m_grounds;
};

} // namespace truat::forms
