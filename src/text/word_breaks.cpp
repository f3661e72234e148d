#include "text/word_breaks.h"

#include "base/contract.h"
#include "base/embedded.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "text/normalisation.h"
#include "text/thai_characters.h"

#include <algorithm>

namespace truat::text {
namespace {

constexpr std::string_view zero_width_space = "\u200B";

bool has_thai(std::string_view text) {
  for (std::size_t at = text.find('\xE0'); at != std::string_view::npos; at = text.find('\xE0', at + 1))
    if (is_thai(decode_utf8(text.substr(at)).value))
      return true;
  return false;
}

/// The code point that ends at `at`. Contract: `at` > 0.
char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
    --start;
  return decode_utf8(text.substr(start)).value;
}

bool clings_to_what_is_before(char32_t c) {
  const ThaiClass kind = thai_class(c);
  return is_thai_mark(c) || kind == ThaiClass::following_vowel || kind == ThaiClass::sara_am || c == 0x0E46 ||
         c == 0x0E2F;
}

bool may_break_between(char32_t before, char32_t after) {
  return is_thai(before) && is_thai(after) && !is_leading_vowel(before) && !clings_to_what_is_before(after) &&
         !(is_thai_digit(before) && is_thai_digit(after));
}

bool is_boundary_of_code_points(std::string_view text, std::size_t at) {
  return (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

} // namespace

WordList::WordList(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string word = normalised_line(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (word.empty() || word.front() == '#')
      continue;
    m_longest = std::max(m_longest, word.size());
    m_words.push_back(std::move(word));
  }
  truat::sort(m_words);
  m_words.erase(std::ranges::unique(m_words).begin(), m_words.end());
}

std::size_t WordList::longest_at(std::string_view text) const {
  // Words that begin alike lie together, so the range of candidates narrows with each byte.
  auto first = m_words.begin();
  auto last = m_words.end();
  std::size_t longest = 0;
  const auto byte_at = [](std::size_t index) {
    return [index](const std::string& word) {
      return index < word.size() ? static_cast<unsigned char>(word[index]) + 1 : 0;
    };
  };
  for (std::size_t length = 0; length < std::min(m_longest, text.size()) && first != last; ++length) {
    const auto same = std::ranges::equal_range(first, last, static_cast<unsigned char>(text[length]) + 1, {},
                                               byte_at(length));
    first = same.begin();
    last = same.end();
    if (first != last && first->size() == length + 1)
      longest = length + 1;
  }
  return longest;
}

const WordList& protected_words() {
  static const WordList words(embedded_file("text/protected-words.txt"));
  return words;
}

WordSegmenter segmenter_of(WordList words) {
  return [list = std::move(words)](std::string_view text) {
    std::vector<std::size_t> boundaries;
    const auto boundary = [&boundaries, &text](std::size_t at) {
      if (at > 0 && at < text.size() && (boundaries.empty() || boundaries.back() != at))
        boundaries.push_back(at);
    };
    bool before_was_thai = false;
    for (std::size_t at = 0; at < text.size();) {
      const CodePoint point = decode_utf8(text.substr(at));
      const bool thai = is_thai(point.value);
      if (thai != before_was_thai)
        boundary(at);
      before_was_thai = thai;
      if (const std::size_t word = thai ? list.longest_at(text.substr(at)) : 0) {
        boundary(at);
        boundary(at + word);
        at += word;
      } else {
        at += static_cast<std::size_t>(point.length);
      }
    }
    return boundaries;
  };
}

std::vector<std::size_t> allowed_breaks(std::string_view text, const std::vector<std::size_t>& raw,
                                        const WordList& words_kept_whole) {
  std::vector<std::size_t> allowed;
  std::size_t at = 0;
  std::size_t whole_until = 0;
  for (const std::size_t boundary : raw) {
    if (boundary == 0 || boundary >= text.size() || !is_boundary_of_code_points(text, boundary))
      continue;
    while (at < boundary) {
      const std::size_t word = words_kept_whole.longest_at(text.substr(at));
      whole_until = word > 0 ? at + word : whole_until;
      at += word > 0 ? word : static_cast<std::size_t>(decode_utf8(text.substr(at)).length);
    }
    const bool inside_word = boundary < whole_until;
    const bool is_new = allowed.empty() || allowed.back() < boundary;
    if (!inside_word && is_new &&
        may_break_between(code_point_before(text, boundary), decode_utf8(text.substr(boundary)).value))
      allowed.push_back(boundary);
  }
  return allowed;
}

std::string with_breaks(std::string_view text, const std::vector<std::size_t>& breaks) {
  std::string out;
  out.reserve(text.size() + breaks.size() * zero_width_space.size());
  std::size_t from = 0;
  for (const std::size_t at : breaks) {
    expects(at >= from && at <= text.size(), "breaks rise and lie in the text");
    out.append(text.substr(from, at - from)).append(zero_width_space);
    from = at;
  }
  out.append(text.substr(from));
  return out;
}

BreakCache::BreakCache(WordSegmenter segmenter, const WordList& words_kept_whole, std::size_t kept)
    : m_segmenter(std::move(segmenter)), m_words_kept_whole(words_kept_whole), m_kept(kept) {
  expects(static_cast<bool>(m_segmenter), "a segmenter");
}

std::string_view BreakCache::breakable(std::string_view text) {
  if (!has_thai(text))
    return text;
  if (const auto found = m_recent.find(text); found != m_recent.end())
    return found->second;
  if (const auto found = m_older.find(text); found != m_older.end())
    return m_recent.insert(m_older.extract(found)).position->second;
  std::string broken = with_breaks(text, allowed_breaks(text, m_segmenter(text), m_words_kept_whole));
  return m_recent.emplace(std::string(text), std::move(broken)).first->second;
}

void BreakCache::trim() {
  if (m_recent.size() <= m_kept / 2)
    return;
  m_older = std::move(m_recent);
  m_recent.clear();
}

} // namespace truat::text
