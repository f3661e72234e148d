#include "base/json.h"

#include "base/contract.h"
#include "base/sort.h"
#include "base/utf8.h"

#include <yyjson.h>

#include <algorithm>
#include <utility>

namespace truat {
namespace {

constexpr std::int64_t greatest_integer = 9'007'199'254'740'991; // 2^53 - 1

std::string_view text_of(yyjson_val* value) {
  return {yyjson_get_str(value), yyjson_get_len(value)};
}

std::unexpected<Error> failure_at(std::string key, std::size_t byte, std::vector<Argument> arguments = {}) {
  return failure(std::move(key), std::move(arguments), "byte " + std::to_string(byte));
}

/// The byte at which nesting exceeds the limit, or npos. Knows nothing but brackets and strings: text that is
/// not JSON at all is the reader's to refuse.
std::size_t find_too_deep(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at)
        at += text[at] == '\\' ? 1 : 0;
    } else if (c == '{' || c == '[') {
      if (++depth > deepest_json)
        return at;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

/// The second of two equal keys of one object, or null. Sorts what is more than a few, so that a hostile
/// object of a million keys costs no more than its sorting.
yyjson_val* find_duplicate_key(yyjson_val* object) {
  const std::size_t count = yyjson_obj_size(object);
  if (count < 2)
    return nullptr;
  std::vector<yyjson_val*> keys;
  keys.reserve(count);
  yyjson_obj_iter iterator = yyjson_obj_iter_with(object);
  while (yyjson_val* key = yyjson_obj_iter_next(&iterator))
    keys.push_back(key);
  truat::sort(keys, [](yyjson_val* left, yyjson_val* right) {
    const auto order = text_of(left) <=> text_of(right);
    return order == 0 ? left < right : order < 0;
  });
  const auto same = [](yyjson_val* left, yyjson_val* right) { return text_of(left) == text_of(right); };
  const auto found = std::ranges::adjacent_find(keys, same);
  return found == keys.end() ? nullptr : *(found + 1);
}

struct DocumentDeleter {
  void operator()(yyjson_doc* document) const { yyjson_doc_free(document); }
};

std::unexpected<Error> reader_failure(const yyjson_read_err& error) {
  switch (error.code) {
  case YYJSON_READ_ERROR_EMPTY_CONTENT:
    return failure_at("json.empty", error.pos);
  case YYJSON_READ_ERROR_UNEXPECTED_END:
    return failure_at("json.cut_off", error.pos);
  case YYJSON_READ_ERROR_MEMORY_ALLOCATION:
    return failure_at("json.too_large", error.pos);
  default:
    return failure_at("json.malformed", error.pos);
  }
}

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out.push_back('"');
  std::size_t plain_from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    out.append(text, plain_from, at - plain_from);
    plain_from = at + 1;
    out.push_back('\\');
    switch (c) {
    case '\b':
      out.push_back('b');
      break;
    case '\t':
      out.push_back('t');
      break;
    case '\n':
      out.push_back('n');
      break;
    case '\f':
      out.push_back('f');
      break;
    case '\r':
      out.push_back('r');
      break;
    case '"':
    case '\\':
      out.push_back(static_cast<char>(c));
      break;
    default:
      out.append("u00");
      out.push_back(digits[c >> 4]);
      out.push_back(digits[c & 15]);
    }
  }
  out.append(text, plain_from);
  out.push_back('"');
}

/// Appends the canonical form. False at a number that has none. Recursion ends at `deepest_json`.
bool append_canonical(std::string& out, JsonView view) {
  if (const auto text = view.string()) {
    append_escaped(out, *text);
  } else if (const auto truth = view.boolean()) {
    out.append(*truth ? "true" : "false");
  } else if (const auto number = view.integer()) {
    out.append(std::to_string(*number));
  } else if (view.is_array()) {
    out.push_back('[');
    bool good = true;
    bool first = true;
    view.for_each_element([&](JsonView element) {
      if (!std::exchange(first, false))
        out.push_back(',');
      good = good && append_canonical(out, element);
    });
    out.push_back(']');
    return good;
  } else if (view.is_object()) {
    std::vector<std::pair<std::string_view, JsonView>> members;
    members.reserve(view.size());
    view.for_each_member([&](std::string_view key, JsonView value) { members.emplace_back(key, value); });
    truat::sort(members, [](const auto& left, const auto& right) {
      return canonical_key_less(left.first, right.first);
    });
    out.push_back('{');
    bool first = true;
    for (const auto& [key, value] : members) {
      if (!std::exchange(first, false))
        out.push_back(',');
      append_escaped(out, key);
      out.push_back(':');
      if (!append_canonical(out, value))
        return false;
    }
    out.push_back('}');
  } else {
    out.append("null");
    return view.is_null();
  }
  return true;
}

} // namespace

bool JsonView::is_null() const {
  return yyjson_is_null(m_value);
}
bool JsonView::is_object() const {
  return yyjson_is_obj(m_value);
}
bool JsonView::is_array() const {
  return yyjson_is_arr(m_value);
}

std::optional<bool> JsonView::boolean() const {
  return yyjson_is_bool(m_value) ? std::optional(yyjson_get_bool(m_value)) : std::nullopt;
}

std::optional<std::int64_t> JsonView::integer() const {
  if (yyjson_is_uint(m_value)) {
    const std::uint64_t number = yyjson_get_uint(m_value);
    return number <= static_cast<std::uint64_t>(greatest_integer)
               ? std::optional(static_cast<std::int64_t>(number))
               : std::nullopt;
  }
  if (!yyjson_is_sint(m_value))
    return std::nullopt;
  const std::int64_t number = yyjson_get_sint(m_value);
  return number >= -greatest_integer ? std::optional(number) : std::nullopt;
}

