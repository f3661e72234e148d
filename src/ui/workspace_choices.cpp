#include "ui/workspace_choices.h"

#include "audit/choices.h"
#include "text/messages.h"

namespace truat::ui {
namespace {

std::string in_language(const audit::Place& place) {
  return text::language() == text::Language::thai ? place.thai : place.english;
}

std::string in_language(const audit::FactoryType& type) {
  return text::language() == text::Language::thai || type.english.empty() ? type.thai : type.english;
}

std::vector<Choice> of_places(std::span<const audit::Place> places) {
  std::vector<Choice> choices;
  choices.reserve(places.size());
  for (const audit::Place& place : places)
    choices.push_back({place.code, in_language(place), place.postcode, {}});
  return choices;
}

std::vector<Choice> of_factory_types() {
  std::vector<Choice> choices;
  for (const audit::FactoryType& type : workspace::reference().types.all())
    if (!type.heading)
      choices.push_back({type.code, type.number + "  " + in_language(type), {}, {}});
  return choices;
}

bool is_place_list(std::string_view list) {
  return list == "province" || list == "district" || list == "subdistrict";
}

} // namespace

std::vector<Choice> WorkspaceChoices::choices(std::string_view list, std::string_view parent) const {
  const audit::Places& places = workspace::reference().places;
  if (list == "factory_type")
    return of_factory_types();
  if (list == "province")
    return of_places(places.provinces());
  if (list == "district")
    return of_places(places.districts(parent));
  if (list == "subdistrict")
    return of_places(places.subdistricts(parent));
  const auto fixed = audit::choice_options(list);
  if (fixed.empty())
    return records_of(list);
  std::vector<Choice> choices;
  for (const audit::ChoiceOption& option : fixed)
    choices.push_back({std::string(option.key), std::string(text::tr(option.label)), {}, {}});
  return choices;
}

std::vector<Choice> WorkspaceChoices::records_of(std::string_view kind) const {
  std::vector<Choice> choices;
  if (m_workspace == nullptr)
    return choices;
  const CivilDate today = m_workspace->context().today;
  for (const records::RecordId& id : m_workspace->projection().records(kind)) {
    const audit::Person* person = m_workspace->audit().person(id);
    if (person != nullptr && !person->is_here(today))
      continue; // whoever has left is named where they were, and chosen no more
    workspace::RecordTitle title = m_workspace->title(id);
    choices.push_back({records::to_string(id), std::move(title.title), std::move(title.detail), {}});
  }
  return choices;
}

std::string WorkspaceChoices::label(std::string_view list, std::string_view key) const {
  if (key.empty())
    return {};
  if (list == "factory_type") {
    const audit::FactoryType* type = workspace::reference().types.find(key);
    return type != nullptr ? type->number + "  " + in_language(*type) : std::string(key);
  }
  if (is_place_list(list)) {
    const audit::Place* place = workspace::reference().places.find(key);
    return place != nullptr ? in_language(*place) : std::string(key);
  }
  if (const std::string_view fixed = audit::choice_label(list, key); !fixed.empty())
    return std::string(text::tr(fixed));
  if (const auto record = records::parse_record_id(key); record && m_workspace != nullptr)
    return m_workspace->title(*record).title;
  return std::string(key);
}

std::string_view WorkspaceChoices::parent_of(std::string_view list) const {
  if (list == "district")
    return "province";
  return list == "subdistrict" ? std::string_view("district") : std::string_view();
}

} // namespace truat::ui
