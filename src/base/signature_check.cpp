// Apart from signature.cpp, so that the page, which never calls it, does not have it.
#include "base/contract.h"
#include "base/sha256.h"
#include "base/signature.h"

#include <mbedtls/ecdsa.h>

namespace truat {
namespace {

class Curve {
public:
  Curve() {
    mbedtls_ecp_group_init(&m_group);
    expects(mbedtls_ecp_group_load(&m_group, MBEDTLS_ECP_DP_SECP256R1) == 0, "P-256 is compiled in");
  }
  ~Curve() { mbedtls_ecp_group_free(&m_group); }
  Curve(const Curve&) = delete;
  Curve& operator=(const Curve&) = delete;
  [[nodiscard]] mbedtls_ecp_group* group() { return &m_group; }

private:
  mbedtls_ecp_group m_group;
};

} // namespace

bool holds(const SignatureCheck& check) {
  Curve curve;
  mbedtls_ecp_point point;
  mbedtls_mpi r;
  mbedtls_mpi s;
  mbedtls_ecp_point_init(&point);
  mbedtls_mpi_init(&r);
  mbedtls_mpi_init(&s);
  const Hash digest = sha256(check.message);
  const auto& bytes = check.signature.bytes;
  const bool is_good =
      mbedtls_ecp_point_read_binary(curve.group(), &point, check.key.bytes.data(), check.key.bytes.size()) ==
          0 &&
      mbedtls_ecp_check_pubkey(curve.group(), &point) == 0 &&
      mbedtls_mpi_read_binary(&r, bytes.data(), 32) == 0 &&
      mbedtls_mpi_read_binary(&s, bytes.data() + 32, 32) == 0 &&
      mbedtls_ecdsa_verify(curve.group(), digest.bytes.data(), digest.bytes.size(), &point, &r, &s) == 0;
  mbedtls_mpi_free(&s);
  mbedtls_mpi_free(&r);
  mbedtls_ecp_point_free(&point);
  return is_good;
}

} // namespace truat
