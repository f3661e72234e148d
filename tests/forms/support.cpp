#include "support.h"

#include "support/files.h"

#include "doctest/doctest.h"

namespace truat::testing {

namespace {

std::string asset(const std::string& path) {
  auto bytes = read_source_file("assets/" + path);
  REQUIRE_MESSAGE(bytes.has_value(), "assets/", path, " cannot be read");
  return std::move(*bytes);
}

} // namespace

std::string small_checklist_with(std::string_view part, std::string_view replacement) {
  std::string json = small_checklist();
  const std::size_t at = json.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, std::string(part), " is not in the small checklist");
  REQUIRE(json.find(part, at + 1) == std::string::npos);
  return json.replace(at, part.size(), replacement);
}

forms::Catalogue shipped_catalogue() {
  const std::string questions = asset("checklists/questions.json");
  const std::string responses = asset("checklists/responses.json");
  const std::string limits = asset("reference/limits.json");
  const std::string grounds = asset("reference/legal-grounds.json");
  auto catalogue = forms::Catalogue::parse(
      {.questions = questions, .responses = responses, .limits = limits, .grounds = grounds});
  REQUIRE_MESSAGE(catalogue.has_value(), catalogue.error().key, " ", catalogue.error().where);
  return std::move(*catalogue);
}

std::vector<ShippedForm> shipped_forms() {
  std::vector<ShippedForm> forms;
  for (const char* name :
       {"yearly", "complaint", "before-licence", "re-inspection", "accident", "effluent", "full"})
    forms.push_back({name, asset("checklists/" + std::string(name) + ".json")});
  return forms;
}

} // namespace truat::testing
