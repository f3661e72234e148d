#include "exchange/file_format.h"

#include "exchange/inflate.h"
#include "exchange/xlsx_reader.h"

#include <algorithm>
#include <array>
#include <string>

namespace truat::exchange {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

struct ForeignMark {
  std::string_view begins; ///< the file's first letters, in lower case
  std::string_view has;    ///< somewhere in its head
  std::string_view name;
};

/// The first that fits. A workbook of Excel 2003 is XML too, but a page to those who have to save it anew.
constexpr auto foreign_marks = std::to_array<ForeignMark>({
    {"begin:vcalendar", "", "iCalendar"},
    {"**", "file with basedata", "PSPLIB"},
    {"<", "schemas.microsoft.com/project", "Microsoft Project"},
    {"<", "<project name=", "GanttProject"},
    {"<", "www.w3.org/2002/xforms", "XForm"},
    {"<", "xes-standard.org", "XES"},
    {"<", "<log ", "XES"},
});

constexpr std::size_t head_bytes = 4096;

std::string lower_head(std::string_view bytes) {
  std::string_view head = bytes.substr(0, head_bytes);
  if (head.starts_with("\xEF\xBB\xBF"))
    head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  return lower_ascii(head);
}

} // namespace

std::string_view foreign_format_name(std::string_view bytes) {
  const std::string head = lower_head(bytes);
  const auto fits = [&](const ForeignMark& mark) {
    return head.starts_with(mark.begins) && head.find(mark.has) != std::string::npos;
  };
  if (const auto found = std::ranges::find_if(foreign_marks, fits); found != foreign_marks.end())
    return found->name;
  const bool is_page = head.find("<html") != std::string::npos || head.find("<table") != std::string::npos ||
                       head.find("microsoft-com:office:spreadsheet") != std::string::npos;
  return head.starts_with("<?xml") && !is_page ? "XML" : std::string_view();
}

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
  const std::string head = lower_head(bytes);
  if (head.starts_with('{') || head.starts_with('['))
    return FileFormat::truat;
  if (!foreign_format_name(bytes).empty())
    return FileFormat::foreign;
  // "<?xml" with a workbook of Excel 2003 inside is shown by Excel as a page, too.
  for (const std::string_view mark : {"<!doctype html", "<html", "<table", "<?xml", "<head", "mime-version:"})
    if (head.starts_with(mark))
      return FileFormat::web_page;
  return FileFormat::csv;
}

} // namespace truat::exchange
