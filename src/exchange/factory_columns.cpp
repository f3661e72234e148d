#include "exchange/factory_columns.h"

#include "audit/factory.h"
#include "base/contract.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "text/messages.h"
#include "text/normalisation.h"
#include "text/search_folding.h"

#include <algorithm>
#include <array>

namespace truat::exchange {
namespace {

constexpr std::size_t rows_looked_at = 25;
constexpr int exact_score = 100;
constexpr int without_remark_score = 95;
constexpr int first_part_score = 90;
constexpr int contains_score = 70;
/// A name inside a longer heading counts where it is most of it: "เลขที่บัตร" is no house number.
constexpr std::size_t least_letters = 5;
constexpr std::size_t least_percent = 67;

struct Names {
  std::string_view target;
  std::string_view names; ///< divided by bars
};

/// What lists call the fields, besides the field's own label in both languages and its wire name.
constexpr auto known_names = std::to_array<Names>({
    {"factory.name", "ชื่อโรงงาน|ชื่อ|ชื่อสถานประกอบการ|ชื่อสถานประกอบกิจการ|ชื่อโรงงานอุตสาหกรรม|โรงงาน|ชื่อกิจการ|"
                     "name|factory|factory name|name of factory|facname|fname|plant name"},
    {"factory.operator_name",
     "ผู้ประกอบการ|ผู้ประกอบกิจการ|ชื่อผู้ประกอบการ|ชื่อผู้ประกอบกิจการ|ชื่อผู้ประกอบกิจการโรงงาน|"
     "ชื่อผู้รับใบอนุญาต|ผู้รับใบอนุญาต|ผู้ขออนุญาต|นิติบุคคล|ชื่อนิติบุคคล|operator|operator name|licensee|"
     "owner|company|company name|oname"},
    {"factory.registration_number",
     "เลขทะเบียน|เลขทะเบียนโรงงาน|ทะเบียน|เลขที่ทะเบียนโรงงาน|ทะเบียนโรงงานเลขที่|หมายเลขทะเบียนโรงงาน|"
     "เลขทะเบียนโรงงานใหม่|ทะเบียนใหม่|เลขทะเบียนใหม่|ทะเบียนโรงงานใหม่|เลขทะเบียนโรงงาน 14 หลัก|"
     "registration|registration no|reg no|factory registration number|factory no|fid|facreg"},
    {"factory.old_registration_number",
     "ทะเบียนเดิม|เลขทะเบียนเดิม|เลขทะเบียนโรงงานเดิม|ทะเบียนโรงงานเดิม|เลขทะเบียนโรงงานเก่า|ทะเบียนเก่า|"
     "เลขทะเบียนเก่า|เลขทะเบียน (เดิม)|เลขทะเบียนโรงงาน (เดิม)|เลขทะเบียนโรงงาน (เก่า)|old registration|old registration no|"
     "dispfacreg"},
    {"factory.juristic_number",
     "เลขทะเบียนนิติบุคคล|เลขนิติบุคคล|ทะเบียนนิติบุคคล|เลขประจำตัวผู้เสียภาษี|เลขผู้เสียภาษี|"
     "เลขทะเบียนพาณิชย์|juristic|juristic id|juristic no|tax id|company registration number"},
    {"factory.signatory",
     "ผู้มีอำนาจลงนาม|กรรมการผู้มีอำนาจ|ผู้มีอำนาจ|ผู้แทนนิติบุคคล|กรรมการ|signatory|authorised person|"
     "authorized person|director"},
    {"factory.supervising_body",
     "หน่วยงานกำกับดูแล|หน่วยงานที่กำกับดูแล|หน่วยงานรับผิดชอบ|ผู้กำกับดูแล|หน่วยงานกำกับ|supervising body|"
     "supervisor|authority"},
    {"factory.estate", "นิคม|นิคมอุตสาหกรรม|ชื่อนิคม|นิคมอุตสาหกรรม/เขตประกอบการ|estate|industrial estate"},
    {"factory.status", "สถานะ|สถานะโรงงาน|สถานภาพ|สถานภาพโรงงาน|สถานะการประกอบกิจการ|status"},
    {"factory.type",
     "ประเภท|ประเภทโรงงาน|ลำดับที่|ประเภทหรือชนิด|ประเภทลำดับที่|ประเภทโรงงานลำดับที่|โรงงานลำดับที่|ลำดับประเภท|"
     "รหัสประเภท|รหัสประเภทโรงงาน|ประเภทหรือชนิดของโรงงาน|ประเภทโรงงานหลัก|type|type code|factory type|class"},
    {"factory.business",
     "ประกอบกิจการ|การประกอบกิจการ|กิจการ|ลักษณะกิจการ|ประเภทกิจการ|วัตถุประสงค์|รายละเอียดการประกอบกิจการ|"
     "business|activity|objective|object"},
    {"factory.group", "จำพวก|จำพวกที่|จำพวกโรงงาน|โรงงานจำพวก|โรงงานจำพวกที่|พวก|group|factory group|category"},
    {"factory.horsepower",
     "แรงม้า|แรงม้ารวม|กำลังเครื่องจักร|กำลังแรงม้า|เครื่องจักร|แรงม้าเครื่องจักร|กำลังเครื่องจักรรวม|จำนวนแรงม้า|"
     "กำลังเครื่องจักร (แรงม้า)|hp|horsepower|machine power|horse power"},
    {"factory.workers_male",
     "ชาย|คนงานชาย|จำนวนคนงานชาย|คนงาน (ชาย)|คนงาน ชาย|พนักงานชาย|male|male workers|workers male|men|"
     "wmale"},
    {"factory.workers_female",
     "หญิง|คนงานหญิง|จำนวนคนงานหญิง|คนงาน (หญิง)|คนงาน หญิง|พนักงานหญิง|female|female workers|"
     "workers female|women|wfemale"},
    {"factory.area", "พื้นที่|เนื้อที่|พื้นที่โรงงาน|พื้นที่ (ตร.ม.)|พื้นที่ (ไร่)|เนื้อที่ (ไร่)|เนื้อที่ (ไร่-งาน-วา)|พื้นที่ตารางเมตร|"
                     "พื้นที่ (ตารางเมตร)|area|area (sqm)|area (m2)|land area"},
    {"factory.products", "ผลิตภัณฑ์|สินค้า|ผลผลิต|ผลิตภัณฑ์หลัก|products|product|main product"},
    {"factory.capacity", "กำลังการผลิต|กำลังผลิต|กำลังการผลิตต่อปี|capacity|production capacity"},
    {"factory.started_on",
     "วันเริ่มประกอบ|วันเริ่มประกอบกิจการ|วันที่เริ่มประกอบกิจการ|วันประกอบกิจการ|วันที่ประกอบกิจการ|"
     "วันแจ้งประกอบกิจการ|วันที่แจ้งประกอบกิจการ|เริ่มประกอบกิจการ|เริ่มประกอบ|start date|started|started on|"
     "start of operation|startdate"},
    {"factory.licence_number",
     "เลขที่ใบอนุญาต|ใบอนุญาตเลขที่|เลขใบอนุญาต|ใบอนุญาต|ร.ง.4|เลขที่ ร.ง.4|licence|license|licence no|"
     "license no|licence number|license number"},
    {"factory.licence_issued_on",
     "วันออกใบอนุญาต|วันที่ออกใบอนุญาต|วันที่อนุญาต|วันอนุญาต|วันที่ได้รับอนุญาต|ออกให้ ณ วันที่|issue date|"
     "issued on|licence date|license date"},
    {"factory.licence_expires_on",
     "วันหมดอายุ|วันสิ้นอายุ|วันหมดอายุใบอนุญาต|วันสิ้นอายุใบอนุญาต|ใบอนุญาตหมดอายุ|expiry|expiry date|"
     "expires on|expire date"},
    {"factory.fee_paid_until",
     "ชำระค่าธรรมเนียมถึง|ค่าธรรมเนียมรายปีถึง|ชำระค่าธรรมเนียมรายปีถึง|ค่าธรรมเนียมครบกำหนด|fee paid until|"
     "annual fee until"},
    {"factory.pollution_controllers", "ผู้ควบคุมระบบบำบัดมลพิษ|ผู้ควบคุมมลพิษ|ผู้ควบคุมระบบ|ผู้ควบคุมดูแลระบบ|บุคลากรสิ่งแวดล้อม|"
                                      "pollution controller|pollution controllers"},
    {address_target, "ที่อยู่|ที่ตั้ง|ที่ตั้งโรงงาน|ที่อยู่โรงงาน|สถานที่ตั้ง|สถานที่ตั้งโรงงาน|address|factory address|location"},
    {"factory.address_number", "เลขที่|บ้านเลขที่|ที่ตั้งเลขที่|เลขที่ตั้ง|house no|house number|address no|faddr"},
    {"factory.village", "หมู่|หมู่ที่|ม.|หมู่บ้าน|moo|village|fmoo"},
    {"factory.lane", "ซอย|ตรอก/ซอย|ซ.|ตรอก|soi|lane|fsoi"},
    {"factory.road", "ถนน|ถ.|road|street|froad"},
    {"factory.subdistrict", "ตำบล|ตำบล/แขวง|แขวง|ต.|แขวง/ตำบล|subdistrict|tambon|tambol|sub-district"},
    {"factory.district", "อำเภอ|อำเภอ/เขต|เขต|อ.|เขต/อำเภอ|district|amphoe|amphur"},
    {"factory.province", "จังหวัด|จ.|province|changwat"},
    {"factory.postcode", "รหัสไปรษณีย์|ไปรษณีย์|รหัส ปณ.|postcode|zip|zip code|zipcode|postal code"},
    {"factory.position",
     "พิกัด|พิกัดโรงงาน|ตำแหน่งที่ตั้ง|gps|position|coordinates|lat long|latlong|lat,long|lat/long"},
    {latitude_target, "ละติจูด|ละติจูต|แลตติจูด|lat|latitude"},
    {longitude_target, "ลองจิจูด|ลองติจูด|ลองกิจูด|long|lng|lon|longitude"},
    {"factory.phone",
     "โทร|โทรศัพท์|เบอร์โทร|เบอร์โทรศัพท์|หมายเลขโทรศัพท์|เบอร์ติดต่อ|โทรศัพท์โรงงาน|tel|tel.|telephone|phone|"
     "phone number|tel no"},
    {"factory.email", "อีเมล|อีเมล์|e-mail|email|mail"},
    {"factory.remarks", "หมายเหตุ|บันทึก|ข้อสังเกต|remark|remarks|note|notes|comment"},
});

/// Columns that number the rows and say nothing of a factory.
constexpr auto row_number_names =
    std::to_array<std::string_view>({"ลำดับ", "ที่", "no", "ลำดับที่", "#", "number", "item"});

/// A heading brought to what can be compared: lower case, Arabic digits, without blanks and marks.
std::string heading_key(std::string_view heading) {
  constexpr std::u32string_view left_out = U" \t\n\r.,:;/\\-_()[]{}*\"'“”‘’\u200B\u00A0";
  std::string key;
  const std::string folded = text::folded(heading, text::ToneMarks::kept);
  for (std::string_view rest = folded; !rest.empty();) {
    const CodePoint point = decode_utf8(rest);
    rest.remove_prefix(static_cast<std::size_t>(point.length));
    if (left_out.find(point.value) == std::u32string_view::npos)
      append_utf8(key, point.value);
  }
  return key;
}

/// "กำลังเครื่องจักร (แรงม้า)" without what stands in brackets.
std::string without_remark(std::string_view heading) {
  const std::size_t bracket = heading.find_first_of("([");
  return std::string(heading.substr(0, bracket == 0 ? std::string_view::npos : bracket));
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct KeyedName {
  std::string key;
  std::size_t letters = 0;
  std::size_t target = 0; ///< index into known_names
};

const std::vector<KeyedName>& keyed_names() {
  static const std::vector<KeyedName> names = [] {
    std::vector<KeyedName> made;
    const auto add = [&](std::string_view name, std::size_t target) {
      std::string key = heading_key(name);
      const std::size_t letters = letters_of(key);
      made.push_back({std::move(key), letters, target});
    };
    for (std::size_t target = 0; target < known_names.size(); ++target) {
      for (std::string_view rest = known_names[target].names; !rest.empty();) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        add(rest.substr(0, bar), target);
        rest.remove_prefix(std::min(bar + 1, rest.size()));
      }
      add(known_names[target].target, target);
      add(known_names[target].target.substr(std::string_view("factory.").size()), target);
      const std::string label = target_label(known_names[target].target);
      for (const text::Language language : {text::Language::thai, text::Language::english})
        add(text::tr(label, language), target);
    }
    return made;
  }();
  return names;
}

struct Score {
  int score = 0;
  std::size_t letters = 0; ///< of the name that was found: the longer, the surer
  auto operator<=>(const Score&) const = default;
};

/// How well a heading names each target.
std::vector<Score> scores_of(std::string_view heading) {
  std::vector<Score> scores(known_names.size());
  const std::string key = heading_key(heading);
  const std::string short_key = heading_key(without_remark(heading));
  const std::string first_key = heading_key(heading.substr(0, heading.find('/')));
  if (key.empty())
    return scores;
  for (const KeyedName& name : keyed_names()) {
    Score score{0, name.letters};
    if (key == name.key)
      score.score = exact_score;
    else if (short_key == name.key)
      score.score = without_remark_score;
    else if (first_key == name.key)
      score.score = first_part_score;
    else if (name.letters >= least_letters && name.letters * 100 >= letters_of(key) * least_percent &&
             key.find(name.key) != std::string::npos)
      score.score = contains_score;
    scores[name.target] = std::max(scores[name.target], score);
  }
  return scores;
}

bool is_row_number_heading(std::string_view heading) {
  const std::string key = heading_key(heading);
  return std::ranges::any_of(row_number_names,
                             [&](std::string_view name) { return heading_key(name) == key; });
}

/// Whether the column counts 1, 2, 3… below the heading.
bool counts_rows(const Table& table, std::size_t heading_row, std::size_t column) {
  std::size_t expected = 1;
  for (std::size_t row = heading_row + 1; row < table.row_count() && expected <= rows_looked_at; ++row) {
    const Cell cell = table.cell(row, column);
    if (table.is_blank(row) || cell.type == CellType::empty)
      continue;
    if (text::folded(cell.text, text::ToneMarks::kept) != std::to_string(expected))
      return false;
    ++expected;
  }
  return expected > 1;
}

bool is_empty_column(const Table& table, std::size_t column) {
  for (std::size_t row = 0; row < table.row_count(); ++row)
    if (table.cell(row, column).type != CellType::empty)
      return false;
  return true;
}

/// How surely a row is that of the headings.
int heading_score(const Table& table, std::size_t row) {
  int total = 0;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    const Cell cell = table.cell(row, column);
    if (cell.type != CellType::text)
      continue;
    const Score best = std::ranges::max(scores_of(cell.text));
    if (best.score >= without_remark_score)
      total += best.score;
  }
  return total;
}

std::optional<std::size_t> find_heading_row(const Table& table) {
  std::optional<std::size_t> found;
  int best = 0;
  for (std::size_t row = 0; row < std::min(table.row_count(), rows_looked_at); ++row) {
    const int score = heading_score(table, row);
    if (score > best) {
      best = score;
      found = row;
    }
  }
  return found;
}

struct Candidate {
  Score score;
  std::size_t column = 0;
  std::size_t target = 0;
};

} // namespace

