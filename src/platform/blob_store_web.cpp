#include "platform/blob_store.h"

#include "platform/web_calls.h"

extern "C" {
// shell/library_truat_databases.js
int truat_blobs_open(const char* name);
void truat_blobs_get(int database, const char* key, std::uint32_t ticket);
void truat_blobs_put(int database, const char* changes, int urgent, std::uint32_t ticket);
void truat_blobs_keys(int database, std::uint32_t ticket);
void truat_databases_erase(int database, std::uint32_t ticket);
}

namespace truat::platform {

namespace {

class IndexedBlobs final : public BlobStore {
public:
  explicit IndexedBlobs(const std::string& database) : m_database(truat_blobs_open(database.c_str())) {}

  void get(const std::string& key, Done<std::optional<std::string>> done) override {
    truat_blobs_get(m_database, key.c_str(), expect_reply([done = std::move(done)](Reply reply) {
                      if (reply.failed)
                        done(as_failure(reply));
                      else if (reply.parts.empty())
                        done(std::nullopt);
                      else
                        done(std::move(reply.parts.front()));
                    }));
  }

  void put(std::vector<BlobChange> changes, Urgency urgency, Done<void> done) override {
    ListWriter list;
    for (const BlobChange& change : changes) {
      list.add(change.key);
      if (change.bytes)
        list.add(*change.bytes);
      else
        list.add_nothing();
    }
    truat_blobs_put(m_database, list.finish(), urgency == Urgency::page_is_closing ? 1 : 0,
                    expect_done(std::move(done)));
  }

  void keys(Done<std::vector<std::string>> done) override {
    truat_blobs_keys(m_database, expect_reply([done = std::move(done)](Reply reply) {
                       if (reply.failed)
                         done(as_failure(reply));
                       else
                         done(std::move(reply.parts));
                     }));
  }

  void erase(Done<void> done) override { truat_databases_erase(m_database, expect_done(std::move(done))); }

private:
  int m_database;
};

} // namespace

std::unique_ptr<BlobStore> open_blob_store(const std::string& database) {
  return std::make_unique<IndexedBlobs>(database);
}

} // namespace truat::platform
