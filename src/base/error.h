// What went wrong, as a message key and its arguments, so that each user reads it in their own language.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat {

/// A named value that a message's text shows as `{name}`.
struct Argument {
  std::string name;
  std::string value;
  bool operator==(const Argument&) const = default;
};

/// A message key of `text/messages` ("import.file_cut_off") with the values its sentence shows. The sentence
/// says what happened and what to do. `where` names the place in the input (file, sheet, row, column or
/// byte), empty if none.
struct Error {
  std::string key;
  std::vector<Argument> arguments;
  std::string where;
  bool operator==(const Error&) const = default;
};

/// A sentence to be shown later: the same shape as an error, for labels, warnings and notes.
struct Phrase {
  std::string key;
  std::vector<Argument> arguments;
  bool operator==(const Phrase&) const = default;
};

/// An import's remark on one place of its input. The place is left out or mended as the sentence says.
struct Warning {
  std::string where; ///< "row 14, column D", "survey!C12"; the reader's own addresses
  Phrase phrase;
  bool operator==(const Warning&) const = default;
};

} // namespace truat
