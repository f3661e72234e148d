#include "exchange/file_format.h"

#include "exchange/inflate.h"
#include "exchange/xlsx_reader.h"

#include <algorithm>
#include <string>

namespace truat::exchange {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

} // namespace

FileFormat detect_format(std::string_view bytes) {
  if (bytes.empty())
    return FileFormat::empty;
  if (is_gzip(bytes))
    return FileFormat::gzip;
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"))
    return FileFormat::xlsx;
  if (is_compound_file(bytes))
    return FileFormat::compound_file;
  if (bytes.starts_with("%PDF-"))
    return FileFormat::pdf;
  if (bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("GIF8"))
    return FileFormat::picture;
  std::string_view head = bytes.substr(0, 1024);
  if (head.starts_with("\xEF\xBB\xBF"))
    head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with('{') || head.starts_with('['))
    return FileFormat::truat;
  const std::string lower = lower_ascii(head);
  // "<?xml" with a workbook of Excel 2003 inside is shown by Excel as a page, too.
  for (const std::string_view mark : {"<!doctype html", "<html", "<table", "<?xml", "<head", "mime-version:"})
    if (lower.starts_with(mark))
      return FileFormat::web_page;
  return FileFormat::csv;
}

} // namespace truat::exchange
