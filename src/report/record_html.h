// Lays the record of inspection out as one printable HTML document.
#pragma once

#include "report/record_page.h"

#include <string>
#include <string_view>

namespace truat::report {

/// `stylesheet` is ours alone (report/stylesheet.h); the document has no other
/// style, no script and loads nothing.
[[nodiscard]] std::string record_html(const RecordPage& page, std::string_view stylesheet);

} // namespace truat::report
