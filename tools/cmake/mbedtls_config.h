// The part of Mbed TLS that Truat uses: SHA-256.
#pragma once
#define MBEDTLS_SHA256_C