std::span<const std::string_view> factory_targets() {
  static const std::vector<std::string_view> targets = [] {
    std::vector<std::string_view> made;
    for (const Names& names : known_names)
      made.push_back(names.target);
    return made;
  }();
  return targets;
}

std::span<const std::string_view> needed_factory_targets() {
  static constexpr std::array<std::string_view, 2> needed{"factory.name", "factory.registration_number"};
  return needed;
}

std::string target_label(std::string_view target) {
  return "field." + std::string(target);
}

std::optional<std::size_t> ColumnMatch::column_of(std::string_view target) const {
  for (std::size_t column = 0; column < columns.size(); ++column)
    if (columns[column].use == ColumnUse::feeds && columns[column].target == target)
      return column;
  return std::nullopt;
}

std::vector<std::string_view> ColumnMatch::missing() const {
  std::vector<std::string_view> missing;
  for (const std::string_view target : needed_factory_targets())
    if (!column_of(target))
      missing.push_back(target);
  return missing;
}

void ColumnMatch::choose(std::size_t column, std::string_view target) {
  expects(column < columns.size(), "a column of the list");
  FactoryColumn& chosen = columns[column];
  if (target.empty()) {
    chosen.use = ColumnUse::left_out;
    chosen.target.clear();
    chosen.score = 0;
    return;
  }
  if (const auto before = column_of(target); before && *before != column) {
    columns[*before].use = ColumnUse::open;
    columns[*before].target.clear();
    columns[*before].score = 0;
  }
  chosen.use = ColumnUse::feeds;
  chosen.target = target;
  chosen.score = exact_score;
}

