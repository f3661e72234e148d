#include "audit/signature.h"

#include "audit/binding_definitions.h"
#include "base/json.h"

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldType;
using records::PersonalData;
using records::Required;

constexpr std::string_view section = "section.signature";
constexpr std::int64_t greatest_side = 10'000;

constexpr std::pair<SignerRole, std::string_view> roles[] = {
    {SignerRole::officer, "officer"},
    {SignerRole::guide, "guide"},
    {SignerRole::witness, "witness"},
};

std::optional<std::vector<Strokes::Point>> read_line(JsonView json, const Strokes& box) {
  std::vector<std::int64_t> numbers;
  bool whole = json.is_array();
  json.for_each_element([&](JsonView value) {
    const auto number = value.integer();
    whole = whole && number.has_value();
    numbers.push_back(number.value_or(-1));
  });
  if (!whole || numbers.empty() || numbers.size() % 2 != 0)
    return std::nullopt;
  std::vector<Strokes::Point> line;
  for (std::size_t at = 0; at < numbers.size(); at += 2) {
    const std::int64_t x = numbers[at];
    const std::int64_t y = numbers[at + 1];
    if (x < 0 || x > box.width || y < 0 || y > box.height)
      return std::nullopt;
    line.push_back({static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)});
  }
  return line;
}

} // namespace

records::Structure to_structure(const Strokes& strokes) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("height").integer(strokes.height);
  writer.key("lines").begin_array();
  for (const auto& line : strokes.lines) {
    writer.begin_array();
    for (const Strokes::Point& point : line)
      writer.integer(point.x).integer(point.y);
    writer.end_array();
  }
  writer.end_array();
  writer.key("width").integer(strokes.width);
  writer.end_object();
  return {writer.take()};
}

std::optional<Strokes> as_strokes(const records::Structure& structure) {
  const auto document = parse_json(structure.canonical);
  if (!document)
    return std::nullopt;
  const JsonView root = document->root();
  const std::int64_t width = root["width"].integer().value_or(0);
  const std::int64_t height = root["height"].integer().value_or(0);
  if (width < 1 || width > greatest_side || height < 1 || height > greatest_side || !root["lines"].is_array())
    return std::nullopt;
  Strokes strokes;
  strokes.width = static_cast<std::int32_t>(width);
  strokes.height = static_cast<std::int32_t>(height);
  bool good = true;
  root["lines"].for_each_element([&](JsonView json) {
    auto line = read_line(json, strokes);
    good = good && line.has_value();
    if (line)
      strokes.lines.push_back(std::move(*line));
  });
  return good ? std::optional(std::move(strokes)) : std::nullopt;
}

std::string_view key_of(SignerRole role) {
  for (const auto& [known, key] : roles)
    if (known == role)
      return key;
  return "unknown";
}

SignerRole signer_role(std::string_view key) {
  for (const auto& [role, known] : roles)
    if (known == key)
      return role;
  return SignerRole::unknown;
}

const Table<Signature>& signature_table() {
  static const Table<Signature> table({
      {{.wire = "signature.inspection",
        .type = FieldType::reference,
        .label = "field.signature.inspection",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "inspection",
        .section = section},
       &Signature::inspection},
      {{.wire = "signature.role",
        .type = FieldType::choice,
        .label = "field.signature.role",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "signer_role",
        .section = section},
       &Signature::role_key},
      {{.wire = "signature.person",
        .type = FieldType::reference,
        .label = "field.signature.person",
        .edited_by = EditedBy::verbs,
        .choices = "person",
        .section = section},
       &Signature::person},
      {{.wire = "signature.name",
        .label = "field.signature.name",
        .personal = PersonalData::yes,
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::name},
      {{.wire = "signature.position",
        .label = "field.signature.position",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::position},
      {{.wire = "signature.strokes",
        .type = FieldType::structure,
        .label = "field.signature.strokes",
        .personal = PersonalData::yes,
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::strokes},
      {{.wire = "signature.refused",
        .type = FieldType::boolean,
        .label = "field.signature.refused",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::refused},
      {{.wire = "signature.refusal_reason",
        .type = FieldType::long_text,
        .label = "field.signature.refusal_reason",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::refusal_reason},
      {{.wire = "signature.witness_name",
        .label = "field.signature.witness_name",
        .personal = PersonalData::yes,
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::witness_name},
      {{.wire = "signature.digest",
        .label = "field.signature.digest",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::digest},
      {{.wire = "signature.signed_at",
        .type = FieldType::instant,
        .label = "field.signature.signed_at",
        .edited_by = EditedBy::verbs,
        .section = section},
       &Signature::signed_at},
  });
  return table;
}

template class Table<Signature>;

} // namespace truat::audit
