// The sections of the checklist with their progress, and the papers of the visit below them.
#include "audit/signing_verbs.h"
#include "text/messages.h"
#include "ui/screens/visit_state.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <array>

namespace truat::ui {
namespace {

using text::tr;

std::string fraction(std::size_t part, std::size_t whole) {
  return std::to_string(part) + "/" + std::to_string(whole);
}

float share(const forms::Tally& tally) {
  return tally.questions == 0 ? 0.0F
                              : static_cast<float>(tally.answered) / static_cast<float>(tally.questions);
}

/// ✓ only when the section is complete with nothing failed.
std::optional<Status> shape_of(const forms::Tally& tally) {
  if (tally.failed > 0)
    return Status::failed;
  return tally.questions > 0 && tally.answered == tally.questions && tally.complete()
             ? std::optional(Status::done)
             : std::nullopt;
}

bool section_row(Box& area, const VisitFrame& frame, const forms::SectionState& section) {
  const IdScope scope(section.section->key);
  const Box box = area.take_top(px(52), px(2));
  const bool selected = frame.state.page == section.section->key;
  const std::string title = in_language(section.section->title);
  const std::string progress = fraction(section.tally.answered, section.tally.questions);
  const Press press = press_area(box, id_of("section"),
                                 {.role = access::Role::tab,
                                  .name = section.section->number + " " + title,
                                  .value = progress,
                                  .state = {.selected = selected}});
  if (selected)
    fill(box, colors().accent_soft, px(space::radius_control));
  else if (press.hovered)
    fill(box, colors().sunken, px(space::radius_control));
  if (selected)
    fill({box.x, box.y + px(6), px(space::selection_edge), box.h - px(12)}, colors().accent);
  Box inside = box.inset(px(space::x12), 0);
  Box line = inside.take_top(px(38));
  draw_line(line.take_left(px(20)), section.section->number, {.color = colors().muted});
  const Box count = line.take_right(text_width(progress, TextRole::caption) + px(2), px(space::x4));
  draw_line(count, progress, {.role = TextRole::caption, .color = colors().muted, .align = Align::right});
  if (const auto shape = shape_of(section.tally)) {
    if (section.tally.failed > 0) {
      const std::string failed = std::to_string(section.tally.failed);
      draw_line(line.take_right(text_width(failed, TextRole::caption) + px(2), px(4)), failed,
                {.role = TextRole::caption, .color = colors().status(Status::failed).ink});
    }
    status_shape(line.take_right(px(16), px(space::x4)), *shape, 16,
                 selected ? colors().accent_soft : colors().surface);
  }
  const forms::Bilingual& brief = section.section->short_title;
  const bool fits =
      brief.thai.empty() || text_width(title, selected ? TextRole::body_strong : TextRole::body) <= line.w;
  draw_line(line, fits ? title : in_language(brief),
            {.role = selected ? TextRole::body_strong : TextRole::body,
             .color = selected ? colors().accent : default_ink});
  progress_bar(inside.take_top(px(4)), {.done = share(section.tally), .complete_is_soft = !selected});
  focus_ring(press.ring ? box : Box{}, px(space::radius_control));
  return press.pressed;
}

struct Paper {
  std::string_view page;
  std::string_view label;
  Icon icon;
  std::string count;
};

std::vector<Paper> papers_of(const VisitFrame& frame) {
  const audit::SigningState signing = audit::signing_state(frame.audit(), frame.visit.id);
  const auto count = [](std::size_t number) { return number == 0 ? std::string() : std::to_string(number); };
  return {{visit_page::details, "visit.details", Icon::clipboard_list, {}},
          {visit_page::samples, "visit.samples", Icon::flask_conical,
           count(frame.audit().samples_of(frame.visit.id).size())},
          {visit_page::findings, "visit.findings", Icon::triangle_alert,
           count(frame.audit().findings_of(frame.visit.id).size())},
          {visit_page::signing, "visit.signing", Icon::pen_line,
           fraction(signing.signed_count, signing.expected.size())},
          {visit_page::history, "visit.history", Icon::history, {}}};
}

} // namespace

void draw_visit_sections(Box area, const VisitFrame& frame) {
  fill(area, colors().surface);
  vertical_line(area.right() - 1, area.y, area.h, colors().divider);
  Box inside = area.inset(px(space::x8), px(space::x16));
  Box head = inside.take_top(px(28), px(space::x4)).inset(px(space::x12), 0);
  const forms::Tally& tally = frame.evaluation.tally;
  if (tally.failed > 0) {
    const std::string failed = tr("visit.failed_count", {{"count", std::to_string(tally.failed)}});
    const ChipSpec spec{Status::failed, failed};
    status_text(head.take_right(status_text_width(spec), px(space::x8)), spec, TextRole::body, Align::right);
  }
  text_line(head,
            tr("visit.answered_of_all",
               {{"answered", std::to_string(tally.answered)}, {"count", std::to_string(tally.questions)}}),
            {.role = TextRole::body_strong});
  progress_bar(inside.take_top(px(4), px(space::x16)).inset(px(space::x12), 0),
               {.done = share(tally),
                .name = tr("visit.progress"),
                .value = fraction(tally.answered, tally.questions)});

  const access::Part part({.role = access::Role::tab_list, .name = tr("visit.pages"), .box = inside});
  const std::vector<Paper> papers = papers_of(frame);
  Box foot = inside.take_bottom(static_cast<float>(papers.size()) * theme().control_height(), px(space::x8));
  {
    ScrollArea scroll(inside, "sections");
    for (const forms::SectionState& section : frame.evaluation.sections)
      if (section_row(scroll.content, frame, section))
        frame.show(section.section->key);
  }
  for (const Paper& paper : papers) {
    if (small_row(foot.take_top(theme().control_height()), paper.page,
                  {.label = tr(paper.label),
                   .icon = paper.icon,
                   .right = paper.count,
                   .selected = frame.state.page == paper.page,
                   .role = access::Role::tab}))
      frame.show(paper.page);
  }
}

void draw_visit_section_strip(const Box& box, const VisitFrame& frame) {
  fill(box, colors().surface);
  horizontal_line(box.x, box.bottom() - 1, box.w, colors().divider);
  std::vector<std::string> labels;
  std::vector<std::string> counts;
  std::vector<std::string> pages;
  std::vector<std::optional<Status>> shapes;
  for (const forms::SectionState& section : frame.evaluation.sections) {
    const forms::Bilingual& title = section.section->short_title;
    labels.push_back(in_language(title.thai.empty() ? section.section->title : title));
    pages.push_back(section.section->key);
    shapes.push_back(shape_of(section.tally));
    const bool complete = section.tally.answered == section.tally.questions;
    counts.push_back(complete ? std::string() : fraction(section.tally.answered, section.tally.questions));
  }
  for (const Paper& paper : papers_of(frame)) {
    labels.emplace_back(tr(paper.label));
    pages.emplace_back(paper.page);
    shapes.push_back(std::nullopt);
    counts.push_back(paper.count);
  }
  std::vector<Tab> strip;
  int chosen = -1;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    strip.push_back({.label = labels[i], .status = shapes[i], .count = counts[i]});
    if (pages[i] == frame.state.page)
      chosen = static_cast<int>(i);
  }
  if (tabs(box, "strip", chosen, strip, px(space::margin_narrow)) && chosen >= 0)
    frame.show(pages[static_cast<std::size_t>(chosen)]);
}

} // namespace truat::ui
