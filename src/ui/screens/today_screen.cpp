#include "ui/screens/today_screen.h"

#include "audit/visit_verbs.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/screens/factories_import_screen.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/requests_screen.h"
#include "ui/screens/shared_words.h"
#include "ui/screens/today_figures.h"
#include "ui/screens/visit_state.h"
#include "ui/screens/visits_chart.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <array>
#include <span>

namespace truat::ui {
namespace {

using text::tr;

struct TodayState {
  TodayFigures figures;
  const workspace::Workspace* workspace = nullptr;
  std::uint64_t revision = 0;
  CivilDate today;
  bool show_all = false;
  chart::Chart visits;
  std::uint64_t visits_revision = 0;
  text::Language language = text::Language::thai;
  ChartState chart;

  [[nodiscard]] bool has_chart() const { return !std::get<chart::BarChart>(visits.body).series.empty(); }
  void update(const workspace::Workspace& from, const CivilDate& day) {
    if (workspace == &from && revision == from.projection().revision() && today == day &&
        language == text::language())
      return;
    figures = today_figures(from, day);
    visits = visits_chart(from, day);
    ++visits_revision;
    language = text::language();
    workspace = &from;
    revision = from.projection().revision();
    today = day;
  }
};

constexpr float figure_height = 112;
constexpr float task_height = 64;
constexpr float chip_column = 122;
constexpr std::size_t tasks_at_first = 6;
constexpr std::size_t rows_aside = 5;
constexpr std::size_t rows_under_chart = 3;
constexpr float chart_height = 256;

/// How many rows fill the window down to its end, and never fewer than `least`.
std::size_t rows_that_fit(float room, float row, std::size_t least) {
  return std::max(least, static_cast<std::size_t>(std::max(0.0F, room) / row));
}

std::string counted(std::size_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

text::DateStyle style() {
  return text::date_style(text::language());
}

std::string compared(const TodayFigures& figures) {
  const auto now = static_cast<std::int64_t>(figures.inspected);
  const auto before = static_cast<std::int64_t>(figures.inspected_year_before);
  if (before == 0)
    return {};
  if (now == before)
    return std::string(tr("today.as_year_before"));
  return tr(now > before ? "today.more_than_year_before" : "today.fewer_than_year_before",
            {{"count", text::format_number(std::abs(now - before))}});
}

void draw_figures(Box& area, ScreenContext& context, const TodayFigures& figures) {
  const int count = columns_that_fit(area.w, px(232), px(space::dashboard_gap), 4);
  const int columns = count == 3 ? 2 : count;
  Columns grid(area, columns, px(space::dashboard_gap));
  int next = 0;
  const auto tile = [&](std::string_view id, FigureSpec spec, std::string_view part) {
    spec.opens = true;
    const Box box = grid[next % columns].take_top(px(figure_height), px(space::dashboard_gap));
    if (figure_tile(box, id, spec))
      context.go({"visits", {}, std::string(part)});
    ++next;
  };
  const std::string year = tr("today.inspected", {{"year", text::format_fiscal_year(figures.year, style())}});
  const std::string inspected = counted(figures.inspected);
  const std::string of_all = tr("today.of_factories", {{"count", counted(figures.factories)}});
  const std::string change = compared(figures);
  tile("inspected", {.caption = year, .figure = inspected, .unit = of_all, .change = change}, "completed");

  const auto unit_of = [](std::string_view message, std::size_t number) {
    return tr(message, {{"count", counted(number)}});
  };
  const std::string findings = counted(figures.open_findings);
  const std::string findings_unit = unit_of("today.findings_unit", figures.open_findings);
  const std::string where = tr("today.in_factories", {{"count", counted(figures.factories_with_findings)}});
  tile("findings",
       {.caption = tr("today.open_findings"),
        .figure = findings,
        .unit = findings_unit,
        .change =
            figures.open_findings > 0 ? std::string_view(where) : std::string_view(tr("today.nothing_open")),
        .status = figures.open_findings > 0 ? std::optional(Status::failed) : std::nullopt},
       "failed");

  const std::string samples = counted(figures.waiting_samples);
  const std::string samples_unit = unit_of("today.samples_unit", figures.waiting_samples);
  const std::string wait =
      tr("today.longest_wait", {{"days", text::format_number(figures.longest_wait_days.value_or(0))}});
  tile("samples",
       {.caption = tr("state.awaiting_laboratory"),
        .figure = samples,
        .unit = samples_unit,
        .change =
            figures.longest_wait_days ? std::string_view(wait) : std::string_view(tr("today.nothing_waits"))},
       "awaiting");

  const std::string planned = counted(figures.planned_this_week);
  const std::string planned_unit = unit_of("today.visits_unit", figures.planned_this_week);
  const std::string overdue = tr("today.overdue", {{"count", counted(figures.overdue)}});
  tile(
      "planned",
      {.caption = tr("today.planned_this_week"),
       .figure = planned,
       .unit = planned_unit,
       .change = figures.overdue > 0 ? std::string_view(overdue) : std::string_view(tr("today.none_overdue")),
       .status = figures.overdue > 0 ? std::optional(Status::failed) : std::nullopt},
      "planned");
}

/// What a task says in its second line: purpose, district, how far.
std::string second_line(const ScreenContext& context, const TodayTask& task, const audit::Inspection& visit,
                        const audit::Factory* factory) {
  std::string words = context.input.choices->label("purpose", visit.purpose);
  if (factory != nullptr && !factory->district.empty())
    words += " · " + district_name(*factory);
  if (task.kind == TodayTask::Kind::continue_visit) {
    const forms::Tally& tally = context.workspace().audit().evaluation(visit.id).tally;
    words += " · " + tr("visits.answered", {{"count", std::to_string(tally.answered)},
                                            {"all", std::to_string(tally.questions)}});
  } else if (task.kind == TodayTask::Kind::enter_results) {
    words += " · " + tr("today.samples_wait", {{"count", std::to_string(task.samples)}});
  }
  return words;
}

std::string_view act_of(TodayTask::Kind kind) {
  switch (kind) {
  case TodayTask::Kind::continue_visit:
    return tr("factory.continue_visit");
  case TodayTask::Kind::begin_visit:
    return tr("factory.start_visit");
  case TodayTask::Kind::enter_results:
    return tr("today.enter_results");
  case TodayTask::Kind::sign:
    break;
  }
  return tr("today.to_signing");
}

std::string_view page_of(TodayTask::Kind kind) {
  if (kind == TodayTask::Kind::enter_results)
    return visit_page::samples;
  return kind == TodayTask::Kind::sign ? visit_page::signing : std::string_view();
}

void carry_on(ScreenContext& context, const TodayTask& task) {
  const workspace::Workspace& workspace = context.workspace();
  if (task.kind == TodayTask::Kind::begin_visit &&
      !push_change(
          context,
          audit::start_visit(workspace.audit(), task.visit, workspace.number_series(), workspace.context()),
          Announce::with_undo))
    return;
  context.go({"visit", task.visit, std::string(page_of(task.kind))});
}

StateWord state_of_task(const ScreenContext& context, const TodayTask& task, const audit::Inspection& visit) {
  if (task.kind == TodayTask::Kind::sign)
    return {Status::active, std::string(tr("today.awaiting_lock"))};
  return state_of_visit(context.workspace(), visit, context.input.today());
}

/// The hour of a visit of today, else its day; the year where it is another one.
std::string when_of(const ScreenContext& context, const TodayTask& task, const audit::Inspection& visit) {
  const CivilDate today = context.input.today();
  const std::optional<CivilDate> day = visit.day();
  if (day == today && visit.entered_at && task.kind == TodayTask::Kind::continue_visit)
    return text::format_time(*visit.entered_at, style());
  std::string words = list_date(day, today);
  const std::size_t year = words.rfind(' ');
  if (day && day != today && day->year == today.year && year != std::string::npos)
    words.resize(year);
  return words;
}

/// The widths of what stands in columns beside the tasks.
struct TaskColumns {
  float when = 0;
  float act = 0;
  float chip = 0;
};

TaskColumns columns_of(const ScreenContext& context, std::span<const TodayTask> tasks) {
  TaskColumns widths{.when = px(48), .act = px(92), .chip = px(chip_column)};
  if (context.workspace().projection().conflict_count() > 0)
    widths.act = std::max(widths.act, button_width({.label = tr("exchange.to_conflicts")}));
  for (const TodayTask& task : tasks) {
    const audit::Inspection* visit = context.workspace().audit().inspection(task.visit);
    if (visit == nullptr)
      continue;
    widths.when = std::max(widths.when, text_width(when_of(context, task, *visit), TextRole::body));
    widths.act = std::max(widths.act, button_width({.label = act_of(task.kind)}));
    const StateWord state = state_of_task(context, task, *visit);
    widths.chip = std::max(widths.chip, chip_width(state.chip()));
  }
  return widths;
}

void draw_task(Box& area, ScreenContext& context, const TodayTask& task, const TaskColumns& widths,
               bool is_first) {
  const audit::Inspection* visit = context.workspace().audit().inspection(task.visit);
  if (visit == nullptr)
    return;
  const audit::Factory* factory = context.workspace().audit().factory(visit->factory);
  const IdScope scope(records::to_string(task.visit));
  const bool narrow = area.w < px(520);
  Box row = area.take_top(px(task_height));
  const bool starts = task.kind == TodayTask::Kind::begin_visit;
  const std::string locked = starts ? forbidden_because(context, audit::Permission::inspect) : std::string();
  const ButtonSpec act{.label = act_of(task.kind),
                       .kind = is_first ? ButtonKind::primary : ButtonKind::secondary,
                       .disabled_because = locked};
  const std::string title = factory != nullptr ? factory->name : std::string(tr("ui.nav_visit"));
  if (button(row.take_right(widths.act, px(space::x16)).middle(theme().control_height()), "act", act))
    carry_on(context, task);
  const StateWord state = state_of_task(context, task, *visit);
  if (!narrow) {
    chip(row.take_right(widths.chip, px(space::x12)), state.chip());
    text_line(row.take_left(widths.when, px(space::x16)), when_of(context, task, *visit),
              {.color = colors().muted});
  }
  Box both = row.middle(px(50));
  text_line(both.take_top(px(24), px(2)), title, {.role = TextRole::body_strong});
  if (narrow)
    chip_left(both, state.chip(), px(space::x8));
  text_line(both, second_line(context, task, *visit, factory),
            {.role = TextRole::caption, .color = colors().muted});
}

/// What waits on another screen: how much, and the way there.
struct WaitingTask {
  std::string_view id;
  std::string_view title;
  std::string words;
  std::string_view act;
  std::string_view chip;
  Route route;
};

void draw_waiting_task(Box& area, ScreenContext& context, const TaskColumns& widths,
                       const WaitingTask& task) {
  Box row = area.take_top(px(task_height));
  const ButtonSpec act{.label = task.act};
  const bool narrow = row.w < px(520);
  if (button(row.take_right(widths.act, px(space::x16)).middle(theme().control_height()), task.id, act))
    context.go(task.route);
  if (!narrow)
    chip(row.take_right(widths.chip, px(space::x12)), {Status::due, task.chip});
  if (!narrow)
    (void)row.take_left(widths.when, px(space::x16));
  Box both = row.middle(px(50));
  if (narrow)
    status_text(both.take_top(px(24), px(2)), {Status::due, task.title}, TextRole::body_strong);
  else
    text_line(both.take_top(px(24), px(2)), task.title, {.role = TextRole::body_strong});
  text_line(both, task.words, {.role = TextRole::caption, .color = colors().muted});
}

void draw_tasks(Box& area, ScreenContext& context, TodayState& state, std::size_t at_first) {
  const std::vector<TodayTask>& tasks = state.figures.tasks;
  Card card(area, {.gap = space::dashboard_gap});
  Box right = section_header(card.body, {.title = tr("today.to_do")});
  const std::string all = tr("today.all", {{"count", counted(tasks.size())}});
  if (tasks.size() > at_first && !state.show_all) {
    const LinkSpec spec{.label = all};
    if (link(right.take_right(link_width(spec)), "all", spec))
      state.show_all = true;
  }
  const std::size_t conflicts = context.workspace().projection().conflict_count();
  const std::string requests = requests_waiting(context);
  if (tasks.empty() && conflicts == 0 && requests.empty()) {
    status_text(card.body.take_top(px(40)), {Status::done, tr("today.nothing_to_do")});
    return;
  }
  const std::size_t shown = state.show_all ? tasks.size() : std::min(tasks.size(), at_first);
  const TaskColumns widths = columns_of(context, std::span(tasks).first(shown));
  if (!requests.empty())
    draw_waiting_task(card.body, context, widths,
                      {.id = "requests",
                       .title = tr("ui.nav_requests"),
                       .words = tr("requests.wait", {{"count", requests}}),
                       .act = tr("requests.open_tray"),
                       .chip = tr("choice.request_state.submitted"),
                       .route = {"requests", {}, {}}});
  if (conflicts > 0)
    draw_waiting_task(card.body, context, widths,
                      {.id = "conflicts",
                       .title = tr("exchange.conflicts"),
                       .words = tr("exchange.conflict_count", {{"count", counted(conflicts)}}),
                       .act = tr("exchange.to_conflicts"),
                       .chip = tr("today.to_decide"),
                       .route = {"conflicts", {}, {}}});
  for (std::size_t i = 0; i < shown; ++i)
    draw_task(card.body, context, tasks[i], widths, i == 0);
}

void draw_visit_list(Box& area, ScreenContext& context, std::string_view id, std::string_view title,
                     std::string_view part, std::span<const records::RecordId> visits,
                     std::string_view nothing, std::size_t at_first) {
  const IdScope list_scope(id);
  Card card(area, {.gap = space::dashboard_gap});
  Box right = section_header(card.body, {.title = title});
  if (visits.size() > at_first) {
    const std::string all = tr("today.all", {{"count", counted(visits.size())}});
    const LinkSpec spec{.label = all};
    if (link(right.take_right(link_width(spec)), "all", spec))
      context.go({"visits", {}, std::string(part)});
  }
  if (visits.empty())
    paragraph(card.body, nothing, {.color = colors().muted});
  Box rows = card.body.inset(-px(space::x12), 0);
  const float top = rows.y;
  const access::Part rows_part({.role = access::Role::list, .name = title, .box = rows});
  for (const records::RecordId& visit_id : visits.first(std::min(visits.size(), at_first))) {
    const audit::Inspection* visit = context.workspace().audit().inspection(visit_id);
    const audit::Factory* factory =
        visit != nullptr ? context.workspace().audit().factory(visit->factory) : nullptr;
    if (factory == nullptr)
      continue;
    const IdScope scope(records::to_string(visit_id));
    const StateWord state = state_of_visit(context.workspace(), *visit, context.input.today());
    const std::string date = list_date(visit->day(), context.input.today());
    const bool is_coming = visit->state() == audit::InspectionState::planned;
    const std::string_view beside = is_coming ? std::string_view(date) : std::string_view(state.word);
    if (small_row(rows.take_top(std::max(px(36), theme().control_height())), "visit",
                  {.label = factory->name,
                   .right = beside,
                   .right_status = is_coming ? std::nullopt : std::optional(state.status)}))
      context.go({"visit", visit_id, {}});
  }
  card.body.skip(rows.y - top);
}

void draw_chart(Box& area, ScreenContext& context, TodayState& state) {
  Card card(area, {.gap = space::dashboard_gap});
  chart_figure(card.body.take_top(px(chart_height)), "visits_chart", state.visits, state.chart,
               {.revision = state.visits_revision, .office = context.input.office}, context.requests);
}

/// A new office: the two steps that come first.
void draw_first_steps(Box& area, ScreenContext& context) {
  const workspace::Workspace& workspace = context.workspace();
  const bool has_factories = !workspace.audit().factories().empty();
  const std::string locked = forbidden_because(context, audit::Permission::import_lists);
  const std::string no_visit = forbidden_because(context, audit::Permission::inspect);
  Card card(area, {.padding_x = 32, .padding_y = 28});
  Box& body = card.body;
  heading(body.take_top(px(36)), tr("today.first_steps"), {.role = TextRole::title});
  paragraph(body, tr("today.first_steps_note"), {.color = colors().muted});
  body.skip(px(space::x24));
  const auto step = [&](std::string_view number, bool done, std::string_view title, std::string_view note) {
    Box row = body.take_top(std::max(px(56), px(28) + text_height(note, TextRole::body, body.w - px(48))),
                            px(space::x8));
    const Box disc = row.take_left(px(32), px(space::x16)).take_top(px(32));
    fill(disc, done ? colors().accent_soft : colors().accent, px(16));
    if (done)
      icon(disc, Icon::check, space::icon_button, colors().accent);
    else
      (void)draw_line(disc, number,
                      {.role = TextRole::body_strong, .color = colors().on_accent, .align = Align::center});
    text_line(row.take_top(px(28)), title, {.role = TextRole::section});
    paragraph(row, note, {.color = colors().muted});
  };
  step("1", has_factories, tr("today.step_factories"), tr("today.step_factories_note"));
  Box first = body.take_top(theme().control_height(), px(space::x24));
  (void)first.take_left(px(48));
  if (button_left(first, "import",
                  {.label = tr("factories.import_from_excel"),
                   .kind = has_factories ? ButtonKind::secondary : ButtonKind::primary,
                   .icon = Icon::file_spreadsheet,
                   .disabled_because = locked}))
    pick_factory_list(context);
  if (button_left(first, "add",
                  {.label = tr("factories.add"), .kind = ButtonKind::quiet, .disabled_because = locked}))
    context.go({"factories", {}, {}});
  step("2", false, tr("today.step_visit"), tr("today.step_visit_note"));
  Box second = body.take_top(theme().control_height());
  (void)second.take_left(px(48));
  const std::string_view why = !no_visit.empty() ? std::string_view(no_visit)
                               : has_factories   ? std::string_view()
                                                 : tr("today.factories_first");
  if (button_left(second, "visit",
                  {.label = tr("visits.start"),
                   .kind = has_factories ? ButtonKind::primary : ButtonKind::secondary,
                   .icon = Icon::clipboard_check,
                   .disabled_because = why}))
    context.go({"visits", {}, {}});
}

} // namespace

PageHeader today_header(ScreenContext& context) {
  const std::string date =
      text::format_date(context.input.today(), text::DateForm::weekday_and_short, style());
  const std::string time = text::format_time(local_time(context.input.now).time, style());
  return {.title = std::string(tr("ui.nav_today")),
          .subtitle = date + " · " + tr("today.as_of", {{"time", time}})};
}

void draw_today(ScreenContext& context) {
  TodayState& state = context.screen_state<TodayState>();
  const workspace::Workspace& workspace = context.workspace();
  if (workspace.audit().factories().empty() || workspace.audit().inspections().empty()) {
    PageColumn page(context.page, context, "first_steps", space::text_column);
    draw_first_steps(page.area, context);
    return;
  }
  state.update(workspace, context.input.today());
  PageColumn page(context.page, context, "today");
  // On a phone what is to be done comes before the figures, which are a page long there.
  const bool is_phone = page.area.w < px(520);
  if (!is_phone)
    draw_figures(page.area, context, state.figures);
  const float room = context.page.bottom() - page.area.y - px(space::margin + 32 + 4 + 2 * 16);
  const bool has_chart = state.has_chart();
  const float chart = has_chart ? px(chart_height + 2 * 16 + space::dashboard_gap) : 0;
  const float half = (room - chart - px(32 + 4 + 2 * 16 + space::dashboard_gap)) / 2;
  const bool is_wide = page.area.w >= px(960);
  const std::size_t tasks = is_wide ? rows_that_fit(room, px(task_height), tasks_at_first) : tasks_at_first;
  const std::size_t rows =
      is_wide ? rows_that_fit(half, px(36), has_chart ? rows_under_chart : rows_aside) : rows_aside;
  const auto aside = [&](Box& area) {
    if (has_chart)
      draw_chart(area, context, state);
    draw_visit_list(area, context, "coming", tr("today.coming"), "planned", state.figures.coming,
                    tr("today.none_coming"), rows);
    draw_visit_list(area, context, "completed", tr("today.completed"), "completed", state.figures.completed,
                    tr("today.none_completed"), rows);
  };
  if (!is_wide) {
    draw_tasks(page.area, context, state, tasks);
    if (is_phone)
      draw_figures(page.area, context, state.figures);
    aside(page.area);
    return;
  }
  Columns columns(page.area, {7, 5}, px(space::dashboard_gap));
  draw_tasks(columns[0], context, state, tasks);
  aside(columns[1]);
}

} // namespace truat::ui
