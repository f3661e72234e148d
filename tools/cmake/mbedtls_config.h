// The part of Mbed TLS that Truat uses: SHA-256; and, where there is no browser to do it (the command, the tests), signatures by
// ECDSA over P-256 and encryption with a passphrase. What nothing asks for is not linked, so the page has SHA-256 alone.
#pragma once
#define MBEDTLS_SHA256_C

#define MBEDTLS_BIGNUM_C
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C
#define MBEDTLS_MD_C
#define MBEDTLS_HMAC_DRBG_C
#define MBEDTLS_ECDSA_C
#define MBEDTLS_ECDSA_DETERMINISTIC

#define MBEDTLS_AES_C
#define MBEDTLS_CIPHER_C
#define MBEDTLS_GCM_C
#define MBEDTLS_OID_C
#define MBEDTLS_PKCS5_C
