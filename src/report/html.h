// Writes HTML in which nothing that people typed can ever be markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace truat::report {

/// The text with & < > " ' as entities. Characters that HTML does not allow (controls) are left out.
[[nodiscard]] std::string escaped(std::string_view text);

/// Elements open and close in order; a contract checks that.
class Html {
public:
  /// `classes` is one of ours, never typed text.
  Html& open(std::string_view element, std::string_view classes = {});
  Html& close();
  Html& text(std::string_view text);
  /// open, text, close
  Html& element(std::string_view name, std::string_view text, std::string_view classes = {});
  /// An element without content: br, img. Attributes are escaped.
  Html& image(std::string_view url, std::string_view description);
  /// Markup that this program made itself.
  Html& raw(std::string_view markup);
  /// Contract: everything is closed.
  [[nodiscard]] std::string take();

private:
  std::string m_text;
  std::vector<std::string> m_open;
};

} // namespace truat::report
