#include "platform/cipher.h"

#include "platform/web_calls.h"

#include <charconv>

extern "C" {
// shell/library_truat_crypto.js
void truat_cipher_make(const char* list, std::uint32_t iterations, std::uint32_t ticket);
void truat_cipher_run(std::uint32_t cipher, const char* list, int opens, std::uint32_t ticket);
void truat_cipher_forget(std::uint32_t cipher);
}

namespace truat::platform {

namespace {

class BrowserCipher final : public Cipher {
public:
  explicit BrowserCipher(std::uint32_t id) : m_id(id) {}
  ~BrowserCipher() override { truat_cipher_forget(m_id); }
  BrowserCipher(const BrowserCipher&) = delete;
  BrowserCipher& operator=(const BrowserCipher&) = delete;

  void seal(const Sealing& sealing, std::string_view plain, Done<std::string> done) override {
    run(sealing, plain, 0, [done = std::move(done)](Reply reply) {
      if (reply.failed)
        done(as_failure(reply));
      else
        done(std::move(reply.parts.at(0)));
    });
  }

  void open(const Sealing& sealing, std::string_view sealed, Done<std::optional<std::string>> done) override {
    run(sealing, sealed, 1, [done = std::move(done)](Reply reply) {
      if (reply.failed)
        done(as_failure(reply));
      else if (reply.parts.empty())
        done(std::nullopt);
      else
        done(std::move(reply.parts.front()));
    });
  }

private:
  void run(const Sealing& sealing, std::string_view bytes, int opens,
           std::function<void(Reply)> answer) const {
    ListWriter list;
    list.add({reinterpret_cast<const char*>(sealing.nonce.data()), sealing.nonce.size()}); // as text
    list.add(sealing.additional);
    list.add(bytes);
    truat_cipher_run(m_id, list.finish(), opens, expect_reply(std::move(answer)));
  }

  std::uint32_t m_id;
};

} // namespace

void make_cipher(std::string_view passphrase, std::string_view salt, std::uint32_t iterations,
                 Done<std::unique_ptr<Cipher>> done) {
  ListWriter list;
  list.add(passphrase);
  list.add(salt);
  truat_cipher_make(list.finish(), iterations, expect_reply([done = std::move(done)](const Reply& reply) {
                      if (reply.failed) {
                        done(as_failure(reply));
                        return;
                      }
                      std::uint32_t id = 0;
                      const std::string& text = reply.parts.at(0);
                      std::from_chars(text.data(), text.data() + text.size(), id);
                      done(std::make_unique<BrowserCipher>(id));
                    }));
}

} // namespace truat::platform
