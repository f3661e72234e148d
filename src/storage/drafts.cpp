#include "storage/drafts.h"

#include "base/json.h"
#include "base/sort.h"

namespace truat::storage {

namespace {

constexpr std::int32_t pause_ms = 500;
constexpr int draft_version = 1;

std::string slot_key(const records::RecordId& record, std::string_view field) {
  return to_string(record) + "/" + std::string(field);
}

std::string encode(const Draft& draft) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("field").string(draft.field);
  writer.key("format").string("truat-draft");
  writer.key("heads").begin_array();
  for (const records::OperationId& head : draft.opened_heads)
    writer.string(to_string(head));
  writer.end_array();
  writer.key("record").string(to_string(draft.record));
  writer.key("text").string(draft.text);
  writer.key("time").string(to_iso(draft.time));
  writer.key("version").integer(draft_version);
  writer.end_object();
  return writer.take();
}

std::optional<Draft> decode(std::string_view bytes) {
  const auto document = parse_json(bytes);
  if (!document)
    return std::nullopt;
  const JsonView root = document->root();
  const auto record = records::parse_record_id(root["record"].string().value_or(""));
  const auto time = parse_iso_instant(root["time"].string().value_or(""));
  const auto field = root["field"].string();
  const auto text = root["text"].string();
  if (root["format"].string() != "truat-draft" || root["version"].integer() != draft_version || !record ||
      !time || !field || !text || !root["heads"].is_array())
    return std::nullopt;
  Draft draft{*record, std::string(*field), {}, std::string(*text), *time};
  bool good = true;
  root["heads"].for_each_element([&](JsonView element) {
    if (const auto head = records::parse_operation_id(element.string().value_or("")))
      draft.opened_heads.push_back(*head);
    else
      good = false;
  });
  if (!good)
    return std::nullopt;
  return draft;
}

/// Reads the slots one after the other.
struct Loading : std::enable_shared_from_this<Loading> {
  platform::BlobStore* blobs = nullptr;
  platform::Done<std::vector<Draft>> done;
  std::vector<std::string> keys;
  std::size_t at = 0;
  std::vector<Draft> drafts;

  void next() {
    if (at == keys.size()) {
      truat::sort(drafts, [](const Draft& one, const Draft& other) { return one.time > other.time; });
      done(std::move(drafts));
      return;
    }
    blobs->get(keys[at], [self = shared_from_this()](Result<std::optional<std::string>> bytes) {
      if (!bytes) {
        self->done(std::unexpected(bytes.error()));
        return;
      }
      if (*bytes)
        if (auto draft = decode(**bytes))
          self->drafts.push_back(std::move(*draft));
      ++self->at;
      self->next();
    });
  }
};

} // namespace

Drafts::Drafts(platform::BlobStore& blobs, platform::Timers& timers, Clock& clock)
    : m_blobs(&blobs), m_timers(&timers), m_clock(&clock) {}

Drafts::~Drafts() {
  if (m_timer != 0)
    m_timers->cancel(m_timer);
}

void Drafts::load(platform::Done<std::vector<Draft>> done) {
  auto loading = std::make_shared<Loading>();
  loading->blobs = m_blobs;
  loading->done = std::move(done);
  m_blobs->keys([loading](Result<std::vector<std::string>> keys) {
    if (!keys) {
      loading->done(std::unexpected(keys.error()));
      return;
    }
    loading->keys = std::move(*keys);
    loading->next();
  });
}

void Drafts::typed(const records::RecordId& record, std::string_view field,
                   std::vector<records::OperationId> opened_heads, std::string_view text) {
  m_waiting[slot_key(record, field)] =
      Draft{record, std::string(field), std::move(opened_heads), std::string(text), m_clock->now()};
  write_later();
}

void Drafts::forget(const records::RecordId& record, std::string_view field) {
  m_waiting[slot_key(record, field)] = std::nullopt;
  write_later();
}

void Drafts::write_later() {
  if (m_timer == 0)
    m_timer = m_timers->after(pause_ms, [this] {
      m_timer = 0;
      flush(platform::Urgency::normal);
    });
}

void Drafts::flush(platform::Urgency urgency) {
  if (m_waiting.empty())
    return;
  std::vector<platform::BlobChange> changes;
  for (const auto& [key, draft] : m_waiting)
    changes.push_back({key, draft ? std::optional(encode(*draft)) : std::nullopt});
  auto sent = std::exchange(m_waiting, {});
  m_blobs->put(
      std::move(changes), urgency,
      [alive = std::weak_ptr<bool>(m_alive), this, sent = std::move(sent)](Result<void> outcome) mutable {
        if (alive.expired())
          return;
        if (outcome) {
          m_problem.reset();
          return;
        }
        m_problem = outcome.error();
        // What was typed since stands; the rest is tried again.
        m_waiting.merge(sent);
        write_later();
      });
}

} // namespace truat::storage