std::optional<double> JsonView::number() const {
  return yyjson_is_num(m_value) ? std::optional(yyjson_get_num(m_value)) : std::nullopt;
}

std::optional<std::string_view> JsonView::string() const {
  return yyjson_is_str(m_value) ? std::optional(text_of(m_value)) : std::nullopt;
}

std::size_t JsonView::size() const {
  return is_array() || is_object() ? yyjson_get_len(m_value) : 0;
}

JsonView JsonView::operator[](std::string_view key) const {
  return JsonView(yyjson_obj_getn(m_value, key.data(), key.size()));
}

JsonView JsonView::at(std::size_t index) const {
  return JsonView(yyjson_arr_get(m_value, index));
}

JsonView::Cursor JsonView::first_member() const {
  if (!is_object() || size() == 0)
    return {};
  yyjson_val* key = unsafe_yyjson_get_first(m_value);
  return {text_of(key), key + 1, size()};
}

JsonView::Cursor JsonView::next_member(const Cursor& cursor) {
  if (cursor.left <= 1)
    return {};
  yyjson_val* key = unsafe_yyjson_get_next(cursor.value);
  return {text_of(key), key + 1, cursor.left - 1};
}

JsonView::Cursor JsonView::first_element() const {
  if (!is_array() || size() == 0)
    return {};
  return {{}, unsafe_yyjson_get_first(m_value), size()};
}

JsonView::Cursor JsonView::next_element(const Cursor& cursor) {
  if (cursor.left <= 1)
    return {};
  return {{}, unsafe_yyjson_get_next(cursor.value), cursor.left - 1};
}

Result<JsonDocument> parse_json(std::string_view text) {
  if (text.empty())
    return failure_at("json.empty", 0);
  if (const std::size_t at = find_too_deep(text); at != std::string_view::npos)
    return failure_at("json.too_deep", at);
  yyjson_read_err error{};
  // The reader copies the text first unless told to work in place, so the cast takes no constness away in
  // truth.
  yyjson_doc* read =
      yyjson_read_opts(const_cast<char*>(text.data()), text.size(), YYJSON_READ_NOFLAG, nullptr, &error);
  if (read == nullptr)
    return reader_failure(error);
  JsonDocument document;
  document.m_document = std::shared_ptr<yyjson_doc>(read, DocumentDeleter{});
  document.m_root = JsonView(read->root);
  for (yyjson_val* value = read->root; value != read->root + read->val_read; ++value) {
    if (!yyjson_is_obj(value))
      continue;
    if (yyjson_val* key = find_duplicate_key(value))
      return failure_at("json.duplicate_key", static_cast<std::size_t>(yyjson_get_str(key) - read->str_pool),
                        {{"key", std::string(text_of(key))}});
  }
  return document;
}

bool canonical_key_less(std::string_view left, std::string_view right) {
  // UTF-8 orders as UTF-16 does, but that UTF-16's surrogates (lead bytes F0 and up) stand before U+E000 to
  // U+FFFF (lead bytes EE and EF).
  const auto rank = [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return value == 0xEE || value == 0xEF ? value + 0x10 : int{value};
  };
  const auto [at, other] = std::ranges::mismatch(left, right);
  if (at == left.end() || other == right.end())
    return left.size() < right.size();
  return rank(*at) < rank(*other);
}

Result<std::string> canonical_json(JsonView value) {
  expects(value.exists(), "canonical form of nothing");
  std::string out;
  if (!append_canonical(out, value))
    return failure("json.not_canonical_number");
  return out;
}

void JsonWriter::separate() {
  if (std::exchange(m_after_key, false) || m_levels.empty()) {
    expects(!m_levels.empty() || m_text.empty(), "one value at the top");
    return;
  }
  expects(!m_levels.back().is_object, "a key before each value of an object");
  if (std::exchange(m_levels.back().has_members, true))
    m_text.push_back(',');
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  m_text.push_back('{');
  m_levels.push_back({true, false, {}});
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  expects(!m_levels.empty() && m_levels.back().is_object && !m_after_key,
          "an open object without an open key");
  m_levels.pop_back();
  m_text.push_back('}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  m_text.push_back('[');
  m_levels.push_back({});
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  expects(!m_levels.empty() && !m_levels.back().is_object, "an open array");
  m_levels.pop_back();
  m_text.push_back(']');
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view key) {
  expects(!m_levels.empty() && m_levels.back().is_object && !m_after_key, "a key stands in an object");
  expects(is_valid_utf8(key), "UTF-8 in a key");
  Level& level = m_levels.back();
  if (std::exchange(level.has_members, true)) {
    expects(canonical_key_less(level.last_key, key), "keys in canonical order");
    m_text.push_back(',');
  }
  level.last_key = key;
  append_escaped(m_text, key);
  m_text.push_back(':');
  m_after_key = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  expects(is_valid_utf8(value), "UTF-8 in a text");
  separate();
  append_escaped(m_text, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  expects(value >= -greatest_integer && value <= greatest_integer, "an integer within ±(2^53 - 1)");
  separate();
  m_text.append(std::to_string(value));
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  m_text.append(value ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  m_text.append("null");
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view canonical) {
  separate();
  m_text.append(canonical);
  return *this;
}

std::string JsonWriter::take() {
  expects(m_levels.empty() && !m_after_key, "every object and array closed");
  return std::exchange(m_text, {});
}

} // namespace truat
