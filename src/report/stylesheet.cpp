#include "report/stylesheet.h"

#include "base/base64.h"
#include "base/embedded.h"

#include <string>

namespace truat::report {
namespace {

std::string face(std::string_view weight, std::string_view font) {
  return "@font-face { font-family: Sarabun; font-weight: " + std::string(weight) +
         "; src: url(\"data:font/ttf;base64," + encode_base64(embedded_file(font)) +
         "\") format(\"truetype\"); }\n";
}

} // namespace

std::string_view stylesheet() {
  static const std::string sheet = face("400", "fonts/sarabun-400.ttf") +
                                   face("700", "fonts/sarabun-700.ttf") +
                                   std::string(embedded_file("report/inspection.css"));
  return sheet;
}

} // namespace truat::report
