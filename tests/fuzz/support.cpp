#include "fuzz/support.h"

#include "base/utf8.h"
#include "text/messages.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  truat::fuzzing::fuzz({reinterpret_cast<const char*>(data), size});
  return 0;
}

namespace truat::fuzzing {
namespace {

void sentence_must_be_whole(const std::string& key, const std::vector<Argument>& arguments,
                            const std::source_location& where) {
  const text::Message* message = text::find_message(key);
  if (message == nullptr)
    std::fprintf(stderr, "the key is \"%s\"\n", key.c_str());
  must(message != nullptr, "an error's key is a message", where);
  for (const Argument& argument : arguments)
    must(is_valid_utf8(argument.value), "what a sentence shows is text", where);
  for (const std::string_view sentence : {message->thai, message->english}) {
    std::size_t at = 0;
    while ((at = sentence.find('{', at)) != std::string_view::npos) {
      const std::size_t end = sentence.find_first_of("?}", ++at);
      const std::string_view name = sentence.substr(at, end - at);
      bool given = false;
      for (const Argument& argument : arguments)
        given = given || argument.name == name;
      if (!given)
        std::fprintf(stderr, "%s wants {%.*s}\n", key.c_str(), static_cast<int>(name.size()), name.data());
      must(given, "a sentence gets every value it shows", where);
    }
  }
}

} // namespace

void must(bool holds, const char* property, const std::source_location& where) {
  if (holds)
    return;
  std::fprintf(stderr, "%s:%u: does not hold: %s\n", where.file_name(), where.line(), property);
  std::abort();
}

void must_be_told(const Error& error, const std::source_location& where) {
  must(is_valid_utf8(error.where), "a place is text", where);
  sentence_must_be_whole(error.key, error.arguments, where);
}

void must_be_told(const Phrase& phrase, const std::source_location& where) {
  sentence_must_be_whole(phrase.key, phrase.arguments, where);
}

void must_be_told(const std::vector<Warning>& warnings, const std::source_location& where) {
  for (const Warning& warning : warnings) {
    must(is_valid_utf8(warning.where), "a place is text", where);
    must_be_told(warning.phrase, where);
  }
}

void must_lie_within(const Error& error, std::string_view input, const std::source_location& where) {
  constexpr std::string_view prefix = "byte ";
  if (!error.where.starts_with(prefix))
    return;
  const std::string_view digits = std::string_view(error.where).substr(prefix.size());
  std::size_t byte = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), byte);
  must(problem == std::errc{} && end == digits.data() + digits.size() && byte <= input.size(),
       "an error's byte lies within the input", where);
}

unsigned Input::choose(unsigned bound) {
  if (m_bytes.empty())
    return 0;
  const auto last = static_cast<unsigned char>(m_bytes.back());
  m_bytes.remove_suffix(1);
  return last % bound;
}

std::vector<Section> sections_of(std::string_view input) {
  constexpr std::string_view mark = "=== ";
  std::vector<Section> sections;
  std::string_view name;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto end_section = [&](std::size_t end) {
    if (end > begin || !name.empty())
      sections.push_back({name, input.substr(begin, end - begin)});
  };
  while (at < input.size()) {
    const std::size_t line_end = std::min(input.find('\n', at), input.size());
    const std::string_view line = input.substr(at, line_end - at);
    const std::size_t next = std::min(line_end + 1, input.size());
    if (line.starts_with(mark)) {
      end_section(at);
      name = line.substr(mark.size());
      begin = next;
    }
    at = next;
  }
  end_section(input.size());
  return sections;
}

} // namespace truat::fuzzing
