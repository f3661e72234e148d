#include "exchange/table_file.h"

#include "base/contract.h"

namespace truat::exchange {
namespace {

constexpr std::size_t most_unpacked_bytes = std::size_t{256} << 20;

/// Which sentence a file that is no list gets.
std::string_view refusal(FileFormat format) {
  switch (format) {
  case FileFormat::web_page:
    return "exchange.web_page";
  case FileFormat::truat:
    return "exchange.truat_is_no_list";
  case FileFormat::pdf:
  case FileFormat::picture:
    return "exchange.no_list";
  case FileFormat::empty:
    return "csv.empty";
  default:
    return {};
  }
}

} // namespace

Result<TableFile> TableFile::open(std::string bytes, const TableFileChoices& choices) {
  FileFormat format = detect_format(bytes);
  if (format == FileFormat::gzip) {
    auto unpacked = gunzip(bytes, most_unpacked_bytes);
    if (!unpacked)
      return std::unexpected(unpacked.error());
    bytes = std::move(*unpacked);
    format = detect_format(bytes);
  }
  if (format == FileFormat::foreign)
    return failure("exchange.foreign_format", {{"format", std::string(foreign_format_name(bytes))}});
  if (const std::string_view key = refusal(format); !key.empty())
    return failure(std::string(key));
  if (format == FileFormat::xlsx || format == FileFormat::compound_file) {
    auto reader = XlsxReader::open(std::move(bytes));
    if (!reader)
      return std::unexpected(reader.error());
    if (choices.sheet && *choices.sheet < reader->sheets().size())
      reader->choose(*choices.sheet);
    return TableFile(std::move(*reader));
  }
  return TableFile(std::make_unique<CsvReader>(
      std::move(bytes), CsvReader::Given{.encoding = choices.encoding, .delimiter = choices.delimiter}));
}

FileFormat TableFile::format() const {
  return std::holds_alternative<XlsxReader>(m_reader) ? FileFormat::xlsx : FileFormat::csv;
}

Result<Step> TableFile::run(Budget& budget) {
  if (auto* workbook = std::get_if<XlsxReader>(&m_reader))
    return workbook->run(budget);
  return std::get<std::unique_ptr<CsvReader>>(m_reader)->run(budget);
}

Progress TableFile::progress() const {
  if (const auto* workbook = std::get_if<XlsxReader>(&m_reader))
    return workbook->progress();
  return std::get<std::unique_ptr<CsvReader>>(m_reader)->progress();
}

const CsvDialect* TableFile::dialect() const {
  const auto* csv = std::get_if<std::unique_ptr<CsvReader>>(&m_reader);
  return csv == nullptr ? nullptr : &(*csv)->dialect();
}

std::vector<XlsxSheet> TableFile::sheets() const {
  const auto* workbook = std::get_if<XlsxReader>(&m_reader);
  return workbook == nullptr ? std::vector<XlsxSheet>() : workbook->sheets();
}

std::size_t TableFile::chosen_sheet() const {
  const auto* workbook = std::get_if<XlsxReader>(&m_reader);
  return workbook == nullptr ? 0 : workbook->chosen();
}

std::vector<Warning> TableFile::warnings() const {
  const auto* csv = std::get_if<std::unique_ptr<CsvReader>>(&m_reader);
  return csv == nullptr ? std::vector<Warning>() : (*csv)->warnings();
}

Table TableFile::take_table() {
  if (auto* workbook = std::get_if<XlsxReader>(&m_reader))
    return workbook->take_table();
  return std::get<std::unique_ptr<CsvReader>>(m_reader)->take_table();
}

} // namespace truat::exchange
