#include "platform/hot_files.h"

#include "base/contract.h"
#include "platform/web_calls.h"

#include <algorithm>

extern "C" {
// shell/library_truat_hot.js
int truat_hot_open(const char* mount);
void truat_hot_populate(int mount, std::uint32_t ticket);
void truat_hot_read_raw(int mount, std::uint32_t ticket);
void truat_hot_write(int mount, const char* changes, std::uint32_t ticket);
void truat_hot_start_anew(int mount);
void truat_hot_erase(int mount, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

std::uint32_t expect_files(Done<std::vector<HotFile>> done) {
  return expect_reply([done = std::move(done)](Reply reply) {
    if (reply.failed) {
      done(as_failure(reply));
      return;
    }
    std::vector<HotFile> files;
    for (std::size_t index = 0; index + 1 < reply.parts.size(); index += 2)
      files.push_back({std::move(reply.parts[index]), std::move(reply.parts[index + 1])});
    done(std::move(files));
  });
}

class IdbfsFiles final : public HotFiles {
public:
  explicit IdbfsFiles(const std::string& mount) : m_mount(truat_hot_open(mount.c_str())) {}

  void populate(Done<std::vector<HotFile>> done) override {
    truat_hot_populate(m_mount, expect_files(std::move(done)));
  }
  void read_raw(Done<std::vector<HotFile>> done) override {
    truat_hot_read_raw(m_mount, expect_files(std::move(done)));
  }

  void write(std::vector<FileChange> changes, Done<void> done) override {
    expects(std::ranges::any_of(
                changes, [](const FileChange& change) { return change.path == guard_path && change.bytes; }),
            "a write of the guard");
    ListWriter list;
    for (const FileChange& change : changes) {
      list.add(change.path);
      if (change.bytes)
        list.add(*change.bytes);
      else
        list.add_nothing();
    }
    truat_hot_write(m_mount, list.finish(), expect_done(std::move(done)));
  }

  void start_anew() override { truat_hot_start_anew(m_mount); }
  void erase(Done<void> done) override { truat_hot_erase(m_mount, expect_done(std::move(done))); }

private:
  int m_mount;
};

} // namespace

std::unique_ptr<HotFiles> open_hot_files(const std::string& mount) {
  return std::make_unique<IdbfsFiles>(mount);
}

} // namespace truat::platform
