#include "ui/widgets/chart.h"

#include "chart/drawing.h"
#include "report/chart_paper.h"
#include "report/chart_svg.h"
#include "text/messages.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chart_paint.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace truat::ui {

namespace {

using text::tr;

constexpr float header_height = 32;
/// Beyond so many places only the one that is read is in the list of widgets; the table has all.
constexpr std::size_t most_listed = 200;
constexpr float picture_width = 960, picture_height = 480;

text::DateStyle style() {
  return text::date_style(text::language());
}

/// The rows of the table that says the same.
class TableSource final : public GridSource {
public:
  TableSource(const chart::Table& table, std::uint64_t revision) : m_table(table), m_revision(revision) {}
  [[nodiscard]] std::size_t row_count() const override { return m_table.rows.size(); }
  [[nodiscard]] std::string text(std::size_t row, std::size_t column) const override {
    return m_table.rows[row][column].shown;
  }
  [[nodiscard]] SortKey sort_key(std::size_t row, std::size_t column) const override {
    const std::string& plain = m_table.rows[row][column].plain;
    if (!m_table.columns[column].is_number)
      // Places stand in their own order, which is rarely that of their letters.
      return column == 0 ? SortKey{static_cast<double>(row), {}} : SortKey{std::nullopt, plain};
    const auto number = parse_number(plain);
    return {number, {}};
  }
  [[nodiscard]] std::uint64_t row_id(std::size_t row) const override { return row + 1; }
  [[nodiscard]] std::uint64_t revision() const override { return m_revision; }

private:
  static std::optional<double> parse_number(const std::string& plain) {
    char* end = nullptr;
    const double number = std::strtod(plain.c_str(), &end);
    return end == plain.c_str() ? std::nullopt : std::optional(number);
  }
  const chart::Table& m_table;
  std::uint64_t m_revision;
};

class Figure {
public:
  Figure(const Box& box, std::string_view id, const chart::Chart& chart, ChartState& state,
         const ChartSpec& spec, Requests& requests)
      : m_scope(id), m_box(box), m_chart(chart), m_state(state), m_spec(spec), m_requests(requests),
        m_id(id_of("figure")) {}

  void draw() {
    draw_head();
    update();
    if (!m_state.cache.scene)
      return draw_refusal();
    if (m_state.as_table)
      return draw_table();
    const chart::Scene& scene = *m_state.cache.scene;
    take_focus();
    take_keys(scene.stops.size());
    const std::optional<std::size_t> hovered = take_pointer(scene);
    list(scene);
    draw_scene(scene, m_box.min());
    if (running_kit().focused == own_id() && focus_is_visible())
      focus_ring(m_box, px(space::radius_control));
    const std::optional<std::size_t> shown = hovered ? hovered : m_state.at;
    if (shown && *shown < scene.stops.size())
      draw_values(scene, *shown);
  }

private:
  ChartState::Cache& cache() { return m_state.cache; }

  void draw_head() {
    Box line = m_box.take_top(px(header_height));
    const float side = std::min(theme().control_height(), px(40));
    const Box button = line.take_right(side, px(space::x8)).middle(side);
    const std::string name = tr("chart.more", {{"name", m_chart.title}});
    if (icon_button(
            button, "more",
            {.icon = Icon::ellipsis, .name = name, .opens_popup = true, .is_open = layer_is_open("menu")}))
      open_layer("menu");
    act(menu_choice(button));
    heading(line, m_chart.title);
    if (!m_chart.note.empty())
      text_line(m_box.take_top(line_height(TextRole::caption), px(space::x4)), m_chart.note,
                {.role = TextRole::caption, .color = colors().muted});
    m_box.skip(px(space::x4));
  }

  std::string_view menu_choice(const Box& anchor) {
    const bool table = m_state.as_table;
    const std::array items{
        MenuItem{.id = "table",
                 .label = tr(table ? "chart.show_chart" : "chart.show_table"),
                 .icon = table ? Icon::chart_line : Icon::columns_3},
        MenuItem{.id = "copy", .label = tr("chart.copy_table"), .icon = Icon::copy, .starts_group = true},
        MenuItem{.id = "png", .label = tr("chart.save_png"), .icon = Icon::image},
        MenuItem{.id = "svg", .label = tr("chart.save_svg"), .icon = Icon::download},
        MenuItem{.id = "print", .label = tr("chart.print"), .icon = Icon::printer}};
    return menu("menu", anchor, items);
  }

