// The pinned libFuzzer was compiled against a C library (2.38) that knows strtoul under one more name: with C23's binary
// numbers, which no option of libFuzzer is. A C library that has the name itself is preferred.
#include <stdlib.h>

__attribute__((weak)) unsigned long __isoc23_strtoul(const char* text, char** end, int base) {
  return strtoul(text, end, base);
}
