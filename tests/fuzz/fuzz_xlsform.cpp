// XLSForm as CSV: all sheets below each other. (Workbooks are fuzz_xlsx.cpp's.)
#include "exchange/xlsform_reader.h"
#include "fuzz/form_properties.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  const std::string bytes(input);
  static_cast<void>(exchange::is_xlsform_csv(bytes));
  must_be_kept_and_filled(exchange::read_xlsform_csv(bytes), input);
}

} // namespace truat::fuzzing
