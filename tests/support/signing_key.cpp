#include "support/signing_key.h"

#include "base/contract.h"
#include "base/sha256.h"

#include <mbedtls/ecdsa.h>

#include <cstddef>

namespace truat::test {
namespace {

/// Only blinds the arithmetic against onlookers; nothing depends on it.
int count_up(void* state, unsigned char* out, std::size_t length) {
  auto& next = *static_cast<std::uint8_t*>(state);
  for (std::size_t at = 0; at < length; ++at)
    out[at] = ++next;
  return 0;
}

struct Curve {
  Curve() {
    mbedtls_ecp_group_init(&group);
    mbedtls_mpi_init(&number);
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    mbedtls_ecp_point_init(&point);
    expects(mbedtls_ecp_group_load(&group, MBEDTLS_ECP_DP_SECP256R1) == 0, "P-256 is compiled in");
  }
  ~Curve() {
    mbedtls_ecp_point_free(&point);
    mbedtls_mpi_free(&s);
    mbedtls_mpi_free(&r);
    mbedtls_mpi_free(&number);
    mbedtls_ecp_group_free(&group);
  }
  Curve(const Curve&) = delete;
  Curve& operator=(const Curve&) = delete;

  mbedtls_ecp_group group;
  mbedtls_mpi number, r, s;
  mbedtls_ecp_point point;
  std::uint8_t chance = 0;
};

} // namespace

SigningKey::SigningKey(std::string_view seed) : SigningKey(sha256(seed).bytes) {}

SigningKey::SigningKey(const std::array<std::uint8_t, 32>& private_number) : m_private(private_number) {
  Curve curve;
  std::size_t length = 0;
  expects(mbedtls_mpi_read_binary(&curve.number, m_private.data(), m_private.size()) == 0 &&
              mbedtls_ecp_mul(&curve.group, &curve.point, &curve.number, &curve.group.G, count_up,
                              &curve.chance) == 0 &&
              mbedtls_ecp_point_write_binary(&curve.group, &curve.point, MBEDTLS_ECP_PF_UNCOMPRESSED, &length,
                                             m_public.bytes.data(), m_public.bytes.size()) == 0,
          "a number below the order of the curve");
}

Signature SigningKey::sign(std::string_view message) const {
  Curve curve;
  Signature signature;
  const Hash digest = sha256(message);
  expects(mbedtls_mpi_read_binary(&curve.number, m_private.data(), m_private.size()) == 0 &&
              mbedtls_ecdsa_sign_det_ext(&curve.group, &curve.r, &curve.s, &curve.number, digest.bytes.data(),
                                         digest.bytes.size(), MBEDTLS_MD_SHA256, count_up,
                                         &curve.chance) == 0 &&
              mbedtls_mpi_write_binary(&curve.r, signature.bytes.data(), 32) == 0 &&
              mbedtls_mpi_write_binary(&curve.s, signature.bytes.data() + 32, 32) == 0,
          "the key signs");
  return signature;
}

} // namespace truat::test
