// Folding: texts that a searcher takes for the same become the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace truat::text {

/// Whether a search tells มา, ม่า and ม้า apart.
enum class ToneMarks : std::uint8_t { kept, ignored };

/// The text in normal form and lower case, Thai digits as Arabic ones, blanks as single blanks; without ่ ้ ๊ ๋
/// if asked.
[[nodiscard]] std::string folded(std::string_view text, ToneMarks tones);

/// Bytes `begin` to `end` of a text, ends of clusters both.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};

/// A search for one query in many texts, as a filter does while its words are typed.
class FoldedQuery {
public:
  FoldedQuery(std::string_view query, ToneMarks tones);

  [[nodiscard]] bool empty() const { return m_query.empty(); }
  /// Whether the text has the query, or the query is empty.
  [[nodiscard]] bool is_in(std::string_view text) const;
  /// Where the text first has the query, to be marked on the screen; nothing for an empty query. The range is
  /// whole clusters of `text`.
  [[nodiscard]] std::optional<TextRange> find_in(std::string_view text) const;

private:
  std::string m_query;
  ToneMarks m_tones;
};

} // namespace truat::text