  /// Pictures and papers are made now, with the fonts of the page to measure by.
  void act(std::string_view choice) {
    if (choice.empty() || !chart::check(m_chart))
      return;
    const std::string name = file_stem();
    if (choice == "table") {
      m_state.as_table = !m_state.as_table;
      m_state.at.reset();
    } else if (choice == "copy") {
      m_requests.push(CopyText{chart::tab_separated(chart::Reading(m_chart, style()).table())});
    } else if (choice == "svg") {
      if (auto svg = report::chart_file(m_chart, {.width = picture_width,
                                                  .height = picture_height,
                                                  .style = style(),
                                                  .measure = chart_measure()}))
        m_requests.push(SaveFile{name + ".svg", "image/svg+xml", [svg = std::move(*svg)] { return svg; }});
    } else if (choice == "png") {
      chart::Layout layout{.width = picture_width,
                           .height = picture_height,
                           .measure = chart_measure(),
                           .style = style(),
                           .with_title = true};
      layout.height = std::max(layout.height, chart::least_height(m_chart, layout));
      if (const auto scene = chart::lay_out(m_chart, layout))
        m_requests.push(SaveDrawing{name + ".png", chart::drawing_of(*scene, {})});
    } else if (choice == "print") {
      if (auto html = report::chart_paper(
              m_chart, {.language = text::language(), .office = std::string(m_spec.office)}))
        m_requests.push(PrintHtml{m_chart.title, [html = std::move(*html)] { return html; }});
    }
  }

  /// The title without what file systems refuse.
  [[nodiscard]] std::string file_stem() const {
    std::string stem;
    for (const char c : m_chart.title)
      stem += static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").contains(c) ? '-' : c;
    return stem.empty() ? std::string("chart") : stem;
  }

  void update() {
    ChartState::Cache& now = cache();
    const bool is_same = now.chart == &m_chart && now.revision == m_spec.revision && now.width == m_box.w &&
                         now.height == m_box.h && now.scale == theme().scale &&
                         now.pointer == theme().pointer && now.language == text::language();
    if (is_same)
      return;
    const bool same_values = now.chart == &m_chart && now.revision == m_spec.revision;
    now.chart = &m_chart;
    now.revision = m_spec.revision;
    now.width = m_box.w;
    now.height = m_box.h;
    now.scale = theme().scale;
    now.pointer = theme().pointer;
    const bool same_language = now.language == text::language() && now.reading != nullptr;
    now.language = text::language();
    now.scene = chart::lay_out(m_chart, {.width = m_box.w,
                                         .height = m_box.h,
                                         .scale = theme().scale,
                                         .measure = chart_measure(),
                                         .style = style()});
    if (!now.scene || (same_values && same_language))
      return;
    now.reading = std::make_unique<chart::Reading>(m_chart, style());
    now.summary = now.reading->summary();
    now.sentences.clear();
    now.table_rows.reset();
    now.table.reset();
    if (!same_values)
      m_state.at.reset();
  }

  void draw_refusal() {
    const Error& error = cache().scene.error();
    access::item(0, access::Role::alert, tr(error), m_box);
    draw_paragraph(m_box, tr(error), {.color = colors().status(Status::failed).ink});
  }

  void draw_table() {
    ChartState::Cache& now = cache();
    if (now.table == nullptr) {
      now.table = std::make_unique<chart::Table>(now.reading->table());
      now.table_rows = std::make_unique<TableSource>(*now.table, m_spec.revision);
    }
    std::vector<GridColumn> columns;
    for (std::size_t i = 0; i < now.table->columns.size(); ++i)
      columns.push_back({.id = std::to_string(i),
                         .label = now.table->columns[i].heading,
                         .width = 120,
                         .align = now.table->columns[i].is_number ? Align::right : Align::left,
                         .grows = i == 0,
                         .kind = now.table->columns[i].is_number ? CellKind::number : CellKind::text});
    (void)grid(m_box, "table", m_state.table, *now.table_rows,
               {.columns = columns, .name = m_chart.title, .nothing = tr("chart.nothing")});
  }

  [[nodiscard]] ImGuiID place_id(std::size_t index) const {
    const IdScope scope(index);
    return id_of("place");
  }
  /// Whose the focus is: the place that is read, or the whole.
  [[nodiscard]] ImGuiID own_id() const { return m_state.at ? place_id(*m_state.at) : m_id; }

  void take_focus() {
    Kit::State& kit = running_kit();
    const std::size_t count = cache().scene->stops.size();
    if (m_state.at && *m_state.at >= count)
      m_state.at.reset();
    // A screen reader may go to any place that is listed.
    for (const ImGuiID asked : {kit.access_focus, kit.activated})
      if (asked != 0 && asked != own_id() && access::wanted())
        for (std::size_t i = 0; i < std::min(count, most_listed); ++i)
          if (place_id(i) == asked) {
            m_state.at = i;
            kit.focused = asked;
            kit.activated = kit.activated == asked ? 0 : kit.activated;
          }
    const bool is_focused = kit.focused == m_id || kit.focused == own_id();
    if (!is_focused || kit.focused == m_id)
      m_state.at.reset();
    kit.stops.push_back({own_id(), kit.drawing_layer, m_box});
    if (kit.show_focused == own_id() && kit.focused == own_id()) {
      kit.show_focused = 0;
      show_in_scroll_areas(m_box);
    }
  }

