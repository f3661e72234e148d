#include "base/sealing.h"

#include "base/contract.h"

#include <mbedtls/gcm.h>
#include <mbedtls/pkcs5.h>

namespace truat {
namespace {

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data()); // by the name that the C library wants
}
unsigned char* octets(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

class Gcm {
public:
  explicit Gcm(const SealKey& key) {
    mbedtls_gcm_init(&m_context);
    expects(mbedtls_gcm_setkey(&m_context, MBEDTLS_CIPHER_ID_AES, key.bytes.data(), 256) == 0, "AES-256");
  }
  ~Gcm() { mbedtls_gcm_free(&m_context); }
  Gcm(const Gcm&) = delete;
  Gcm& operator=(const Gcm&) = delete;
  [[nodiscard]] mbedtls_gcm_context* context() { return &m_context; }

private:
  mbedtls_gcm_context m_context;
};

} // namespace

SealKey key_of_passphrase(std::string_view passphrase, std::string_view salt, std::uint32_t iterations) {
  expects(iterations > 0, "a derivation that costs something");
  SealKey key;
  expects(mbedtls_pkcs5_pbkdf2_hmac_ext(MBEDTLS_MD_SHA256, octets(passphrase), passphrase.size(),
                                        octets(salt), salt.size(), iterations,
                                        static_cast<std::uint32_t>(key.bytes.size()), key.bytes.data()) == 0,
          "PBKDF2");
  return key;
}

std::string seal(const SealKey& key, const Sealing& sealing, std::string_view plain) {
  Gcm gcm(key);
  std::string sealed(plain.size() + seal_tag_bytes, '\0');
  expects(mbedtls_gcm_crypt_and_tag(gcm.context(), MBEDTLS_GCM_ENCRYPT, plain.size(), sealing.nonce.data(),
                                    sealing.nonce.size(), octets(sealing.additional),
                                    sealing.additional.size(), octets(plain), octets(sealed), seal_tag_bytes,
                                    octets(sealed) + plain.size()) == 0,
          "AES-256-GCM");
  return sealed;
}

std::optional<std::string> open_sealed(const SealKey& key, const Sealing& sealing, std::string_view sealed) {
  if (sealed.size() < seal_tag_bytes)
    return std::nullopt;
  Gcm gcm(key);
  const std::size_t size = sealed.size() - seal_tag_bytes;
  std::string plain(size, '\0');
  const int outcome = mbedtls_gcm_auth_decrypt(
      gcm.context(), size, sealing.nonce.data(), sealing.nonce.size(), octets(sealing.additional),
      sealing.additional.size(), octets(sealed) + size, seal_tag_bytes, octets(sealed), octets(plain));
  if (outcome == MBEDTLS_ERR_GCM_AUTH_FAILED)
    return std::nullopt;
  expects(outcome == 0, "AES-256-GCM");
  return plain;
}

} // namespace truat
