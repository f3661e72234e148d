// The one stylesheet of all papers.
#pragma once

#include <string_view>

namespace truat::report {

/// assets/report/inspection.css with Sarabun inside, so that a paper is one file that looks the same
/// anywhere. Byte for byte what assets/report/build_stylesheet.py makes, whose digest the page's policy
/// allows.
[[nodiscard]] std::string_view stylesheet();

} // namespace truat::report
