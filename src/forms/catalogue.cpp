#include "forms/catalogue.h"

#include <set>

namespace truat::forms {
namespace {

using Names = std::set<std::string, std::less<>>;

Result<JsonDocument> parse_file(std::string_view name, std::string_view bytes) {
  auto document = parse_json(bytes);
  if (!document) {
    Error error = document.error();
    error.where = std::string(name) + (error.where.empty() ? "" : ": ") + error.where;
    return std::unexpected(std::move(error));
  }
  return document;
}

void take_name(Names& names, JsonView value) {
  if (const auto name = value.string())
    names.emplace(*name);
}

void take_names(Names& names, JsonView list) {
  list.for_each_element([&](JsonView value) { take_name(names, value); });
}

Names questions_of(JsonView form) {
  Names names;
  form["sections"].for_each_element([&](JsonView section) {
    section["questions"].for_each_element(
        [&](JsonView member) { take_name(names, member.is_object() ? member["id"] : member); });
  });
  return names;
}

/// What of the list has an id among `names`, in the list's order.
template <class Visit>
void for_each_named(JsonView list, const Names& names, Visit visit) {
  list.for_each_element([&](JsonView item) {
    if (names.contains(item["id"].string().value_or("")))
      visit(item);
  });
}

Result<void> write_list(JsonWriter& writer, std::string_view key, JsonView list, const Names& names) {
  writer.key(key).begin_array();
  std::optional<Error> error;
  for_each_named(list, names, [&](JsonView item) {
    const auto canonical = canonical_json(item);
    if (canonical)
      writer.raw(*canonical);
    else if (!error)
      error = canonical.error();
  });
  writer.end_array();
  if (error)
    return std::unexpected(std::move(*error));
  return {};
}

} // namespace

Result<Catalogue> Catalogue::parse(const CatalogueFiles& files) {
  Catalogue catalogue;
  struct Part {
    std::string_view name;
    std::string_view bytes;
    JsonDocument Catalogue::* document;
  };
  const Part parts[] = {{"questions", files.questions, &Catalogue::m_questions},
                        {"responses", files.responses, &Catalogue::m_responses},
                        {"limits", files.limits, &Catalogue::m_limits},
                        {"grounds", files.grounds, &Catalogue::m_grounds}};
  for (const Part& part : parts) {
    auto document = parse_file(part.name, part.bytes);
    if (!document)
      return std::unexpected(document.error());
    catalogue.*part.document = std::move(*document);
  }
  return catalogue;
}

Result<Template> Catalogue::make_template(std::string_view form_json) const {
  const auto form_document = parse_json(form_json);
  if (!form_document)
    return std::unexpected(form_document.error());
  const JsonView form = form_document->root();

  const JsonView all_questions = m_questions.root()["questions"];
  const JsonView all_limits = m_limits.root()["limits"];
  const Names questions = questions_of(form);
  Names responses;
  Names choices;
  Names limits;
  Names grounds;
  for_each_named(all_questions, questions, [&](JsonView question) {
    take_name(responses, question["responses"]);
    take_name(choices, question["choices"]);
    take_name(limits, question["limit"]);
    take_names(grounds, question["grounds"]);
  });
  for_each_named(all_limits, limits, [&](JsonView limit) {
    limit["rules"].for_each_element([&](JsonView rule) { take_name(grounds, rule["ground"]); });
  });

  const auto form_text = canonical_json(form);
  if (!form_text)
    return std::unexpected(form_text.error());
  JsonWriter writer;
  writer.begin_object();
  const auto write = [&](std::string_view key, JsonView list, const Names& names) {
    return write_list(writer, key, list, names);
  };
  if (auto done = write("choices", m_responses.root()["choices"], choices); !done)
    return std::unexpected(done.error());
  writer.key("form").raw(*form_text);
  writer.key("format").string("truat-template");
  if (auto done = write("grounds", m_grounds.root()["grounds"], grounds); !done)
    return std::unexpected(done.error());
  if (auto done = write("limits", all_limits, limits); !done)
    return std::unexpected(done.error());
  if (auto done = write("questions", all_questions, questions); !done)
    return std::unexpected(done.error());
  if (auto done = write("responses", m_responses.root()["responses"], responses); !done)
    return std::unexpected(done.error());
  writer.key("version").integer(1);
  writer.end_object();
  return parse_template(writer.take());
}

} // namespace truat::forms
