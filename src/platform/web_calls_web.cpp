#include "platform/web_calls.h"

#include "base/contract.h"
#include "platform/wake.h"

#include <emscripten/emscripten.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>

namespace truat::platform {

namespace {

struct Ticket {
  std::function<void(Reply)> on_reply;
  bool once = true;
};

struct Tickets {
  std::map<std::uint32_t, std::shared_ptr<Ticket>> open;
  std::uint32_t last = 0;
};

Tickets& tickets() {
  static Tickets the_tickets;
  return the_tickets;
}

std::uint32_t expect(std::function<void(Reply)> on_reply, bool once) {
  Tickets& all = tickets();
  all.open[++all.last] = std::make_shared<Ticket>(Ticket{std::move(on_reply), once});
  return all.last;
}

constexpr std::uint32_t nothing = 0xFFFFFFFF;

std::uint32_t read_number(const std::uint8_t* at) {
  std::uint32_t number = 0;
  std::memcpy(&number, at, sizeof number);
  return number;
}

void append_number(std::string& block, std::uint32_t number) {
  block.append(reinterpret_cast<const char*>(&number), sizeof number);
}

struct Word {
  std::string_view word;
  const char* key;
};

constexpr Word words[] = {
    {"unreadable", "platform.store_unreadable"},
    {"no_storage", "platform.no_storage"},
    {"full", "platform.storage_full"},
    {"failed", "platform.write_failed"},
    {"overtaken", "platform.overtaken"},
    {"gone", "platform.store_gone"},
    {"not_populated", "platform.not_populated"},
    {"file_unreadable", "platform.file_unreadable"},
    {"photo_heic", "platform.photo_heic"},
    {"photo_unreadable", "platform.photo_unreadable"},
    {"photo_too_large", "platform.photo_too_large"},
    {"clipboard_refused", "platform.clipboard_refused"},
    {"picture_not_drawn", "platform.picture_not_drawn"},
    {"position_refused", "platform.position_refused"},
    {"position_unavailable", "platform.position_unavailable"},
    {"position_timeout", "platform.position_timeout"},
    {"position_unsupported", "platform.position_unsupported"},
    {"worker_failed", "platform.worker_failed"},
    {"print_failed", "platform.print_failed"},
    {"share_refused", "platform.share_refused"},
    {"no_secure_context", "platform.no_secure_context"},
    {"key_not_kept", "platform.key_not_kept"},
    {"no_key", "platform.no_key"},
    {"crypto_failed", "platform.crypto_failed"},
};

} // namespace

std::uint32_t expect_reply(std::function<void(Reply)> on_reply) {
  return expect(std::move(on_reply), true);
}
std::uint32_t expect_events(std::function<void(Reply)> on_event) {
  return expect(std::move(on_event), false);
}
void forget_ticket(std::uint32_t ticket) {
  tickets().open.erase(ticket);
}

std::unexpected<Error> as_failure(const Reply& reply, std::string_view file) {
  const std::string word = reply.parts.empty() ? std::string() : reply.parts.front();
  std::vector<Argument> arguments = {{"reason", reply.parts.size() > 1 ? reply.parts[1] : std::string()}};
  if (!file.empty())
    arguments.push_back({"file", std::string(file)});
  for (const Word& known : words)
    if (known.word == word)
      return failure(known.key, std::move(arguments));
  return failure("platform.write_failed", std::move(arguments));
}

std::uint32_t expect_done(Done<void> done) {
  return expect_reply([done = std::move(done)](const Reply& reply) {
    if (reply.failed)
      done(as_failure(reply));
    else
      done({});
  });
}

std::vector<std::string> take_list(std::uint8_t* block) {
  std::vector<std::string> parts;
  const std::uint32_t count = read_number(block);
  const std::uint8_t* at = block + 4;
  parts.reserve(count);
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::uint32_t length = read_number(at);
    parts.emplace_back(reinterpret_cast<const char*>(at + 4), length);
    at += 4 + length;
  }
  std::free(block);
  return parts;
}

void ListWriter::add(std::string_view bytes) {
  expects(bytes.size() < nothing, "a part below 4 GB");
  append_number(m_block, static_cast<std::uint32_t>(bytes.size()));
  m_block += bytes;
  ++m_count;
}

void ListWriter::add_nothing() {
  append_number(m_block, nothing);
  ++m_count;
}

const char* ListWriter::finish() {
  std::memcpy(m_block.data(), &m_count, sizeof m_count);
  return m_block.data();
}

} // namespace truat::platform

extern "C" EMSCRIPTEN_KEEPALIVE void truat_wake() {
  truat::platform::wake();
}

extern "C" EMSCRIPTEN_KEEPALIVE void truat_reply(std::uint32_t ticket, int failed, std::uint8_t* list) {
  using namespace truat::platform;
  Reply reply{failed != 0, take_list(list)};
  auto& open = tickets().open;
  const auto found = open.find(ticket);
  if (found == open.end())
    return;
  const std::shared_ptr<Ticket> taken = found->second;
  if (taken->once)
    open.erase(found);
  taken->on_reply(std::move(reply));
  wake();
}
