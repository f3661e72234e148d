#include "ui/gallery/gallery.h"

#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

namespace truat::ui {

namespace {

void draw_buttons(Box& area) {
  Card card(area);
  section_header(card.body, {.title = "ปุ่ม", .muted = "ทุกแบบ"});
  Box line = card.body.take_top(theme().control_height(), px(12));
  (void)button_left(line, "primary", {.label = "เริ่มตรวจ", .kind = ButtonKind::primary});
  (void)button_left(line, "primary_icon",
                    {.label = "ถัดไป", .kind = ButtonKind::primary, .icon_after = Icon::chevron_right});
  (void)button_left(line, "secondary", {.label = "ก่อนหน้า", .icon = Icon::chevron_left});
  (void)button_left(line, "outlined", {.label = "ไม่นำเข้า", .kind = ButtonKind::outlined});
  (void)button_left(line, "quiet", {.label = "เว้นไว้ก่อน", .kind = ButtonKind::quiet});
  (void)button_left(line, "danger", {.label = "ลบคำสั่ง", .kind = ButtonKind::danger});
  (void)button_left(line, "due",
                    {.label = "ยังไม่ตอบ 4", .kind = ButtonKind::due, .icon = Icon::triangle_alert});
  Box second = card.body.take_top(theme().control_height(), px(12));
  (void)button_left(second, "disabled_primary",
                    {.label = "จบการตรวจ", .kind = ButtonKind::primary, .disabled_because = "ยังไม่ตอบ 4 ข้อ"});
  (void)button_left(second, "disabled_secondary", {.label = "ลงนาม", .disabled_because = "ยังไม่จบการตรวจ"});
  (void)button_left(second, "disabled_outlined",
                    {.label = "ใช้ของไฟล์", .kind = ButtonKind::outlined, .disabled_because = "ยังไม่มีไฟล์"});
  const float side = theme().control_height();
  (void)icon_button(second.take_left(side, px(8)), "more", {.icon = Icon::ellipsis, .name = "คำสั่งอื่น"});
  (void)icon_button(second.take_left(side, px(8)), "filter",
                    {.icon = Icon::sliders_horizontal, .name = "ตัวกรอง", .kind = ButtonKind::secondary});
  (void)icon_button(
      second.take_left(side, px(8)), "camera",
      {.icon = Icon::camera, .name = "ถ่ายรูป", .kind = ButtonKind::secondary, .disabled_because = "ล็อกแล้ว"});
  (void)link(second.take_left(px(220), px(8)), "link", {.label = "คัดลอกจากครั้งก่อน"});
  (void)link(second.take_left(px(220)), "file", {.label = "เปิดไฟล์ .truat.json", .icon = Icon::folder_open});
}

void draw_chips(Box& area) {
  Card card(area);
  section_header(card.body, {.title = "สถานะ"});
  constexpr std::array<std::pair<Status, std::string_view>, status_count> words{
      {{Status::done, "ผ่าน"},
       {Status::due, "ครบพรุ่งนี้"},
       {Status::failed, "เกิน 2 วัน"},
       {Status::active, "กำลังตรวจ"},
       {Status::suspended, "หยุดตาม ม.39"},
       {Status::not_applicable, "ยังไม่ตรวจ"}}};
  Box line = card.body.take_top(px(32), px(4));
  for (const auto& [status, word] : words)
    chip_left(line, {status, word}, px(12));
  Box second = card.body.take_top(px(32));
  for (const auto& [status, word] : words)
    status_text(second.take_left(status_text_width({status, word}), px(16)), {status, word});
  count_badge(second.take_left(px(28)), "2", Status::due);
}

void draw_choices(Box& area, GalleryState& state) {
  Card card(area);
  section_header(card.body, {.title = "การเลือก"});
  Box line = card.body.take_top(theme().control_height(), px(12));
  constexpr std::array segments{Segment{"รายการ"}, Segment{"ตาราง"}};
  (void)segmented(line.take_left(segmented_width(segments), px(24)), "segments", state.segment, segments,
                  "มุมมอง");
  (void)checkbox(line.take_left(px(160), px(8)), "with_photos", state.on[0], {.label = "รวมรูปถ่าย"});
  (void)checkbox(line.take_left(px(160), px(8)), "mixed", state.on[1], {.label = "บางส่วน", .mixed = true});
  (void)checkbox(line.take_left(px(160), px(8)), "locked", state.on[2],
                 {.label = "ส่งสำเนาแล้ว", .disabled_because = "ล็อกแล้ว"});
  (void)toggle(line.take_left(px(200)), "switch", state.on[3], {.label = "แจ้งเตือน"});
  const std::array answers{Answer{"ผ่าน", Status::done}, Answer{"ไม่ผ่าน", Status::failed},
                           Answer{"ไม่เกี่ยวข้อง", Status::not_applicable}};
  const float height = px(is_touch() ? 56.0F : 40.0F);
  (void)answer_buttons(card.body.take_top(height, px(12)), "answers", state.answer, answers,
                       {.name = "มีป้ายเตือน"});
  (void)answer_buttons(card.body.take_top(height, px(12)), "unanswered", state.unanswered, answers,
                       {.name = "มีถังดับเพลิง"});
  Columns columns(card.body, 2, px(16));
  const RadioCardSpec first{.title = "สำนักงานตัวอย่าง",
                            .lines = "สอจ.สงขลา โรงงานสมมุติ 40 แห่งใน 16 อำเภอ ลองได้ทันที",
                            .chosen = state.card == 0};
  const RadioCardSpec second{.title = "สำนักงานเปล่า",
                             .lines = "นำเข้าโรงงานจาก Excel หรือ CSV แล้วเริ่มงานจริง",
                             .chosen = state.card == 1};
  if (radio_card(columns[0].take_top(radio_card_height(first, columns[0].w)), "sample", first))
    state.card = 0;
  if (radio_card(columns[1].take_top(radio_card_height(second, columns[1].w)), "blank", second))
    state.card = 1;
}

void draw_fields(Box& area, GalleryState& state, const CivilDate& today) {
  Card card(area);
  section_header(card.body, {.title = "ช่องกรอก"});
  Columns columns(card.body, 3, px(16));
  (void)text_field(labelled(columns[0], {.label = "ชื่อ–นามสกุล"}), "name", state.name, {.name = "ชื่อ–นามสกุล"});
  (void)text_field(labelled(columns[1], {.label = "เลขบัตรพนักงานเจ้าหน้าที่", .hint = "ไม่บังคับ"}), "card",
                   state.empty, {.name = "เลขบัตร", .placeholder = "เช่น สข 0125"});
  (void)text_field(labelled(columns[2], {.label = "ค้นหา"}), "search", state.search,
                   {.name = "ค้นหา",
                    .placeholder = "ชื่อ ทะเบียน ตำบล",
                    .mode = InputMode::search,
                    .icon = Icon::search,
                    .can_clear = true});
  (void)number_field(labelled(columns[0], {.label = "ค่า pH", .error = "เกินเกณฑ์ 0.6"}), "ph", state.measured,
                     {.field = {.name = "ค่า pH"}, .least = Decimal{55, 1}, .most = Decimal{90, 1}});
  (void)date_field(labelled(columns[1], {.label = "วันที่ตรวจ"}), "date", state.date,
                   {.field = {.name = "วันที่ตรวจ"}, .today = today});
  (void)time_field(labelled(columns[2], {.label = "เวลาเข้า"}), "time", state.time,
                   {.field = {.name = "เวลาเข้า"}, .now = TimeOfDay{9, 40}});
  const Box choice = labelled(columns[0], {.label = "อำเภอ"});
  const auto districts = [] {
    std::vector<Choice> all;
    for (const char* label : {"เมืองสงขลา", "สทิงพระ", "จะนะ", "นาทวี", "เทพา", "สะบ้าย้อย", "ระโนด", "กระแสสินธุ์",
                              "รัตภูมิ", "สะเดา", "หาดใหญ่"})
      all.push_back({label, label, {}, {}});
    return all;
  };
  const ChoiceResult district =
      choice_field(choice, "district",
                   {.field = {.name = "อำเภอ", .placeholder = "เลือกอำเภอ", .tone = FieldTone::due},
                    .chosen_label = state.district,
                    .choices = districts});
  if (district.chosen)
    state.district = district.key;
  (void)text_field(
      labelled(columns[1], {.label = "เลขที่งานตรวจ"}), "number", state.empty,
      {.name = "เลขที่งานตรวจ", .placeholder = "ตร.ก-2568-0047", .disabled_because = "ให้เลขเองเมื่อเริ่มตรวจ"});
  const float height = text_area_height(state.note, columns[2].w);
  (void)text_field(labelled(columns[2], {.label = "บันทึก", .height = height}), "note", state.note,
                   {.name = "บันทึก", .lines = Lines::several});
}

} // namespace

void draw_controls_gallery(Box page, GalleryState& state, const CivilDate& today) {
  ScrollArea area(page, "controls", {.padding_bottom = px(space::margin)});
  Box content = area.content.inset(px(space::margin), 0);
  content.skip(px(16));
  draw_buttons(content);
  draw_chips(content);
  draw_choices(content, state);
  draw_fields(content, state, today);
  area.content.skip(content.y - area.content.y);
}

} // namespace truat::ui
