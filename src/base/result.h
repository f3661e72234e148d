// A value or the error that stands in its place.
#pragma once

#include "base/error.h"

#include <expected>

namespace truat {

template <class T>
using Result = std::expected<T, Error>;

/// Makes the failed result: `return failure(key, {{"file", name}});`
[[nodiscard]] inline std::unexpected<Error> failure(std::string key, std::vector<Argument> arguments = {},
                                                    std::string where = {}) {
  return std::unexpected(Error{std::move(key), std::move(arguments), std::move(where)});
}

} // namespace truat
