#include "ui/screens/receipts_screen.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"
#include "ui/screens/exchange_size.h"
#include "ui/screens/page_parts.h"
#include "ui/screens/shared_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/list.h"
#include "ui/widgets/paint.h"

#include <algorithm>
#include <span>

namespace truat::ui {
namespace {

using records::ImportReceipt;
using text::tr;

struct ReceiptsState {
  ReceiptList list;
  std::optional<std::pair<std::size_t, bool>>
      asked_at; ///< size of the log, and whether a merge can be undone
};

constexpr std::size_t latest = 3;

std::string counted(std::uint64_t count) {
  return text::format_number(static_cast<std::int64_t>(count));
}

/// Asked for when it is first shown, and after each change that could have left or marked one.
ReceiptsState& state_of(ScreenContext& context) {
  ReceiptsState& state = context.screen_state<ReceiptsState>();
  const auto now = std::pair(context.workspace().ledger().log().size(), context.input.can_restore);
  if (state.asked_at != now) {
    state.asked_at = now;
    context.push(ListReceipts{});
  }
  while (auto list = context.state.inbox.take<ReceiptList>())
    state.list = std::move(*list);
  return state;
}

ChipSpec chip_of(const ImportReceipt& receipt) {
  switch (receipt.state) {
  case ImportReceipt::State::taken:
    return {Status::done, tr("receipts.taken")};
  case ImportReceipt::State::restored:
    return {Status::not_applicable, tr("receipts.restored")};
  case ImportReceipt::State::begun:
    break;
  }
  return {Status::due, tr("receipts.begun")};
}

std::string from_words(const ImportReceipt& receipt) {
  std::string words;
  for (const std::string& part : {receipt.person, receipt.workstation, receipt.office})
    if (!part.empty())
      words += (words.empty() ? "" : " · ") + part;
  return words.empty() ? std::string(tr("receipts.from_unknown")) : words;
}

void draw_list(Box& area, ScreenContext& context, std::span<const ImportReceipt> receipts) {
  const access::Part part({.role = access::Role::list, .name = tr("receipts.title"), .box = area});
  for (const ImportReceipt& receipt : receipts) {
    const IdScope scope(static_cast<std::size_t>(receipt.number));
    const std::string second = from_words(receipt);
    const std::string date = list_date(local_time(receipt.imported_at).date, context.input.today());
    if (list_row(area.take_top(px(list_row_height)), "receipt",
                 {.title = receipt.file,
                  .second_line = second,
                  .date = date,
                  .chip = chip_of(receipt),
                  .opens = true}))
      context.go({"receipts", {}, std::to_string(receipt.number)});
  }
}

void draw_receipt(Box& area, const ScreenContext& context, const ImportReceipt& receipt) {
  Card card(area);
  section_header(card.body, {.title = receipt.file, .muted = shown_size(receipt.bytes)});
  status_text(card.body.take_top(px(32)), chip_of(receipt));
  const auto row = [&card](std::string_view key, const std::string& value) {
    key_value(card.body, {.key = tr(key), .value = value, .key_width = 180});
  };
  const auto moment = [](const std::optional<Instant>& instant) {
    return instant ? shown_instant(*instant) : std::string();
  };
  row("receipts.number", counted(receipt.number));
  row("receipts.imported_at", shown_instant(receipt.imported_at));
  row("receipts.imported_by", context.workspace().person_name(receipt.imported_by));
  if (receipt.restored_at)
    row("receipts.restored_at", moment(receipt.restored_at));
  row("receipts.from", from_words(receipt));
  row("receipts.replica", receipt.replica ? records::to_string(*receipt.replica) : std::string());
  row("receipts.exported_at", moment(receipt.exported_at));
  if (receipt.first_change && receipt.last_change)
    row("receipts.period",
        text::format_date_range(local_time(*receipt.first_change).date, local_time(*receipt.last_change).date,
                                text::date_style(text::language())));
  row("receipts.records", tr("receipts.record_counts", {{"fresh", counted(receipt.new_records)},
                                                        {"changed", counted(receipt.changed_records)},
                                                        {"conflicts", counted(receipt.records_in_conflict)},
                                                        {"known", counted(receipt.known_records)}}));
  row("receipts.commits", tr("receipts.commit_counts", {{"fresh", counted(receipt.new_commits)},
                                                        {"known", counted(receipt.known_commits)}}));
  row("receipts.photos", counted(receipt.photos));
  paragraph(card.body, tr("receipts.digest", {{"digest", to_hex(receipt.manifest)}}),
            {.role = TextRole::caption, .color = colors().muted});
}

/// What could not be read, and why the list is not there.
void draw_problems(Box& area, const ReceiptList& list) {
  if (list.error)
    (void)banner(area, "error", {.status = Status::failed, .sentence = tr(*list.error)});
  if (list.unreadable > 0)
    paragraph(area, tr("receipts.unreadable", {{"count", std::to_string(list.unreadable)}}),
              {.role = TextRole::caption, .color = colors().muted});
}

} // namespace

PageHeader receipts_header(ScreenContext&) {
  return {.title = std::string(tr("receipts.title")), .can_go_back = true};
}

void draw_receipts(ScreenContext& context) {
  const ReceiptList& list = state_of(context).list;
  PageColumn page(context.page, context, "receipts", space::text_column);
  const auto chosen = std::ranges::find_if(list.receipts, [&](const ImportReceipt& receipt) {
    return std::to_string(receipt.number) == context.route().part;
  });
  if (chosen != list.receipts.end()) {
    draw_receipt(page.area, context, *chosen);
    return;
  }
  draw_problems(page.area, list);
  Card card(page.area);
  if (list.receipts.empty())
    paragraph(card.body, tr("receipts.none"), {.color = colors().muted});
  draw_list(card.body, context, list.receipts);
}

void draw_latest_receipts(Box& area, ScreenContext& context) {
  const ReceiptList& list = state_of(context).list;
  if (list.receipts.empty() && !list.error && list.unreadable == 0)
    return;
  Card card(area);
  Box right = section_header(card.body, {.title = tr("receipts.title")});
  const LinkSpec all{.label = tr("receipts.all")};
  if (list.receipts.size() > latest && link(right.take_right(link_width(all)), "all", all))
    context.go({"receipts", {}, {}});
  draw_problems(card.body, list);
  draw_list(card.body, context, std::span(list.receipts).first(std::min(latest, list.receipts.size())));
}

} // namespace truat::ui