  void go(std::optional<std::size_t> to) {
    m_state.at = to;
    running_kit().focus_visible = true;
    focus(own_id());
  }

  void take_keys(std::size_t count) {
    if (running_kit().focused != own_id() || count == 0)
      return;
    const std::optional<std::size_t> at = m_state.at;
    const std::size_t page = std::max<std::size_t>(1, count / 10);
    if (key_pressed(ImGuiKey_RightArrow) || key_pressed(ImGuiKey_DownArrow))
      go(at ? std::min(*at + 1, count - 1) : 0);
    else if (key_pressed(ImGuiKey_LeftArrow) || key_pressed(ImGuiKey_UpArrow))
      go(at ? *at - std::min<std::size_t>(*at, 1) : count - 1);
    else if (key_pressed(ImGuiKey_PageDown))
      go(at ? std::min(*at + page, count - 1) : 0);
    else if (key_pressed(ImGuiKey_PageUp))
      go(at ? *at - std::min(*at, page) : 0);
    else if (key_pressed(ImGuiKey_Home))
      go(0);
    else if (key_pressed(ImGuiKey_End))
      go(count - 1);
    else if (at && key_pressed(ImGuiKey_Escape))
      go(std::nullopt);
  }

  /// The place under the pointer; a press stays at it.
  std::optional<std::size_t> take_pointer(const chart::Scene& scene) {
    const Press press = press_area(
        m_box, m_id,
        {.name = m_chart.title, .focusable = Focusable::no, .keys = PressKeys::none, .unlisted = true});
    if (!press.hovered && !press.pressed)
      return std::nullopt;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const std::optional<std::size_t> found = stop_at(scene, {mouse.x - m_box.x, mouse.y - m_box.y});
    if (press.pressed && found) {
      m_state.at = found;
      running_kit().focused = own_id();
    }
    return press.hovered ? found : std::nullopt;
  }

  /// Places stand in the order of their axis, so the search is one of halves.
  static std::optional<std::size_t> stop_at(const chart::Scene& scene, ImVec2 point) {
    if (scene.stops.empty())
      return std::nullopt;
    const bool across = scene.stops.size() == 1 || scene.stops[1].area.x > scene.stops[0].area.x;
    const auto after = std::ranges::partition_point(scene.stops, [&](const chart::Stop& stop) {
      return across ? stop.area.right() <= point.x : stop.area.bottom() <= point.y;
    });
    if (after == scene.stops.end())
      return std::nullopt;
    const chart::Rect& area = after->area;
    const bool is_inside =
        point.x >= area.x && point.x < area.right() && point.y >= area.y && point.y < area.bottom();
    return is_inside ? std::optional(static_cast<std::size_t>(after - scene.stops.begin())) : std::nullopt;
  }

  void list(const chart::Scene& scene) {
    if (!access::wanted())
      return;
    ChartState::Cache& now = cache();
    access::item(0, access::Role::figure, m_chart.title, m_box, {}, {},
                 now.summary + (scene.stops.empty() ? "" : ". " + std::string(tr("chart.how_to_read"))));
    const access::Inside inside;
    // What has the focus and the arrow keys: the places, as a list to walk.
    access::item(m_id, access::Role::list_box, m_chart.title, m_box);
    const access::Inside walked;
    const std::size_t count = scene.stops.size();
    const auto say = [&](std::size_t i, std::string_view sentence) {
      const chart::Rect& area = scene.stops[i].area;
      access::item(place_id(i), access::Role::option, sentence,
                   {m_box.x + area.x, m_box.y + area.y, area.w, area.h}, {.selected = m_state.at == i});
    };
    if (count > most_listed) {
      if (m_state.at)
        say(*m_state.at, now.reading->at(*m_state.at).sentence());
      return;
    }
    for (std::size_t i = now.sentences.size(); i < count; ++i)
      now.sentences.push_back(now.reading->at(i).sentence());
    for (std::size_t i = 0; i < count; ++i)
      say(i, now.sentences[i]);
  }

  void draw_guide(const chart::Scene& scene, std::size_t at) const {
    const chart::Stop& stop = scene.stops[at];
    if (!scene.has_guide) {
      outline({m_box.x + stop.area.x, m_box.y + stop.area.y, stop.area.w, stop.area.h}, colors().accent,
              px(4), px(1));
      return;
    }
    vertical_line(m_box.x + stop.guide.x, m_box.y + scene.plot.y, scene.plot.h, colors().muted);
    for (std::size_t series = 0; series < scene.series_count; ++series) {
      const std::size_t index = at * scene.series_count + series;
      if (index >= scene.dots.size() || !scene.dots[index])
        continue;
      const ImVec2 center{m_box.x + scene.dots[index]->x, m_box.y + scene.dots[index]->y};
      ImDrawList* list = ImGui::GetWindowDrawList();
      list->AddCircleFilled(center, px(6), colors().surface);
      list->AddCircleFilled(center, px(4), color_of(scene.series_inks[series]));
    }
  }

