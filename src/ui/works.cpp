// Long work that goes on while the page is used: what, how far, and how to stop it.
#include "text/messages.h"
#include "ui/shell.h"
#include "ui/widgets/card.h"
#include "ui/widgets/floating.h"

namespace truat::ui {

void draw_works(const Box& page, ScreenContext& context) {
  if (context.input.works.empty())
    return;
  const float height = theme().control_height() + px(12 + 32);
  const auto count = static_cast<float>(context.input.works.size());
  const float width = std::min(px(420), page.w - 2 * px(space::margin_narrow));
  const Box stack{page.right() - width - px(16), page.bottom() - px(16) - count * (height + px(8)), width,
                  count * (height + px(8))};
  const FloatingWindow window("works", stack);
  const access::Part part({.role = access::Role::region, .name = text::tr("ui.works"), .box = stack});
  Box place = stack;
  for (const Work& work : context.input.works) {
    const IdScope scope(static_cast<std::size_t>(work.id));
    const Box sheet = place.take_top(height, px(8));
    floating_sheet(sheet);
    Box body = sheet.inset(px(16), px(16));
    const std::string sentence = text::tr(work.sentence);
    if (work_progress(
            body, "work",
            {.sentence = sentence, .done = work.done, .how_far = work.how_far, .can_stop = work.can_stop}))
      context.push(StopWork{work.id});
  }
}

} // namespace truat::ui
