// Popovers, dialogs and drawers as they look.
#include "ui/widgets/layers.h"

#include "text/messages.h"
#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/scroll.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace truat::ui {

namespace {

constexpr float edge_gap = 8; // design pixels between a popover and the page's edge

Box viewport_box() {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  return {viewport->Pos.x, viewport->Pos.y, viewport->Size.x, viewport->Size.y};
}

bool is_narrow() {
  return viewport_box().w < px(900);
}

Box popover_box(const Box& anchor, float width, float height, Side side) {
  const Box page = viewport_box().inset(px(edge_gap));
  const float gap = px(4);
  Box box{anchor.x, anchor.bottom() + gap, width, height};
  if (side == Side::below_right)
    box.x = anchor.right() - width;
  if (side == Side::right_of) {
    box.x = anchor.right() + gap;
    box.y = anchor.y;
    if (box.right() > page.right())
      box.x = anchor.x - gap - width;
  } else if (box.bottom() > page.bottom() && anchor.y - gap - height >= page.y) {
    box.y = anchor.y - gap - height;
  }
  box.x = std::clamp(box.x, page.x, std::max(page.x, page.right() - width));
  box.y = std::clamp(box.y, page.y, std::max(page.y, page.bottom() - height));
  return box;
}

void draw_sheet(const Box& box, float radius) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  popup_shadow(box, radius);
  fill(box, colors().raised, radius);
  if (theme().mode == ColorMode::dark)
    outline(box, colors().divider, radius);
  list->PopClipRect();
}

/// Until the content's height is known nothing is shown, and nothing can be pressed.
class HiddenAtFirst {
public:
  explicit HiddenAtFirst(bool hidden) : m_hidden(hidden) {
    if (m_hidden) {
      ImGui::PushClipRect({-2, -2}, {-1, -1}, false);
      want_frame_in(0);
    }
  }
  ~HiddenAtFirst() {
    if (m_hidden)
      ImGui::PopClipRect();
  }
  HiddenAtFirst(const HiddenAtFirst&) = delete;
  HiddenAtFirst& operator=(const HiddenAtFirst&) = delete;

private:
  bool m_hidden;
};

void draw_title(Box line, std::string_view title, ImGuiID id, bool closable) {
  if (closable) {
    const Box cross = line.take_right(px(space::control), px(8));
    if (icon_button(cross.centered(px(space::control), px(space::control)), "close",
                    {.icon = Icon::x, .name = text::tr("ui.close")}))
      close_layer_by_id(id);
  }
  heading(line, title, {.role = TextRole::section});
}

} // namespace

// Popover

struct Popover::Inside {
  ImGuiID id = 0;
  std::optional<HiddenAtFirst> hidden;
  std::optional<ScrollArea> scroll;
  std::optional<access::Part> region; ///< of a menu: the page's other parts are not there while it is open
  std::optional<access::Part> part;
  float top = 0;
};

Popover::Popover(std::string_view id, const Box& anchor, const PopoverSpec& spec) {
  const ImGuiID layer_id = id_of(id);
  Layer* layer = find_layer(layer_id);
  if (layer == nullptr)
    return;
  m_inside = std::make_unique<Inside>();
  m_inside->id = layer_id;
  layer->anchor = anchor;
  const float width =
      std::min(spec.width > 0 ? px(spec.width) : anchor.w, viewport_box().w - 2 * px(edge_gap));
  const float padding = px(spec.padding);
  const bool is_known = layer->content_height > 0;
  const float height = std::min(
      {layer->content_height + 2 * padding, px(spec.most_height), viewport_box().h - 2 * px(edge_gap)});
  const Box box = popover_box(anchor, width, std::max(height, 1.0F), spec.side);
  begin_layer_window(*layer, box);
  layer->box = box;
  m_inside->hidden.emplace(!is_known);
  if (is_known)
    draw_sheet(box, px(space::radius_card));
  if (spec.role != access::Role::dialog)
    m_inside->region.emplace(access::Statement{.role = access::Role::region, .name = spec.name, .box = box});
  m_inside->part.emplace(access::Statement{.role = spec.role, .name = spec.name, .box = box});
  m_inside->scroll.emplace(box.inset(padding), "body");
  body = m_inside->scroll->content;
  m_inside->top = body.y;
}

Popover::~Popover() {
  if (m_inside == nullptr)
    return;
  m_inside->scroll->content = body;
  m_inside->scroll.reset();
  if (Layer* layer = find_layer(m_inside->id)) {
    const float height = std::max(1.0F, body.y - m_inside->top);
    if (height != layer->content_height)
      want_frame_in(0);
    layer->content_height = height;
  }
  m_inside->hidden.reset();
  m_inside->part.reset();
  m_inside->region.reset();
  end_layer_window();
}

void Popover::close() {
  if (m_inside != nullptr)
    close_layer_by_id(m_inside->id);
}

// Dialog

struct Dialog::Inside {
  ImGuiID id = 0;
  Box footer;
  std::optional<HiddenAtFirst> hidden;
  std::optional<ScrollArea> scroll;
  std::optional<access::Part> part;
  float top = 0;
};

