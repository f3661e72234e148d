#include "ui/screens/export_reminder.h"

#include "text/messages.h"
#include "text/numbers.h"
#include "ui/screens/shared_words.h"

namespace truat::ui {
namespace {

constexpr std::int64_t days_until_reminder = 7;
constexpr std::size_t commits_until_reminder = 200;

} // namespace

ChipSpec export_reminder(const ScreenContext& context, std::string& words) {
  using text::tr;
  const bool has_records = !context.workspace().audit().factories().empty();
  const std::size_t since = context.input.unexported_commits;
  if (!context.input.exported_at) {
    words = tr("exchange.never_exported");
    return {has_records ? Status::due : Status::not_applicable, words};
  }
  const std::int64_t days = days_between(local_time(*context.input.exported_at).date, context.input.today());
  words = tr("exchange.last_export", {{"when", shown_instant(*context.input.exported_at)}});
  if (since > 0)
    words += " · " + tr("storage_page.since_export",
                        {{"count", text::format_number(static_cast<std::int64_t>(since))}});
  const bool is_due = since > 0 && (days >= days_until_reminder || since >= commits_until_reminder);
  return {has_records && is_due ? Status::due : Status::done, words};
}

} // namespace truat::ui
