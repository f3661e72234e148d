#include "ui/gallery/gallery.h"

#include "ui/widgets/text.h"

namespace truat::ui {

namespace {

constexpr std::array<std::string_view, 6> names{"บริษัท ควนลังยางแท่ง จำกัด", "บริษัท นาทับปลาป่น จำกัด",
                                                "หจก. คลองแหไม้ยางพารา",  "บริษัท เลสาบห้องเย็น จำกัด",
                                                "โรงน้ำแข็งบ้านพรุเย็นสุข",    "บริษัท ท่าชะมวงปาล์มออยล์ จำกัด"};
constexpr std::array<std::string_view, 4> districts{"หาดใหญ่", "จะนะ", "เมืองสงขลา", "รัตภูมิ"};
constexpr std::array<std::pair<Status, std::string_view>, 3> states{
    {{Status::done, "ผ่าน"}, {Status::active, "กำลังตรวจ"}, {Status::failed, "ไม่ผ่าน"}}};

class InventedRows final : public GridSource {
public:
  explicit InventedRows(std::size_t rows) : m_rows(rows) {}
  [[nodiscard]] std::size_t row_count() const override { return m_rows; }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override {
    switch (column) {
    case 0:
      return std::string(names[row % names.size()]) + " " + std::to_string(row + 1);
    case 1:
      return std::string(districts[row * 7 % districts.size()]);
    case 2:
      return std::to_string(horsepower(row)) + ".50";
    default:
      return std::string(states[row % states.size()].second);
    }
  }
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override {
    if (column == 2)
      return {static_cast<double>(horsepower(row)), {}};
    return {std::nullopt, text(row, column)};
  }
  [[nodiscard]] std::optional<Status> status(std::size_t row, std::size_t column) const override {
    return column == 3 ? std::optional(states[row % states.size()].first) : std::nullopt;
  }
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return row + 1; }
  [[nodiscard]] std::uint64_t revision() const override { return m_rows; }

private:
  static std::size_t horsepower(std::size_t row) { return row * 7919 % 1500 + 5; }
  std::size_t m_rows;
};

} // namespace

void draw_grid_gallery(Box page, GalleryState& state, std::size_t rows) {
  static const std::array columns{
      GridColumn{.id = "name", .label = "ชื่อโรงงาน", .width = 320, .grows = true, .is_strong = true},
      GridColumn{.id = "district", .label = "อำเภอ", .width = 140},
      GridColumn{.id = "horsepower",
                 .label = "แรงม้า",
                 .width = 112,
                 .align = Align::right,
                 .kind = CellKind::number},
      GridColumn{.id = "state", .label = "สถานะ", .width = 138, .is_chip = true}};
  const InventedRows source(rows);
  Box area = page.inset(px(space::margin), px(16));
  (void)text_field(area.take_top(theme().control_height(), px(12)).take_left(px(320)), "filter",
                   state.grid.view.search,
                   {.name = "ค้นหาในตาราง",
                    .placeholder = "ชื่อ อำเภอ",
                    .mode = InputMode::search,
                    .icon = Icon::search,
                    .can_clear = true});
  (void)grid(area, "grid", state.grid, source,
             {.columns = columns, .name = "โรงงาน", .nothing = "ยังไม่มีโรงงาน"});
}

} // namespace truat::ui
