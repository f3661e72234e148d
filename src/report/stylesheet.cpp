#include "report/stylesheet.h"

#include "base/base64.h"
#include "base/embedded.h"
#include "text/packed_font.h"

#include <string>

namespace truat::report {
std::string_view stylesheet() {
  static const std::string sheet = "@font-face { font-family: Sarabun; src: url(\"data:font/ttf;base64," +
                                   encode_base64(text::truetype_font("sarabun-400")) +
                                   "\") format(\"truetype\"); }\n" +
                                   std::string(embedded_file("report/inspection.css"));
  return sheet;
}

} // namespace truat::report