  /// The card with the values, beside the guide and inside the chart.
  void draw_values(const chart::Scene& scene, std::size_t at) const {
    draw_guide(scene, at);
    const chart::Said said = m_state.cache.reading->at(at);
    const float line = line_height(TextRole::caption);
    const float sample = px(28);
    const bool has_samples = said.values.size() > 1;
    float width = text_width(said.place, TextRole::body_strong);
    for (const chart::Said::Value& value : said.values)
      width = std::max(width, (has_samples ? sample : 0) + text_width(value.name, TextRole::caption) +
                                  px(16) + text_width(value.words, TextRole::caption));
    width = std::max(width, text_width(said.remark, TextRole::caption));
    const Box whole{m_box.x, m_box.y, scene.width, scene.height};
    width = std::min(width + px(2 * 12), whole.w);
    const float height = px(2 * 8) + line_height(TextRole::body_strong) +
                         line * static_cast<float>(said.values.size() + (said.remark.empty() ? 0 : 1));
    const Box card = card_place(scene, at, whole, width, height);
    if (access::wanted())
      access::item(0, access::Role::tooltip, said.sentence(), card);
    popup_shadow(card, px(space::radius_control));
    fill(card, colors().raised, px(space::radius_control));
    outline(card, colors().divider, px(space::radius_control));
    Box inside = card.inset(px(12), px(8));
    (void)draw_line(inside.take_top(line_height(TextRole::body_strong)), said.place,
                    {.role = TextRole::body_strong});
    for (const chart::Said::Value& value : said.values) {
      Box row = inside.take_top(line);
      if (has_samples)
        draw_value_sample(row.take_left(sample), scene, value.series);
      (void)draw_line(row.take_right(text_width(value.words, TextRole::caption), px(8)), value.words,
                      {.role = TextRole::caption, .align = Align::right});
      (void)draw_line(row, value.name, {.role = TextRole::caption, .color = colors().muted});
    }
    if (!said.remark.empty())
      (void)draw_line(inside.take_top(line), said.remark, {.role = TextRole::caption});
  }

  void draw_value_sample(const Box& box, const chart::Scene& scene, std::size_t series) const {
    if (series >= scene.series_inks.size())
      return;
    const bool is_line = std::holds_alternative<chart::LineChart>(m_chart.body);
    const bool is_plan = std::holds_alternative<chart::SCurve>(m_chart.body) && series == 0;
    draw_sample({box.x, box.center().y}, px(20), scene.series_inks[series],
                is_line   ? chart::series_dash(std::min(series, chart::most_series - 1))
                : is_plan ? chart::Dash::long_dash
                          : chart::Dash::solid);
  }

  static Box card_place(const chart::Scene& scene, std::size_t at, const Box& whole, float width,
                        float height) {
    const chart::Stop& stop = scene.stops[at];
    const float gap = px(12);
    const float guide = whole.x + (scene.has_guide ? stop.guide.x : stop.area.x + stop.area.w / 2);
    // Rows: under the row, or over it where there is no room.
    if (!scene.has_guide && stop.area.w > whole.w * 0.6F) {
      const float below = whole.y + stop.area.bottom() + px(4);
      const float y = below + height <= whole.bottom() ? below : whole.y + stop.area.y - height - px(4);
      return {std::clamp(guide, whole.x, whole.right() - width), std::max(whole.y, y), width, height};
    }
    const float right = guide + gap;
    const float x = right + width <= whole.right() ? right : std::max(whole.x, guide - gap - width);
    return {x, whole.y + scene.plot.y, width, height};
  }

  IdScope m_scope;
  Box m_box;
  const chart::Chart& m_chart;
  ChartState& m_state;
  const ChartSpec& m_spec;
  Requests& m_requests;
  ImGuiID m_id;
};

} // namespace

void chart_figure(const Box& box, std::string_view id, const chart::Chart& chart, ChartState& state,
                  const ChartSpec& spec, Requests& requests) {
  Figure(box, id, chart, state, spec, requests).draw();
}

float chart_figure_height(const chart::Chart& chart, float width) {
  const float note = chart.note.empty() ? 0 : line_height(TextRole::caption) + px(space::x4);
  return px(header_height + space::x4) + note +
         chart::least_height(
             chart, {.width = width, .scale = theme().scale, .measure = chart_measure(), .style = style()});
}

} // namespace truat::ui
