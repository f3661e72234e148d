#include "exchange/workbook_parts.h"

#include "base/utf8.h"

#include "exchange/xml_elements.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <vector>

namespace truat::exchange {
namespace {

/// The folder of a part with its slash: "xl/" of "xl/workbook.xml".
std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
}

/// A relationship's target as the name of a part: relative to the folder of its source, or absolute.
std::string resolve(std::string_view folder, std::string_view target) {
  const std::string path = mended_utf8(target.starts_with('/') ? std::string(target.substr(1))
                                                               : std::string(folder) + std::string(target));
  std::vector<std::string_view> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view step = std::string_view(path).substr(at, end - at);
    if (step != "..")
      steps.push_back(step);
    else if (!steps.empty())
      steps.pop_back();
    at = end + 1;
  }
  std::string part;
  for (const std::string_view step : steps) {
    part += part.empty() ? "" : "/";
    part += step;
  }
  return part;
}

class PartReader {
public:
  PartReader(const ZipArchive& archive, const XlsxLimits& limits) : m_archive(archive), m_limits(limits) {}

  [[nodiscard]] Result<void> read(const std::string& part, pugi::xml_document& document) const {
    const ZipEntry* entry = m_archive.find(part);
    if (entry == nullptr)
      return failure("xlsx.not_a_workbook", {{"part", part}});
    if (entry->bytes > m_limits.part_bytes)
      return failure("zip.too_large", {{"what", part}});
    const auto text = m_archive.read(*entry);
    if (!text)
      return std::unexpected(text.error());
    return parse_xml(document, *text, part);
  }

private:
  const ZipArchive& m_archive;
  const XlsxLimits& m_limits;
};

struct Relationship {
  std::string type;
  std::string part;
};

Result<std::map<std::string, Relationship>> read_relationships(const PartReader& reader,
                                                               const std::string& source) {
  const std::string folder = folder_of(source);
  pugi::xml_document document;
  if (const auto read = reader.read(folder + "_rels/" + source.substr(folder.size()) + ".rels", document);
      !read)
    return std::unexpected(read.error());
  std::map<std::string, Relationship> relationships;
  for_each_child(child(document, "Relationships"), "Relationship", [&](pugi::xml_node node) {
    if (attribute(node, "TargetMode") != "External")
      relationships[std::string(attribute(node, "Id"))] = {std::string(attribute(node, "Type")),
                                                           resolve(folder, attribute(node, "Target"))};
  });
  return relationships;
}

std::string part_of_type(const std::map<std::string, Relationship>& relationships, std::string_view ending) {
  for (const auto& [id, relationship] : relationships)
    if (relationship.type.ends_with(ending))
      return relationship.part;
  return {};
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

Result<std::vector<NumberFormat>> read_formats(const PartReader& reader, const std::string& part) {
  pugi::xml_document document;
  if (const auto read = reader.read(part, document); !read)
    return std::unexpected(read.error());
  const pugi::xml_node sheet = child(document, "styleSheet");
  std::map<std::uint32_t, NumberFormat> own;
  for_each_child(child(sheet, "numFmts"), "numFmt", [&](pugi::xml_node node) {
    if (const auto id = number_of(attribute(node, "numFmtId")))
      own[*id] = classify_format(attribute(node, "formatCode"));
  });
  std::vector<NumberFormat> formats;
  for_each_child(child(sheet, "cellXfs"), "xf", [&](pugi::xml_node node) {
    const std::uint32_t id = number_of(attribute(node, "numFmtId")).value_or(0);
    const auto found = own.find(id);
    formats.push_back(found != own.end() ? found->second : builtin_format(id));
  });
  return formats;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true";
}

} // namespace

std::string_view local_name_of(pugi::xml_node node) {
  return local_name(node.name());
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling())
    if (local_name_of(node) == name)
      return node;
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  return node.attribute(std::string(name).c_str()).value();
}

std::string place_of(const pugi::xml_parse_result& parsed, std::string_view text) {
  if (parsed.encoding != pugi::encoding_utf8)
    return {};
  // Of a text that ends too early it may be the byte behind the one behind the last.
  return "byte " + std::to_string(std::min(static_cast<std::size_t>(parsed.offset), text.size()));
}

Result<void> parse_xml(pugi::xml_document& document, std::string_view text, const std::string& part) {
  const auto parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed)
    return failure("xlsx.damaged", {{"part", part}}, part + ", " + place_of(parsed, text));
  return {};
}

Result<WorkbookParts> read_workbook_parts(const ZipArchive& archive, const XlsxLimits& limits) {
  const PartReader reader(archive, limits);
  const auto of_package = read_relationships(reader, "");
  if (!of_package)
    return std::unexpected(of_package.error());
  const std::string workbook_part = part_of_type(*of_package, "/officeDocument");
  if (workbook_part.ends_with(".bin"))
    return failure("xlsx.binary_workbook");
  pugi::xml_document document;
  if (const auto read = reader.read(workbook_part, document); !read)
    return std::unexpected(read.error());
  const pugi::xml_node workbook = child(document, "workbook");
  if (!workbook)
    return failure("xlsx.not_a_workbook", {{"part", workbook_part}});
  const auto relationships = read_relationships(reader, workbook_part);
  if (!relationships)
    return std::unexpected(relationships.error());

  WorkbookParts parts;
  if (is_true(attribute(child(workbook, "workbookPr"), "date1904")))
    parts.date_system = DateSystem::from_1904;
  for_each_child(child(workbook, "sheets"), "sheet", [&](pugi::xml_node node) {
    std::string_view id;
    for (const pugi::xml_attribute each : node.attributes())
      if (local_name(each.name()) == "id" &&
          std::string_view(each.name()).find(':') != std::string_view::npos)
        id = each.value();
    const auto found = relationships->find(std::string(id));
    // Sheets of charts and of dialogs have no cells.
    if (found == relationships->end() || !found->second.type.ends_with("/worksheet"))
      return;
    const std::string_view state = attribute(node, "state");
    parts.sheets.push_back(
        {{mended_utf8(attribute(node, "name")),
          state.empty() || state == "visible" ? SheetVisibility::visible : SheetVisibility::hidden},
         found->second.part});
  });
  if (parts.sheets.empty())
    return failure("xlsx.not_a_workbook", {{"part", workbook_part}});
  for (const WorkbookSheet& sheet : parts.sheets)
    if (archive.find(sheet.part) == nullptr)
      return failure("xlsx.damaged", {{"part", sheet.part}}, sheet.part);
  parts.shared_strings = part_of_type(*relationships, "/sharedStrings");
  if (!parts.shared_strings.empty() && archive.find(parts.shared_strings) == nullptr)
    return failure("xlsx.damaged", {{"part", parts.shared_strings}}, parts.shared_strings);
  if (const std::string styles = part_of_type(*relationships, "/styles"); !styles.empty()) {
    auto formats = read_formats(reader, styles);
    if (!formats)
      return std::unexpected(formats.error());
    parts.formats = std::move(*formats);
  }
  return parts;
}

} // namespace truat::exchange
