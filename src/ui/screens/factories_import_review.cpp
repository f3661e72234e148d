// What the rows of a factory list would become, and the rows that are left out.
#include "text/messages.h"
#include "ui/screens/factories_import_state.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>

namespace truat::ui {
namespace {

using text::tr;
using Row = FactoryListPreview::Row;

constexpr float list_width = 384;

ChipSpec chip_of(Row::Kind kind) {
  switch (kind) {
  case Row::Kind::fresh:
    return {Status::active, tr("factories_import.kind_fresh")};
  case Row::Kind::changed:
    return {Status::due, tr("factories_import.kind_changed")};
  case Row::Kind::same:
    break;
  }
  return {Status::not_applicable, tr("factories_import.kind_same")};
}

void draw_bad_row(Box& area, const FactoryListPreview::BadRow& bad) {
  const std::string row = tr("factories_import.row", {{"row", std::to_string(bad.row)}});
  const std::string column =
      bad.column.empty() ? std::string() : tr("factories_import.column", {{"column", bad.column}});
  const std::string reason = tr(bad.reason);
  const std::string_view cell =
      bad.text.empty() ? tr("factories_import.empty_cell") : std::string_view(bad.text);
  const Box start = area;
  Box left = area;
  Box place = left.take_left(px(84), px(space::x12));
  const float line = line_height(TextRole::body);
  (void)draw_line(place.take_top(line), row);
  (void)draw_line(place.take_top(line), column, {.color = colors().muted});
  const float height = std::max(line, text_height(reason, TextRole::body, left.w));
  (void)draw_line(left.take_top(line), cell,
                  {.role = TextRole::body_strong, .color = colors().status(Status::failed).ink});
  draw_paragraph(left.take_top(height), reason, {.color = colors().muted});
  area.skip(line + height + px(space::x16));
  access::item(0, access::Role::list_item, access::wanted() ? row + " " + column : std::string(),
               {start.x, start.y, start.w, line + height}, {}, cell, reason);
}

void bad_rows_heading(Box& area, ScreenContext& context, const FactoryListPreview& preview) {
  Box right = section_header(area, {.title = tr("factories_import.bad_title")});
  const LinkSpec save{.label = tr("factories_import.save_csv"), .icon = Icon::download};
  if (preview.bad_rows_csv && link(right.take_right(link_width(save)), "save_csv", save))
    context.push(SaveFile{.name = std::string(tr("factories_import.bad_file")),
                          .mime = "text/csv",
                          .bytes = preview.bad_rows_csv});
}

void draw_rows(const Box& box, ScreenContext& context, FactoriesImportState& state) {
  fill(box, colors().surface, px(space::radius_card));
  if (state.shown.empty()) {
    empty_state(box, "none", {.icon = Icon::list_checks, .title = tr("factories_import.none_of_these")});
    return;
  }
  ScrollArea scroll(box, "rows");
  const VirtualRows rows(scroll, state.shown.size(), px(list_row_height));
  const access::Part part({.role = access::Role::list, .name = tr("factories_import.title"), .box = box});
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const std::size_t index = state.shown[i];
    const Row& row = state.preview->rows[index];
    const IdScope scope(index);
    const bool narrow = context.layout() == LayoutClass::narrow;
    const bool selected = !narrow && index == state.chosen;
    const std::string second = row.registration_number.empty() ? std::string(tr("factories_import.no_number"))
                                                               : row.registration_number;
    const std::string number = tr("factories_import.row", {{"row", std::to_string(row.row)}});
    if (list_row(rows.row(i), "row",
                 {.title = row.name,
                  .second_line = second,
                  .date = number,
                  .chip = chip_of(row.kind),
                  .selected = selected,
                  .opens = narrow})) {
      state.chosen = index;
      state.shows_detail = true;
    }
  }
}

void draw_differences(Box& area, ScreenContext& context, const Row& row) {
  if (row.changes.empty()) {
    paragraph(area, tr("factories_import.same_note"), {.color = colors().muted});
    return;
  }
  std::vector<Difference> differences;
  static const records::FieldDescriptor unknown;
  for (const FactoryListPreview::FieldChange& change : row.changes) {
    const records::FieldDescriptor* found = workspace::schema().find_field(change.field);
    const records::FieldDescriptor& field = found != nullptr ? *found : unknown;
    differences.push_back({.label = found != nullptr ? std::string(tr(found->label)) : change.field,
                           .before = shown_value(field, change.before, *context.input.choices),
                           .after = shown_value(field, change.after, *context.input.choices),
                           .note = {}});
  }
  difference_table(area, differences,
                   {.label = tr("difference.field"),
                    .before = tr("difference.before"),
                    .after = tr("difference.after"),
                    .note = {}});
}

void draw_row_detail(const Box& box, ScreenContext& context, const FactoriesImportState& state) {
  fill(box, colors().surface, px(space::radius_card));
  if (state.chosen >= state.preview->rows.size())
    return;
  const Row& row = state.preview->rows[state.chosen];
  const IdScope scope(state.chosen);
  ScrollArea scroll(box, "detail", {.padding_bottom = px(space::x16)});
  scroll.content.skip(px(space::x16));
  Box area = scroll.content.inset(px(space::card_padding), 0);
  const float top = area.y;
  Box line = area.take_top(px(32));
  chip_right(line, chip_of(row.kind), px(space::x12));
  heading(line, row.name);
  std::string meta = tr("factories_import.row", {{"row", std::to_string(row.row)}});
  if (!row.registration_number.empty())
    meta += " · " + tr("factory.meta", {{"number", row.registration_number}});
  text_line(area.take_top(px(24), px(space::x8)), meta, {.color = colors().muted});
  draw_differences(area, context, row);
  scroll.content.skip(area.y - top);
}

} // namespace

