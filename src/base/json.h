// JSON: a strict reader and a canonical writer (RFC 8259; RFC 8785 for the writer). Over yyjson.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct yyjson_doc;
struct yyjson_val;

namespace truat {

/// A value inside a JsonDocument, valid as long as the document lives. Every question about a missing or
/// other-typed value has the answer "none", so that readers ask for what they need and report what is not
/// there.
class JsonView {
public:
  JsonView() = default;
  explicit JsonView(yyjson_val* value) : m_value(value) {}
  [[nodiscard]] bool exists() const { return m_value != nullptr; }
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] std::optional<bool> boolean() const;
  /// An integer within ±(2^53 - 1), written without point or exponent.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// Any number, as the nearest double. For foreign formats only; nothing of ours is kept so.
  [[nodiscard]] std::optional<double> number() const;
  [[nodiscard]] std::optional<std::string_view> string() const;
  [[nodiscard]] std::size_t size() const;                        ///< members or elements; 0 for anything else
  [[nodiscard]] JsonView operator[](std::string_view key) const; ///< linear; none when absent
  [[nodiscard]] JsonView at(std::size_t index) const;            ///< linear; to walk, use for_each
  [[nodiscard]] yyjson_val* raw() const { return m_value; }

  template <class Visit>
  void for_each_member(Visit visit) const { // visit(std::string_view key, JsonView value)
    for (Cursor cursor = first_member(); cursor.value != nullptr; cursor = next_member(cursor))
      visit(cursor.key, JsonView(cursor.value));
  }
  template <class Visit>
  void for_each_element(Visit visit) const { // visit(JsonView value)
    for (Cursor cursor = first_element(); cursor.value != nullptr; cursor = next_element(cursor))
      visit(JsonView(cursor.value));
  }

private:
  struct Cursor {
    std::string_view key;
    yyjson_val* value = nullptr;
    std::size_t left = 0;
  };
  [[nodiscard]] Cursor first_member() const;
  [[nodiscard]] static Cursor next_member(const Cursor& cursor);
  [[nodiscard]] Cursor first_element() const;
  [[nodiscard]] static Cursor next_element(const Cursor& cursor);

  yyjson_val* m_value = nullptr;
};

class JsonDocument {
public:
  [[nodiscard]] JsonView root() const { return m_root; }

private:
  friend Result<JsonDocument> parse_json(std::string_view text);
  std::shared_ptr<yyjson_doc> m_document;
  JsonView m_root;
};

/// How deeply objects and arrays may stand in each other.
inline constexpr std::size_t deepest_json = 64;

/// Strict RFC 8259: UTF-8 is checked, a surrogate without its partner is refused, duplicate keys are refused
/// even when their values agree, nesting past `deepest_json` and numbers that no double can hold are refused,
/// nothing may follow the value, no byte order mark may stand before it. Errors: `json.empty`,
/// `json.too_deep`, `json.duplicate_key`, `json.cut_off`, `json.malformed`; the error's `where` is "byte N",
/// counted from 0.
[[nodiscard]] Result<JsonDocument> parse_json(std::string_view text);

/// Whether `left` stands before `right` in canonical JSON: by UTF-16 code units. Both are valid UTF-8.
[[nodiscard]] bool canonical_key_less(std::string_view left, std::string_view right);

/// The canonical form (RFC 8785) of a value without floating point: keys sorted by UTF-16 code units, no
/// white space. An error (`json.not_canonical_number`) where the value has a number that is not an integer
/// within ±(2^53 - 1).
[[nodiscard]] Result<std::string> canonical_json(JsonView value);

/// Writes canonical JSON piece by piece. The caller gives keys in sorted order; a contract checks that.
class JsonWriter {
public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view key);
  JsonWriter& string(std::string_view value); ///< contract: valid UTF-8
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view canonical); ///< text that is canonical JSON already
  /// The text, finished: every object and array is closed. The writer is empty again.
  [[nodiscard]] std::string take();

private:
  void separate();
  struct Level {
    bool is_object = false;
    bool has_members = false;
    std::string last_key;
  };
  std::string m_text;
  std::vector<Level> m_levels;
  bool m_after_key = false;
};

} // namespace truat