Dialog::Dialog(std::string_view id, const DialogSpec& spec) {
  const ImGuiID layer_id = id_of(id);
  Layer* layer = find_layer(layer_id);
  if (layer == nullptr)
    return;
  m_inside = std::make_unique<Inside>();
  m_inside->id = layer_id;
  layer->closes_on_outside_press = false;
  const Box page = viewport_box();
  const float padding = px(24);
  const float title_height = px(34);
  const float footer_height = theme().control_height();
  const bool is_known = layer->content_height > 0;
  const float width =
      std::min(px(spec.width == DialogWidth::small ? 480.0F : 640.0F), page.w - 2 * px(space::margin_narrow));
  const float around = 2 * padding + title_height + px(8) + px(24) + footer_height;
  const float height = std::min(layer->content_height + around, page.h - 2 * px(space::margin_narrow));
  const Box box = page.centered(width, height);
  begin_layer_window(*layer, page);
  layer->box = box;
  fill(page, colors().scrim);
  m_inside->hidden.emplace(!is_known);
  if (is_known)
    draw_sheet(box, px(space::radius_dialog));
  m_inside->part.emplace(access::Statement{.role = access::Role::dialog, .name = spec.title, .box = box});
  Box inside = box.inset(padding);
  heading(inside.take_top(title_height, px(8)), spec.title, {.role = TextRole::section});
  m_inside->footer = inside.take_bottom(footer_height, px(24));
  m_inside->scroll.emplace(inside, "body");
  body = m_inside->scroll->content;
  m_inside->top = body.y;
}

void Dialog::close() {
  if (m_inside != nullptr)
    close_layer_by_id(m_inside->id);
}

Box Dialog::footer() {
  if (m_inside->scroll) {
    m_inside->scroll->content = body;
    m_inside->scroll.reset();
  }
  return m_inside->footer;
}

Dialog::~Dialog() {
  if (m_inside == nullptr)
    return;
  (void)footer();
  if (Layer* layer = find_layer(m_inside->id)) {
    const float height = std::max(1.0F, body.y - m_inside->top);
    if (height != layer->content_height)
      want_frame_in(0);
    layer->content_height = height;
  }
  m_inside->hidden.reset();
  m_inside->part.reset();
  end_layer_window();
}

// Drawer

struct Drawer::Inside {
  ImGuiID id = 0;
  Box footer;
  std::optional<ScrollArea> scroll;
  std::optional<access::Part> part;
};

Drawer::Drawer(std::string_view id, const DrawerSpec& spec, float footer_height) {
  const ImGuiID layer_id = id_of(id);
  Layer* layer = find_layer(layer_id);
  if (layer == nullptr)
    return;
  m_inside = std::make_unique<Inside>();
  m_inside->id = layer_id;
  layer->closes_on_outside_press = false;
  layer->content_height = 1; // a drawer's size does not depend on what is in it
  const Box page = viewport_box();
  const float open = opening(*layer);
  begin_layer_window(*layer, page);
  fill(page, with_alpha(colors().scrim, open));
  Box box = page;
  float radius = 0;
  if (is_narrow()) {
    box = box.take_bottom(std::round(page.h * 0.6F)).moved(0, (1 - open) * px(48));
    radius = px(space::radius_dialog);
  } else {
    box = box.take_right(std::min(px(spec.width), page.w)).moved((1 - open) * px(48), 0);
  }
  layer->box = box;
  draw_sheet({box.x, box.y, box.w, box.h + radius}, radius);
  m_inside->part.emplace(access::Statement{.role = access::Role::dialog, .name = spec.title, .box = box});
  Box inside = box;
  const float padding = px(20);
  draw_title(inside.take_top(px(56)).inset(padding, 0), spec.title, layer_id, true);
  if (footer_height > 0) {
    Box foot = inside.take_bottom(footer_height);
    horizontal_line(foot.x, foot.y, foot.w, colors().divider);
    m_inside->footer = foot.inset(padding, 0);
  }
  m_inside->scroll.emplace(inside, "body", ScrollSpec{.padding_bottom = padding});
  body = m_inside->scroll->content.inset(padding, 0);
}

void Drawer::close() {
  if (m_inside != nullptr)
    close_layer_by_id(m_inside->id);
}

Box Drawer::footer() {
  if (m_inside->scroll) {
    m_inside->scroll->content.skip(body.y - m_inside->scroll->content.y);
    m_inside->scroll.reset();
  }
  return m_inside->footer;
}

Drawer::~Drawer() {
  if (m_inside == nullptr)
    return;
  (void)footer();
  m_inside->part.reset();
  end_layer_window();
}

// Ready-made

bool question(std::string_view id, const QuestionSpec& spec) {
  Dialog dialog(id, {.title = spec.title});
  if (!dialog)
    return false;
  paragraph(dialog.body, spec.sentence, {.color = colors().muted});
  Box line = dialog.footer();
  const bool done = button_right(
      line, "act", {.label = spec.act, .kind = spec.danger ? ButtonKind::danger : ButtonKind::primary});
  if (button_right(line, "leave", {.label = spec.leave}) || done)
    dialog.close();
  return done;
}

} // namespace truat::ui