ColumnMatch match_factory_columns(const Table& table) {
  ColumnMatch match;
  match.columns.resize(table.column_count());
  match.heading_row = find_heading_row(table);
  if (!match.heading_row)
    return match;
  std::vector<Candidate> candidates;
  for (std::size_t column = 0; column < match.columns.size(); ++column) {
    FactoryColumn& found = match.columns[column];
    found.heading = text::normalised_line(table.cell(*match.heading_row, column).text);
    const bool numbers_rows =
        is_row_number_heading(found.heading) && counts_rows(table, *match.heading_row, column);
    if (numbers_rows || (found.heading.empty() && is_empty_column(table, column))) {
      found.use = ColumnUse::left_out;
      continue;
    }
    const std::vector<Score> scores = scores_of(found.heading);
    for (std::size_t target = 0; target < scores.size(); ++target)
      if (scores[target].score > 0)
        candidates.push_back({scores[target], column, target});
  }
  truat::sort(candidates, std::ranges::greater{}, &Candidate::score);
  for (const Candidate& candidate : candidates) {
    FactoryColumn& column = match.columns[candidate.column];
    const std::string_view target = known_names[candidate.target].target;
    if (column.use != ColumnUse::open || match.column_of(target))
      continue;
    column.use = ColumnUse::feeds;
    column.target = target;
    column.score = candidate.score.score;
  }
  return match;
}

} // namespace truat::exchange
