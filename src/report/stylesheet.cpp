#include "report/stylesheet.h"

#include "base/base64.h"
#include "base/embedded.h"
#include "text/packed_font.h"

#include <string>

namespace truat::report {
namespace {

std::string face(std::string_view weight, std::string_view font) {
  return "@font-face { font-family: Sarabun; font-weight: " + std::string(weight) +
         "; src: url(\"data:font/ttf;base64," + encode_base64(text::truetype_font(font)) +
         "\") format(\"truetype\"); }\n";
}

} // namespace

std::string_view stylesheet() {
  static const std::string sheet = face("400", "sarabun-400") + face("700", "sarabun-700") +
                                   std::string(embedded_file("report/inspection.css"));
  return sheet;
}

} // namespace truat::report
