#include "text/search_folding.h"

#include "base/utf8.h"
#include "text/clusters.h"
#include "text/latin_letters.h"
#include "text/normalisation.h"
#include "text/thai_characters.h"

#include <vector>

namespace truat::text {
namespace {

/// Folds what is in normal form already.
void append_folded(std::string& out, std::string_view text, ToneMarks tones) {
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    text.remove_prefix(static_cast<std::size_t>(point.length));
    if (is_thai_digit(point.value))
      out.push_back(static_cast<char>('0' + (point.value - 0x0E50)));
    else if (!is_thai_tone(point.value) || tones == ToneMarks::kept)
      append_utf8(out, lower_case(point.value));
  }
}

bool is_all_blank(std::string_view cluster) {
  return normalised_line(cluster).empty();
}

} // namespace

std::string folded(std::string_view text, ToneMarks tones) {
  std::string out;
  const std::string line = normalised_line(text);
  out.reserve(line.size());
  append_folded(out, line, tones);
  return out;
}

FoldedQuery::FoldedQuery(std::string_view query, ToneMarks tones)
    : m_query(folded(query, tones)), m_tones(tones) {}

bool FoldedQuery::is_in(std::string_view text) const {
  return m_query.empty() || folded(text, m_tones).find(m_query) != std::string::npos;
}

std::optional<TextRange> FoldedQuery::find_in(std::string_view text) const {
  if (m_query.empty())
    return std::nullopt;
  // Folded cluster by cluster, so that every folded byte is known to come from one cluster of the text.
  std::string folded_text;
  std::vector<TextRange> source;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = next_cluster(text, at);
    const bool blank = is_all_blank(text.substr(at, end - at));
    if (blank) {
      while (end < text.size() && is_all_blank(text.substr(end, next_cluster(text, end) - end)))
        end = next_cluster(text, end);
      folded_text.push_back(' ');
    } else {
      append_folded(folded_text, normalised(text.substr(at, end - at)), m_tones);
    }
    source.resize(folded_text.size(), TextRange{at, end});
    at = end;
  }
  const std::size_t found = folded_text.find(m_query);
  if (found == std::string::npos)
    return std::nullopt;
  return TextRange{source[found].begin, source[found + m_query.size() - 1].end};
}

} // namespace truat::text
