#include "app/recipients.h"

#include "base/json.h"
#include "records/ids.h"

#include <algorithm>
#include <utility>

namespace truat::app {
namespace {

constexpr std::string_view recipients_key = "truat.recipients";
constexpr std::size_t most_recipients = 30;

} // namespace

std::vector<SentTo> load_recipients(platform::Preferences& preferences) {
  std::vector<SentTo> all;
  const auto document = parse_json(preferences.get(recipients_key).value_or("[]"));
  if (!document)
    return all;
  document->root().for_each_element([&all](JsonView each) {
    const auto name = each["name"].string();
    const auto sent_at = parse_iso_instant(each["sent_at"].string().value_or(""));
    if (!name || !sent_at)
      return;
    SentTo sent{std::string(*name), *sent_at, {}};
    each["known"].for_each_member([&sent](std::string_view replica, JsonView sequence) {
      const auto id = records::parse_replica_id(replica);
      if (const auto last = sequence.integer(); id && last && *last > 0)
        sent.known[*id] = static_cast<std::uint64_t>(*last);
    });
    all.push_back(std::move(sent));
  });
  return all;
}

void remember_recipient(platform::Preferences& preferences, SentTo sent) {
  std::vector<SentTo> all = load_recipients(preferences);
  std::erase_if(all, [&sent](const SentTo& each) { return each.name == sent.name; });
  all.insert(all.begin(), std::move(sent));
  all.resize(std::min(all.size(), most_recipients));
  JsonWriter writer;
  writer.begin_array();
  for (const SentTo& each : all) {
    writer.begin_object().key("known").begin_object();
    for (const auto& [replica, last] : each.known) // ids are written in the order of their bytes
      writer.key(to_string(replica)).integer(static_cast<std::int64_t>(last));
    writer.end_object()
        .key("name")
        .string(each.name)
        .key("sent_at")
        .string(to_iso(each.sent_at))
        .end_object();
  }
  writer.end_array();
  preferences.set(recipients_key, writer.take());
}

} // namespace truat::app
