#include "platform/files.h"

#include "base/contract.h"
#include "platform/web_calls.h"

#include <charconv>
#include <utility>

extern "C" {
// shell/library_truat_files.js
void truat_files_pick(const char* accept, int several, int camera, std::uint32_t ticket);
void truat_files_watch_drops(std::uint32_t drop_ticket, std::uint32_t hover_ticket);
void truat_files_read(std::uint32_t file, double offset, double length, std::uint32_t ticket);
void truat_files_release(std::uint32_t file);
std::uint32_t truat_outgoing_open(const char* name, const char* media_type);
void truat_outgoing_append(std::uint32_t file, const char* bytes, int length);
void truat_outgoing_close(std::uint32_t file);
void truat_outgoing_save(std::uint32_t file);
void truat_outgoing_show(std::uint32_t file);
int truat_files_can_share();
void truat_outgoing_share(std::uint32_t file, std::uint32_t ticket);
void truat_outgoing_print(std::uint32_t file, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

template <class Number>
Number number_of(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<PickedFile> files_of(Reply reply) {
  std::vector<PickedFile> files;
  for (std::size_t index = 0; index + 3 < reply.parts.size(); index += 4)
    files.push_back({number_of<std::uint32_t>(reply.parts[index]), std::move(reply.parts[index + 1]),
                     std::move(reply.parts[index + 2]), number_of<std::uint64_t>(reply.parts[index + 3])});
  return files;
}

} // namespace

void pick_files(const PickRequest& request, std::function<void(std::vector<PickedFile>)> picked) {
  truat_files_pick(
      request.accept.c_str(), request.several == Several::yes ? 1 : 0,
      request.from_camera == FromCamera::yes ? 1 : 0,
      expect_reply([picked = std::move(picked)](Reply reply) { picked(files_of(std::move(reply))); }));
}

void on_files_dropped(std::function<void(std::vector<PickedFile>)> dropped,
                      std::function<void(bool hovering)> hovering) {
  truat_files_watch_drops(
      expect_events([dropped = std::move(dropped)](Reply reply) { dropped(files_of(std::move(reply))); }),
      expect_events(
          [hovering = std::move(hovering)](const Reply& reply) { hovering(!reply.parts.at(0).empty()); }));
}

void read_slice(std::uint32_t file, std::uint64_t offset, std::uint64_t length, Done<std::string> done) {
  truat_files_read(file, static_cast<double>(offset), static_cast<double>(length),
                   expect_reply([done = std::move(done)](Reply reply) {
                     if (reply.failed)
                       done(as_failure(reply, reply.parts.at(1)));
                     else
                       done(std::move(reply.parts.at(0)));
                   }));
}

void release_file(std::uint32_t file) {
  truat_files_release(file);
}

bool can_share_files() {
  return truat_files_can_share() != 0;
}

OutgoingFile::OutgoingFile(std::string name, std::string media_type)
    : m_id(truat_outgoing_open(name.c_str(), media_type.c_str())) {}

OutgoingFile::~OutgoingFile() {
  if (m_id != 0)
    truat_outgoing_close(m_id);
}

OutgoingFile::OutgoingFile(OutgoingFile&& other) noexcept
    : m_id(std::exchange(other.m_id, 0)), m_size_bytes(other.m_size_bytes) {}

OutgoingFile& OutgoingFile::operator=(OutgoingFile&& other) noexcept {
  std::swap(m_id, other.m_id);
  std::swap(m_size_bytes, other.m_size_bytes);
  return *this;
}

void OutgoingFile::append(std::string_view bytes) {
  expects(m_id != 0, "a file that was not moved away");
  truat_outgoing_append(m_id, bytes.data(), static_cast<int>(bytes.size()));
  m_size_bytes += bytes.size();
}

void OutgoingFile::save() {
  truat_outgoing_save(m_id);
}
void OutgoingFile::open() {
  truat_outgoing_show(m_id);
}
void OutgoingFile::share(Done<bool> done) {
  truat_outgoing_share(m_id, expect_reply([done = std::move(done)](const Reply& reply) {
                         if (reply.failed)
                           done(as_failure(reply));
                         else
                           done(!reply.parts.at(0).empty());
                       }));
}
void OutgoingFile::print(Done<void> done) {
  truat_outgoing_print(m_id, expect_done(std::move(done)));
}

} // namespace truat::platform
