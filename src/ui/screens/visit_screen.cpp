#include "ui/screens/visit_screen.h"

#include "audit/edit.h"
#include "audit/visit_verbs.h"
#include "text/messages.h"
#include "text/thai_date.h"
#include "ui/commands.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/layers.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>

namespace truat::ui {
namespace {

using text::tr;

constexpr float paper_width = 860;

bool is_paper(std::string_view page) {
  return page.ends_with('~');
}

/// Why the visit's content cannot be changed now; "" when it can.
std::string why_locked(const ScreenContext& context, const audit::Inspection& visit) {
  if (const std::string_view reason = read_only_reason(context); !reason.empty())
    return std::string(reason);
  const auto allowed = audit::can_edit(context.workspace().audit(), visit.id, "inspection.operator_statement",
                                       context.workspace().context());
  if (!allowed)
    return tr(allowed.error());
  if (visit.state() == audit::InspectionState::planned)
    return std::string(tr("visit.not_started"));
  return {};
}

const forms::Evaluation& evaluation_of(ScreenContext& context, const audit::Inspection& visit) {
  return context.workspace().audit().evaluation(visit.id);
}

/// The section before or after the current page; none at the ends.
const forms::Section* neighbour(const VisitFrame& frame, int step) {
  const auto& sections = frame.evaluation.sections;
  const auto here = std::ranges::find_if(
      sections, [&](const forms::SectionState& one) { return one.section->key == frame.state.page; });
  if (here == sections.end())
    return sections.empty() || step < 0 ? nullptr : sections.front().section;
  const auto at = (here - sections.begin()) + step;
  return at < 0 || at >= static_cast<std::ptrdiff_t>(sections.size())
             ? nullptr
             : sections[static_cast<std::size_t>(at)].section;
}

void go_to_incomplete(const VisitFrame& frame) {
  const auto incomplete = frame.evaluation.incomplete();
  if (incomplete.empty())
    return;
  // The next one after the question in hand, else the first: pressing again and again visits all of them.
  const auto here = std::ranges::find_if(
      incomplete, [&](const forms::QuestionState* one) { return one->question->key == frame.state.focused; });
  const forms::QuestionState* next =
      here == incomplete.end() || here + 1 == incomplete.end() ? incomplete.front() : *(here + 1);
  if (const forms::Section* section = frame.checklist->section_of(next->question->key))
    frame.show(section->key, next->question->key);
}

void draw_foot(const Box& box, const VisitFrame& frame) {
  fill(box, colors().surface);
  horizontal_line(box.x, box.y, box.w, colors().divider);
  const bool narrow = frame.context.layout() == LayoutClass::narrow;
  Box line = box.inset(px(narrow ? space::margin_narrow : space::margin), 0).middle(theme().control_height());
  const bool phone = line.w < px(480);
  const forms::Section* next = neighbour(frame, 1);
  const forms::Section* previous = neighbour(frame, -1);
  const std::size_t left = frame.evaluation.incomplete().size();
  const std::string unanswered = tr("visit.unanswered", {{"count", std::to_string(left)}});

  if (button_right(line, "next",
                   {.label = next != nullptr ? tr("visit.next") : tr("visit.to_completion"),
                    .kind = ButtonKind::primary,
                    .icon_after = Icon::chevron_right})) {
    if (next != nullptr)
      frame.show(next->key);
    else
      frame.show(visit_page::completion);
  }
  if (narrow && frame.locked.empty()) {
    if (icon_button(line.take_right(line.h, px(space::x8)), "photo",
                    {.icon = Icon::camera,
                     .name = tr("visit.take_photo"),
                     .kind = ButtonKind::secondary,
                     .disabled_because = frame.locked}))
      take_photo(frame, frame.state.focused);
  }
  const std::string_view no_previous = previous == nullptr ? tr("visit.first_section") : std::string_view();
  if (phone) {
    if (icon_button(line.take_left(line.h, px(space::x8)), "previous",
                    {.icon = Icon::chevron_left,
                     .name = tr("visit.previous_section"),
                     .kind = ButtonKind::secondary,
                     .disabled_because = no_previous}))
      frame.show(previous->key);
  } else if (button_left(line, "previous",
                         {.label = tr("visit.previous_section"),
                          .icon = Icon::chevron_left,
                          .disabled_because = no_previous}))
    frame.show(previous->key);
  if (left > 0 && frame.locked.empty()) {
    const ButtonSpec whole{.label = unanswered, .icon = Icon::triangle_alert};
    const std::string count = std::to_string(left);
    const ButtonSpec spec{.label = button_width(whole) <= line.w ? unanswered : count,
                          .kind = ButtonKind::due,
                          .icon = Icon::triangle_alert,
                          .tooltip = unanswered};
    const float width = std::min(button_width(spec), line.w);
    if (button(line.centered(width, line.h), "unanswered", spec))
      go_to_incomplete(frame);
  }
}

void draw_paper(const Box& box, const VisitFrame& frame) {
  ScrollArea scroll(box, frame.state.page, {.padding_bottom = px(space::margin)});
  const float margin =
      px(frame.context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
  scroll.content.skip(px(space::x16));
  Box area = scroll.content;
  area.x += margin;
  area.w = std::min(area.w - 2 * margin, px(paper_width));
  const float top = area.y;
  if (frame.state.page == visit_page::samples)
    draw_visit_samples(area, frame);
  else if (frame.state.page == visit_page::findings)
    draw_visit_findings(area, frame);
  else if (frame.state.page == visit_page::signing)
    draw_visit_signing(area, frame);
  else if (frame.state.page == visit_page::completion)
    draw_visit_completion(area, frame);
  else if (frame.state.page == visit_page::history)
    draw_visit_history(area, frame);
  else
    draw_visit_details(area, frame);
  scroll.content.skip(area.y - top);
}

/// What is to be known of the visit as a whole, above its page.
void draw_notices(Box& page, const VisitFrame& frame) {
  const float margin =
      px(frame.context.layout() == LayoutClass::narrow ? space::margin_narrow : space::margin);
  Box box = page.inset(margin, 0);
  if (is_paper(frame.state.page))
    box.w = std::min(box.w, px(paper_width));
  box.skip(px(space::x12));
  const float top = box.y;
  if (frame.checklist == nullptr)
    banner(box, "no_checklist", {.status = Status::due, .sentence = tr("visit.checklist_missing")});
  if (frame.visit.state() == audit::InspectionState::planned) {
    banner(box, "planned", {.status = Status::active, .sentence = tr("visit.planned_note")});
  } else if (!frame.locked.empty()) {
    banner(box, "locked", {.status = Status::not_applicable, .sentence = frame.locked});
  }
  if (box.y > top)
    page.skip(box.y - page.y - px(space::card_gap));
}

void draw_middle(Box box, const VisitFrame& frame) {
  draw_notices(box, frame);
  if (is_paper(frame.state.page)) {
    draw_paper(box, frame);
    return;
  }
  const Box foot = box.take_bottom(px(frame.context.layout() == LayoutClass::narrow ? 72 : 56));
  draw_visit_questions(box, frame);
  draw_foot(foot, frame);
}

void draw_narrow(Box page, const VisitFrame& frame) {
  draw_visit_section_strip(page.take_top(px(48)), frame);
  draw_middle(page, frame);
  if (frame.state.evidence_is_wanted)
    open_layer("evidence");
  if (Drawer drawer("evidence", {.title = tr("visit.evidence")}); drawer)
    draw_visit_evidence(drawer.body, frame);
}

} // namespace

std::string in_language(const forms::Bilingual& both) {
  return text::language() == text::Language::thai || both.english.empty() ? both.thai : both.english;
}

const forms::SectionState* VisitFrame::section() const {
  const auto found = std::ranges::find_if(
      evaluation.sections, [this](const forms::SectionState& one) { return one.section->key == state.page; });
  return found == evaluation.sections.end() ? nullptr : &*found;
}

const forms::QuestionState* VisitFrame::question_shown() const {
  if (const forms::QuestionState* in_hand = evaluation.find(state.focused))
    return in_hand;
  const forms::SectionState* here = section();
  if (here == nullptr)
    return nullptr;
  const auto first = std::ranges::find_if(here->questions, &forms::QuestionState::asked);
  return first == here->questions.end() ? nullptr : &*first;
}

void VisitFrame::show(std::string_view page, std::string_view question) const {
  state.page = page;
  state.scroll_to = question;
  state.focused = question;
  context.state.routes.replace({"visit", visit.id, std::string(page)});
}

PageHeader visit_header(ScreenContext& context) {
  PageHeader header{.can_go_back = true};
  const workspace::Workspace& workspace = context.workspace();
  const audit::Inspection* visit = workspace.audit().inspection(context.route().record);
  if (visit == nullptr) {
    header.title = tr("visit.title");
    return header;
  }
  const audit::Factory* factory = workspace.audit().factory(visit->factory);
  header.title = factory != nullptr ? factory->name : std::string(tr("visit.title"));
  header.subtitle = context.input.choices->label("purpose", visit->purpose);
  if (!visit->shown_number().empty())
    header.subtitle += " · " + std::string(visit->shown_number());
  if (visit->entered_at)
    header.subtitle +=
        " · " + tr("visit.entered",
                   {{"time", text::format_time(*visit->entered_at, text::date_style(text::language()))}});
  header.more = {
      header_action("visit.submit", forbidden_because(context, audit::Permission::submit_requests)),
      header_action("visit.print"), header_action("visit.share")};
  if (!visit->is_open()) {
    header.actions = {header_action("visit.print")};
    header.actions.front().kind = ButtonKind::primary;
    return header;
  }
  const auto deletion = audit::delete_record(workspace.audit(), visit->id, workspace.context());
  header.more.push_back(header_action("visit.delete", deletion ? std::string() : tr(deletion.error())));
  if (visit->state() == audit::InspectionState::planned)
    header.actions = {header_action("visit.start", forbidden_because(context, audit::Permission::inspect))};
  else
    header.actions = {header_action("visit.finish")};
  return header;
}

void draw_visit(ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const audit::Inspection* found = workspace.audit().inspection(context.route().record);
  if (found == nullptr) {
    if (empty_state(
            context.page, "gone",
            {.icon = Icon::clipboard_x, .title = tr("visit.gone"), .primary = tr("visit.to_visits")}) ==
        EmptyStatePress::primary)
      context.go({"visits", {}, {}});
    return;
  }
  const audit::Inspection visit = *found;
  VisitState& state = context.screen_state<VisitState>();
  if (state.visit != visit.id) {
    state = {};
    state.visit = visit.id;
    state.page = context.route().part;
  }
  const IdScope scope(records::to_string(visit.id));
  VisitFrame frame{.context = context,
                   .state = state,
                   .workspace = workspace,
                   .visit = visit,
                   .checklist = workspace.audit().checklist_of(visit.id),
                   .evaluation = evaluation_of(context, visit),
                   .locked = why_locked(context, visit)};
  if (frame.section() == nullptr && !is_paper(state.page))
    state.page = frame.evaluation.sections.empty() ? std::string(visit_page::details)
                                                   : frame.evaluation.sections.front().section->key;

  if (context.pressed_action == "visit.finish")
    frame.show(visit_page::completion);
  else if (context.pressed_action == "visit.start")
    push_change(context, audit::start_visit(workspace.audit(), visit.id, workspace.number_series(),
                                            workspace.context()));
  else if (context.pressed_action == "visit.print")
    context.push(PrintInspection{visit.id});
  else if (context.pressed_action == "visit.share")
    context.push(ShareInspection{visit.id});
  else if (context.pressed_action == "visit.submit")
    open_request_dialog(state.request, visit.id,
                        tr("visit.submit_title", {{"number", std::string(visit.shown_number())}}));
  else if (context.pressed_action == "visit.delete")
    open_layer("delete_visit");
  draw_request_dialog(context, state.request);
  if (question("delete_visit", {.title = tr("visit.delete"),
                                .sentence = tr("visit.delete_sentence"),
                                .act = tr("visit.delete"),
                                .leave = tr("factory.keep"),
                                .danger = true}) &&
      push_change(context, audit::delete_record(workspace.audit(), visit.id, workspace.context()),
                  Announce::with_undo)) {
    context.back();
    return;
  }

  state.evidence_is_wanted = false;
  if (context.layout() == LayoutClass::narrow) {
    draw_narrow(context.page, frame);
    return;
  }
  Box page = context.page;
  context.left_column = px(264);
  draw_visit_sections(page.take_left(px(264)), frame);
  const bool has_pane = !is_paper(state.page) && page.w > px(900);
  const Box pane = has_pane ? page.take_right(px(320)) : Box();
  draw_middle(page, frame);
  if (!has_pane)
    return;
  fill(pane, colors().surface);
  vertical_line(pane.x, pane.y, pane.h, colors().divider);
  const access::Part part({.role = access::Role::region, .name = tr("visit.evidence"), .box = pane});
  draw_visit_evidence(pane, frame);
}

} // namespace truat::ui
