// Word wrap for Thai: where a line may break inside a run of Thai, and displayed strings that say so with
// U+200B.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace truat::text {

/// Finds word boundaries: byte offsets into the text, rising, between 0 and its size. The browser gives
/// `Intl.Segmenter('th', {granularity: 'word'})`; browsers differ in their dictionaries.
using WordSegmenter = std::function<std::vector<std::size_t>(std::string_view)>;

/// Words to be found in running text, longest first.
class WordList {
public:
  WordList() = default;
  /// One word a line; blank lines and lines that begin with # are left out. Words are put into normal form.
  explicit WordList(std::string_view lines);

  /// Bytes of the longest word of the list that `text` begins with; 0 if there is none.
  [[nodiscard]] std::size_t longest_at(std::string_view text) const;
  [[nodiscard]] std::size_t size() const { return m_words.size(); }

private:
  std::vector<std::string> m_words; ///< sorted by bytes
  std::size_t m_longest = 0;
};

/// Agencies, places and terms of law that no line divides: assets/text/protected-words.txt, put in by the
/// build.
[[nodiscard]] const WordList& protected_words();

/// A segmenter of known words, longest first; what is not known stays whole up to the next known word, blank
/// or change of script. For tests and for programs without a browser.
[[nodiscard]] WordSegmenter segmenter_of(WordList words);

/// The boundaries of `raw` at which a line may break: only between two Thai characters; not before ๆ ฯ ะ า ำ
/// ๅ or a mark; not after เ แ โ ใ ไ; not between two digits; not inside a protected word (the longest at each
/// place, from the left).
[[nodiscard]] std::vector<std::size_t>
allowed_breaks(std::string_view text, const std::vector<std::size_t>& raw, const WordList& words_kept_whole);

/// The text with U+200B at `breaks`. Only for display, never kept.
[[nodiscard]] std::string with_breaks(std::string_view text, const std::vector<std::size_t>& breaks);

/// Displayed strings with their breaks, remembered by content, because segmenting anew in each frame would
/// cost more than drawing.
class BreakCache {
public:
  /// `kept` is the number of strings that `trim` leaves in memory. Contract: `segmenter` is callable, and
  /// `words_kept_whole` outlives the cache.
  BreakCache(WordSegmenter segmenter, const WordList& words_kept_whole, std::size_t kept = 4096);

  /// The text with U+200B where a line may break. The view holds until the next `trim`; where there is
  /// nothing to break it is `text` itself.
  [[nodiscard]] std::string_view breakable(std::string_view text);
  /// Lets go of what has not been asked for lately. Between frames only.
  void trim();

private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Map = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;

  WordSegmenter m_segmenter;
  const WordList& m_words_kept_whole;
  std::size_t m_kept;
  Map m_recent;
  Map m_older; ///< not asked for since they were moved here by a trim
};

} // namespace truat::text
