// What a workbook says of itself before any cell: its sheets, its date system, its shared strings' place, its
// formats.
#pragma once

#include "exchange/number_format.h"
#include "exchange/xlsx_reader.h"

#include <pugixml.hpp>

namespace truat::exchange {

struct WorkbookSheet {
  XlsxSheet sheet;
  std::string part; ///< "xl/worksheets/sheet1.xml"
};

struct WorkbookParts {
  std::vector<WorkbookSheet> sheets;
  std::vector<NumberFormat> formats; ///< by a cell's style
  std::string shared_strings;        ///< part; empty when there is none
  DateSystem date_system = DateSystem::from_1900;
};

[[nodiscard]] Result<WorkbookParts> read_workbook_parts(const ZipArchive& archive, const XlsxLimits& limits);

/// pugixml with what a workbook needs: white space that is a cell's whole text stays.
[[nodiscard]] Result<void> parse_xml(pugi::xml_document& document, std::string_view text,
                                     const std::string& part);
/// "byte N" of where parsing `text` ended. Nothing for a text that is not UTF-8: pugixml counts after
/// converting it.
[[nodiscard]] std::string place_of(const pugi::xml_parse_result& parsed, std::string_view text);
/// By local name, whatever the prefix.
[[nodiscard]] pugi::xml_node child(pugi::xml_node parent, std::string_view name);
[[nodiscard]] std::string_view attribute(pugi::xml_node node, std::string_view name);
/// Visits the children of a local name: visit(pugi::xml_node).
template <class Visit>
void for_each_child(pugi::xml_node parent, std::string_view name, Visit visit);
[[nodiscard]] std::string_view local_name_of(pugi::xml_node node);

template <class Visit>
void for_each_child(pugi::xml_node parent, std::string_view name, Visit visit) {
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling())
    if (local_name_of(node) == name)
      visit(node);
}

} // namespace truat::exchange
