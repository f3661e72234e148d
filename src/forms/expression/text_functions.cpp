#include "base/base64.h"
#include "base/utf8.h"
#include "forms/expression/digest.h"
#include "forms/expression/functions.h"

#include <array>
#include <cmath>
#include <unordered_map>

namespace truat::forms::expression {
namespace {

/// The byte at which each code point begins, and the end.
std::vector<std::size_t> letter_begins(std::string_view text) {
  std::vector<std::size_t> begins;
  std::size_t at = 0;
  while (at < text.size()) {
    begins.push_back(at);
    at += static_cast<std::size_t>(decode_utf8(text.substr(at)).length);
  }
  begins.push_back(at);
  return begins;
}

std::string letters_between(std::string_view text, double first, double last) {
  const std::vector<std::size_t> begins = letter_begins(text);
  const auto count = static_cast<double>(begins.size() - 1);
  if (std::isnan(first) || std::isnan(last))
    return {};
  const double from = std::fmin(std::fmax(first, 0), count);
  const double to = std::fmin(std::fmax(last, 0), count);
  if (!(from < to))
    return {};
  const std::size_t begin = begins[static_cast<std::size_t>(from)];
  return std::string(text.substr(begin, begins[static_cast<std::size_t>(to)] - begin));
}

Value string(Call& call) {
  if (call.count() == 1)
    return call.text(0);
  return call.context().node == no_node ? std::string() : call.tree().string_value(call.context().node);
}

Value concat(Call& call) {
  std::string all;
  for (const std::string& text : call.texts_from(0))
    all += text;
  return all;
}

Value join(Call& call) {
  const std::string separator = call.text(0);
  std::string all;
  bool first = true;
  for (const std::string& text : call.texts_from(1)) {
    if (!first)
      all += separator;
    all += text;
    first = false;
    if (all.size() > EvaluationLimits{}.text_bytes)
      return call.fail("forms.expression_long_text");
  }
  return all;
}

/// Negative places count from the end, as they do in JavaRosa.
Value substr(Call& call) {
  const std::string text = call.text(0);
  const auto length = static_cast<double>(letter_begins(text).size() - 1);
  const auto place = [length](double at) {
    return at < 0 ? std::fmax(0, length + std::trunc(at)) : std::trunc(at);
  };
  return letters_between(text, place(call.number(1)), call.count() > 2 ? place(call.number(2)) : length);
}

double rounded(double number) {
  return std::floor(number + 0.5);
}

/// Section 4.2: places count from 1, and both numbers are rounded.
Value substring(Call& call) {
  const std::string text = call.text(0);
  const double first = rounded(call.number(1));
  const double end = call.count() > 2 ? first + rounded(call.number(2)) : INFINITY;
  return letters_between(text, first - 1, end - 1);
}

Value substring_before(Call& call) {
  const std::string text = call.text(0);
  const std::size_t at = text.find(call.text(1));
  return at == std::string::npos ? std::string() : text.substr(0, at);
}
Value substring_after(Call& call) {
  const std::string text = call.text(0);
  const std::string mark = call.text(1);
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

Value translate(Call& call) {
  const std::string text = call.text(0);
  const std::string from = call.text(1);
  const std::string to = call.text(2);
  const std::vector<std::size_t> to_begins = letter_begins(to);
  std::unordered_map<char32_t, std::size_t> places; // the first of each letter counts
  std::size_t place = 0;
  for (std::string_view rest = from; !rest.empty(); ++place) {
    const CodePoint letter = decode_utf8(rest);
    places.emplace(letter.value, place);
    rest.remove_prefix(static_cast<std::size_t>(letter.length));
  }
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint letter = decode_utf8(rest);
    const auto length = static_cast<std::size_t>(letter.length);
    if (const auto found = places.find(letter.value); found == places.end())
      result += rest.substr(0, length);
    else if (found->second + 1 < to_begins.size())
      result += to.substr(to_begins[found->second], to_begins[found->second + 1] - to_begins[found->second]);
    rest.remove_prefix(length);
  }
  return result;
}

Value string_length(Call& call) {
  return static_cast<double>(letter_begins(std::get<std::string>(string(call))).size() - 1);
}

Value normalize_space(Call& call) {
  const std::string text = std::get<std::string>(string(call));
  std::string result;
  for (const std::string_view word : words_of(text))
    result.append(result.empty() ? "" : " ").append(word);
  return result;
}

Value contains(Call& call) {
  return call.text(0).find(call.text(1)) != std::string::npos;
}
Value starts_with(Call& call) {
  return call.text(0).starts_with(call.text(1));
}
Value ends_with(Call& call) {
  return call.text(0).ends_with(call.text(1));
}

std::uint64_t random_bits(Random& random) {
  std::array<std::byte, 8> bytes{};
  random.fill(bytes);
  std::uint64_t bits = 0;
  for (const std::byte byte : bytes)
    bits = bits << 8 | static_cast<std::uint64_t>(byte);
  return bits;
}

Value uuid(Call& call) {
  if (call.count() == 0) {
    std::array<std::byte, 16> bytes{};
    call.host().random().fill(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x40}; // version 4
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80}; // the variant of RFC 4122
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const char byte = static_cast<char>(bytes[i]);
      text += (i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "") + hexadecimal(std::string_view(&byte, 1));
    }
    return text;
  }
  constexpr double longest = 10'000;
  const double count = call.number(0);
  if (!(count >= 0 && count <= longest))
    return call.fail("forms.expression_long_text");
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::string text;
  while (static_cast<double>(text.size()) + 1 <= count)
    text += letters[random_bits(call.host().random()) % letters.size()];
  return text;
}

Value digest(Call& call) {
  const std::string encoding = call.count() > 2 ? call.text(2) : "base64";
  const auto bytes = digest_bytes(call.text(1), call.text(0));
  if (!bytes || (encoding != "base64" && encoding != "hex"))
    return call.fail("forms.expression_algorithm", {{"name", bytes ? encoding : call.text(1)}});
  return encoding == "hex" ? hexadecimal(*bytes) : encode_base64(*bytes);
}

Value base64_decode(Call& call) {
  const auto bytes = decode_base64(trimmed(call.text(0)));
  return bytes ? mended_utf8(*bytes) : std::string();
}

constexpr auto table = std::to_array<Function>({
    {"string", 0, 1, string},
    {"concat", 0, any_number, concat},
    {"join", 1, any_number, join},
    {"substr", 2, 3, substr},
    {"substring", 2, 3, substring},
    {"substring-before", 2, 2, substring_before},
    {"substring-after", 2, 2, substring_after},
    {"translate", 3, 3, translate},
    {"string-length", 0, 1, string_length},
    {"normalize-space", 0, 1, normalize_space},
    {"contains", 2, 2, contains},
    {"starts-with", 2, 2, starts_with},
    {"ends-with", 2, 2, ends_with},
    {"uuid", 0, 1, uuid},
    {"digest", 2, 3, digest},
    {"base64-decode", 1, 1, base64_decode},
});

} // namespace

std::span<const Function> text_functions() {
  return table;
}

} // namespace truat::forms::expression