void draw_all_bad_rows(Box& area, ScreenContext& context, FactoriesImportState& state) {
  const FactoryListPreview& preview = *state.preview;
  if (preview.bad_rows.empty())
    return;
  Card card(area);
  bad_rows_heading(card.body, context, preview);
  {
    const access::Part part(
        {.role = access::Role::list, .name = tr("factories_import.bad_title"), .box = card.body});
    for (std::size_t i = 0; i < preview.bad_rows.size(); ++i)
      draw_bad_row(card.body, preview.bad_rows[i]);
  }
  paragraph(card.body, tr("factories_import.mend_note"), {.color = colors().muted});
}

void draw_bad_rows(const Box& box, ScreenContext& context, FactoriesImportState& state) {
  const FactoryListPreview& preview = *state.preview;
  fill(box, colors().surface, px(space::radius_card));
  Box inside = box.inset(px(space::card_padding), px(space::x16));
  bad_rows_heading(inside, context, preview);
  const std::string_view note = tr("factories_import.mend_note");
  Box foot = inside.take_bottom(text_height(note, TextRole::body, inside.w), px(space::x8));
  paragraph(foot, note, {.color = colors().muted});
  ScrollArea scroll(inside, "bad");
  const access::Part part(
      {.role = access::Role::list, .name = tr("factories_import.bad_title"), .box = inside});
  for (std::size_t i = 0; i < preview.bad_rows.size(); ++i)
    draw_bad_row(scroll.content, preview.bad_rows[i]);
}

void draw_import_review(const Box& box, ScreenContext& context, FactoriesImportState& state) {
  if (state.filter == ImportFilter::bad) {
    if (state.preview->bad_rows.empty()) {
      fill(box, colors().surface, px(space::radius_card));
      empty_state(box, "none", {.icon = Icon::circle_check, .title = tr("factories_import.no_bad_rows")});
    } else {
      draw_bad_rows(box, context, state);
    }
    return;
  }
  Box area = box;
  if (context.layout() == LayoutClass::narrow) {
    if (!state.shows_detail) {
      draw_rows(area, context, state);
      return;
    }
    Box line = area.take_top(theme().control_height(), px(space::x8));
    if (quiet_button_left(line, "to_list", tr("factories_import.to_list"), Icon::arrow_left))
      state.shows_detail = false;
    draw_row_detail(area, context, state);
    return;
  }
  const float width = context.layout() == LayoutClass::desktop ? list_width : 320;
  draw_rows(area.take_left(px(width), px(space::card_gap)), context, state);
  if (!state.shown.empty())
    draw_row_detail(area, context, state);
  else
    fill(area, colors().surface, px(space::radius_card));
}

} // namespace truat::ui
