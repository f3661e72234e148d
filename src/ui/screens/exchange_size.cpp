#include "ui/screens/exchange_size.h"

#include "text/numbers.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace truat::ui {
namespace {

/// Quotes, key and hash around a photo's bytes.
constexpr std::uint64_t photo_line = 100;

} // namespace

void ExchangeSize::update(const workspace::Workspace& workspace) {
  const records::Log& log = workspace.ledger().log();
  if (m_workspace != &workspace || log.size() < m_counted)
    *this = {};
  const bool is_first = m_workspace == nullptr;
  m_workspace = &workspace;
  count_log(log);
  if (is_first || workspace.projection().revision() != m_revision)
    count_photos(workspace);
  m_revision = workspace.projection().revision();
}

void ExchangeSize::count_log(const records::Log& log) {
  for (; m_counted < log.size(); ++m_counted) {
    m_log_bytes += log.header_line(m_counted).size() + 2;
    for (std::size_t i = 0; i < log.operation_count(m_counted); ++i)
      m_log_bytes += log.operation_line(m_counted, i).size() + 2;
  }
}

void ExchangeSize::count_photos(const workspace::Workspace& workspace) {
  std::set<std::string_view> seen;
  m_photo_bytes = 0;
  for (const records::RecordId& id : workspace.projection().records(audit::photo_kind)) {
    const audit::Photo* photo = workspace.audit().photo(id);
    if (photo == nullptr || !seen.insert(photo->sha256).second)
      continue;
    const auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, photo->byte_count.value_or(0)));
    m_photo_bytes += (bytes + 2) / 3 * 4 + photo_line;
  }
  m_photos = seen.size();
}

std::string shown_size(std::uint64_t bytes) {
  constexpr std::uint64_t kilo = 1000, mega = 1'000'000, giga = 1'000'000'000;
  const auto tenths = [](std::uint64_t value, std::uint64_t unit) {
    return text::format_decimal(Decimal{static_cast<std::int64_t>((value * 10 + unit / 2) / unit), 1});
  };
  if (bytes >= giga)
    return tenths(bytes, giga) + " GB";
  if (bytes >= mega)
    return tenths(bytes, mega) + " MB";
  return text::format_number(static_cast<std::int64_t>((bytes + kilo - 1) / kilo)) + " kB";
}

} // namespace truat::ui
