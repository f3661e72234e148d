#include "base/contract.h"

#include <cstdio>
#include <cstdlib>

namespace truat {

void contract_broken(const char* what, const std::source_location& where) {
  std::fprintf(stderr, "truat: contract broken: %s at %s:%u (%s)\n", what, where.file_name(),
               static_cast<unsigned>(where.line()), where.function_name());
  std::abort();
}

} // namespace truat
