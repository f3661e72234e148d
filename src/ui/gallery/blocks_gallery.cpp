#include "ui/gallery/gallery.h"

#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/list.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

namespace truat::ui {

namespace {

void draw_figures(Box& area) {
  Columns tiles(area, 4, px(space::dashboard_gap));
  (void)figure_tile(tiles[0].take_top(px(112)), "done",
                    {.caption = "ตรวจแล้ว ปีงบประมาณ 2568",
                     .figure = "11",
                     .unit = "จาก 40 แห่ง",
                     .change = "มากกว่าช่วงเดียวกันปีก่อน 3 แห่ง"});
  (void)figure_tile(tiles[1].take_top(px(112)), "orders",
                    {.caption = "คำสั่งที่ยังไม่ปิด",
                     .figure = "9",
                     .unit = "ฉบับ",
                     .change = "เกินกำหนด 3 เพิ่มจากสัปดาห์ก่อน 1",
                     .status = Status::failed,
                     .opens = true});
  (void)count_tile(tiles[2].take_top(px(72)), "changed",
                   {.figure = "27",
                    .label = "เปลี่ยนแปลง",
                    .second_line = "รายการ · 64 ช่อง",
                    .icon = Icon::pencil,
                    .selected = true,
                    .is_filter = true});
  (void)count_tile(tiles[3].take_top(px(64)), "bad",
                   {.figure = "5", .label = "แถวที่มีข้อผิด จะไม่นำเข้า", .status = Status::failed});
}

void draw_rows(Box& area) {
  Columns columns(area, {384, 718}, px(12));
  {
    Card card(columns[0], {.padding_x = 0, .padding_y = 0});
    (void)list_row(card.body.take_top(px(list_row_height)), "a",
                   {.title = "บริษัท ควนลังยางแท่ง จำกัด",
                    .second_line = "52(3) · อ.หาดใหญ่",
                    .date = "วันนี้",
                    .chip = ChipSpec{Status::active, "กำลังตรวจ"},
                    .selected = true});
    (void)list_row(card.body.take_top(px(list_row_height)), "b",
                   {.title = "บริษัท นาทับปลาป่น จำกัด",
                    .second_line = "6(4) · อ.จะนะ",
                    .date = "13 พ.ย. 67",
                    .chip = ChipSpec{Status::due, "ร้องเรียน"}});
    (void)list_row(card.body.take_top(px(list_row_height)), "c",
                   {.title = "ตรวจซ้ำ บจก.รัตภูมิน้ำยาง ซึ่งมีชื่อยาวกว่าที่ว่างจึงต้องตัด",
                    .second_line = "งานตรวจ · เปลี่ยน 11 ช่อง",
                    .date = "13 ก.พ.",
                    .icon = Icon::clipboard_check});
    list_caption(card.body, "แก้แล้ววันนี้");
    (void)small_row(card.body.take_top(px(40)), "d",
                    {.label = "ข้อบกพร่อง", .icon = Icon::triangle_alert, .right = "3"});
  }
  Card card(columns[1]);
  Box right = section_header(card.body, {.title = "ข้อมูลโรงงาน", .muted = "จำพวก 3"});
  (void)link(right, "all", {.label = "ทั้งหมด 26 รายการ", .align = Align::right});
  key_value(card.body, {.key = "ลำดับที่", .value = "52(3) การทำยางแผ่นรมควัน ยางเครป ยางแท่ง ยางน้ำ"});
  key_value(card.body, {.key = "ที่ตั้ง", .value = ""});
  event_row(card.body, {.date = "14 พ.ย. 2567",
                        .status = Status::active,
                        .words = "เริ่มตรวจประจำปี ตอบแล้ว 38 จาก 42 ข้อ",
                        .who = "วรัญญา คงทอง"});
  event_row(card.body, {.date = "16 ต.ค. 2567",
                        .status = Status::failed,
                        .words = "ตรวจเรื่องร้องเรียนน้ำเสีย ไม่ผ่าน 2 ข้อ",
                        .who = "วรัญญา คงทอง"});
  timeline_event(
      card.body,
      {.date = "28 ต.ค. 2567", .status = Status::done, .words = "ผู้ประกอบการได้รับคำสั่ง", .who = "ธีรเดช"}, false);
  timeline_event(card.body,
                 {.date = "22 ต.ค. 2567", .status = Status::done, .words = "ส่งไปรษณีย์ตอบรับ", .who = "ธีรเดช"},
                 true);
  progress_bar(card.body.take_top(px(16)), {.done = 0.9F, .name = "ตอบแล้ว", .value = "38/42"});
  bullet_bar(card.body.take_top(px(10), px(12)), {.done = 0.38F, .committed = 0.2F, .target = 0.3F});
}

void draw_media(Box& area, GalleryState& state) {
  Card card(area);
  Box line = card.body.take_top(px(160));
  const Box tile = line.take_left(px(72), px(8)).take_top(px(72));
  (void)photo_tile(tile, "photo", {.photo = {}, .name = "รูป 1", .selected = true});
  (void)photo_tile(line.take_left(px(72), px(8)).take_top(px(72)), "lost",
                   {.photo = {.state = PhotoTexture::State::missing}, .name = "รูป 2"});
  (void)add_photo_tile(line.take_left(px(72), px(24)).take_top(px(72)), "add", "ถ่ายรูป");
  (void)signature_pad(line.take_left(px(400), px(24)), "pad", state.signature,
                      {.name = "ลายเซ็นผู้นำตรวจ", .hint = "ลงชื่อที่นี่"});
  avatar(line.take_left(px(32)).take_top(px(32)), "วค");
}

} // namespace

void draw_blocks_gallery(Box page, GalleryState& state) {
  ScrollArea area(page, "blocks", {.padding_bottom = px(space::margin)});
  Box content = area.content.inset(px(space::margin), 0);
  content.skip(px(16));
  constexpr std::array<std::string_view, 3> names{"เลือกไฟล์", "จับคู่คอลัมน์", "ตรวจทานก่อนนำเข้า"};
  steps(content.take_top(px(36), px(12)), names, 1);
  const std::array tab_list{Tab{"ใบอนุญาต", Status::done},    Tab{"อาคาร", Status::done},
                            Tab{"เครื่องจักร", Status::failed}, Tab{"น้ำเสีย", Status::failed, "4/6"},
                            Tab{"อากาศ", {}, "3/4"},         Tab{"คนงาน", Status::done}};
  (void)tabs(content.take_top(px(48), px(12)), "tabs", state.tab, tab_list);
  (void)banner(
      content, "banner",
      {.status = Status::due,
       .sentence = "แก้หลังลงนาม: ธีรเดช สุวรรณโณ ลงนามไว้ 13 ก.พ. 16:30 น. ก่อนเห็นค่าในไฟล์ ต้องลงนามรับทราบอีกครั้ง",
       .act = "ดูที่เปลี่ยน",
       .can_close = true});
  draw_figures(content);
  content.skip(px(12));
  draw_rows(content);
  draw_media(content, state);
  {
    Card card(content);
    (void)work_progress(card.body, "work",
                        {.sentence = "กำลังนำเข้าโรงงาน", .done = 0.42F, .how_far = "4,213 จาก 10,000"});
  }
  Card card(content, {.height = px(260)});
  (void)empty_state(card.body, "empty",
                    {.icon = Icon::factory,
                     .title = "ยังไม่มีโรงงาน",
                     .sentence = "นำเข้ารายชื่อที่มีอยู่ หรือเพิ่มทีละแห่ง",
                     .primary = "นำเข้าจาก Excel",
                     .primary_icon = Icon::file_spreadsheet,
                     .quiet = "เพิ่มโรงงาน"});
  area.content.skip(content.y - area.content.y);
}

} // namespace truat::ui
