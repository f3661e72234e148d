// Takes whole elements of one name out of a large XML text that arrives in pieces, so that a sheet of 100,000
// rows never stands in memory as a tree. What an element holds is then read by pugixml.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::exchange {

/// The name behind a namespace's prefix: "row" of "x:row".
[[nodiscard]] std::string_view local_name(std::string_view name);

class XmlElements {
public:
  /// `wanted` are local names; an element inside a wanted one is part of it.
  XmlElements(std::vector<std::string> wanted, std::size_t most_element_bytes)
      : m_wanted(std::move(wanted)), m_most_element_bytes(most_element_bytes) {}

  void feed(std::string_view piece);
  /// The room that `feed` fills, for readers that append to a string themselves.
  [[nodiscard]] std::string& buffer() { return m_buffer; }

  /// The next whole element, valid until the next call; nothing when more must be fed. Errors: `xml.damaged`,
  /// `xml.doctype` (never needed by a workbook; the way of entity bombs), `xml.element_too_large`; `where` is
  /// the byte.
  [[nodiscard]] Result<std::optional<std::string_view>> next();
  /// After the last piece: whether the text ended outside of any element's tag and with every wanted element
  /// closed.
  [[nodiscard]] bool is_complete() const;

private:
  [[nodiscard]] bool is_wanted(std::string_view name) const;
  [[nodiscard]] std::unexpected<Error> fail(std::string key) const;
  void discard(std::size_t bytes);

  std::vector<std::string> m_wanted;
  std::size_t m_most_element_bytes;
  std::string m_buffer;
  std::size_t m_at = 0;                 ///< scanned up to here
  std::uint64_t m_discarded = 0;        ///< bytes of the text before the buffer
  std::optional<std::size_t> m_element; ///< begin of a wanted element that is still open
  std::size_t m_depth = 0;              ///< open elements
  std::size_t m_element_depth = 0;
};

} // namespace truat::exchange
