#include "app/kept_content.h"

#include <utility>

namespace truat::app {
namespace {

constexpr const char* heads_key = "heads";
constexpr const char* newer_key = "newer";

} // namespace

KeptContent::KeptContent(platform::BlobStore& cold, std::function<void(Error)> failed)
    : m_cold(cold), m_failed(std::move(failed)) {}

void KeptContent::load() {
  m_is_loaded = false;
  m_cold.get(heads_key, [this](const Result<std::optional<std::string>>& kept) {
    if (!kept) {
      m_failed(kept.error());
      return;
    }
    std::string_view rest = *kept ? std::string_view(**kept) : std::string_view();
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (auto head = records::decode_head(line))
        m_heads.add(std::move(*head));
      else
        m_failed(std::move(head.error()));
    }
    load_newer();
  });
}

void KeptContent::load_newer() {
  m_cold.get(newer_key, [this](const Result<std::optional<std::string>>& kept) {
    const auto newer = kept && *kept ? exchange::parse_newer_content(**kept) : exchange::NewerContent();
    if (!kept || !newer) {
      m_failed(kept ? newer.error() : kept.error());
      return;
    }
    exchange::join(m_newer, *newer);
    m_is_loaded = true;
    if (std::exchange(m_has_more, false))
      keep();
  });
}

void KeptContent::take(std::vector<records::SignedHead> heads, const exchange::NewerContent& newer,
                       const records::Log& log) {
  for (records::SignedHead& head : heads)
    m_heads.add(std::move(head));
  exchange::join(m_newer, newer);
  m_heads.settle(log);
  keep();
}

void KeptContent::take(const records::Heads& heads, const records::Log& log) {
  m_heads.join(heads);
  m_heads.settle(log);
  keep();
}

void KeptContent::forget_unknown(const records::Log& log) {
  records::Heads known;
  for (const auto& [line, head] : m_heads.all())
    if (log.find(head.statement.id()))
      known.add(head);
  m_heads = std::move(known);
  keep();
}

/// Not before all that is kept is known: it would be written over.
void KeptContent::keep() {
  if (!m_is_loaded) {
    m_has_more = true;
    return;
  }
  std::string lines;
  for (const auto& [line, head] : m_heads.all())
    lines += line + "\n";
  m_cold.put({{heads_key, std::move(lines)}, {newer_key, exchange::to_text(m_newer)}},
             platform::Urgency::normal, [this](const Result<void>& kept) {
               if (!kept)
                 m_failed(kept.error());
             });
}

} // namespace truat::app
