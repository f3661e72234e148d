// How platform calls answer: later, by a callback, on the page's one thread and never from inside the call
// itself.
#pragma once

#include "base/result.h"

#include <functional>

namespace truat::platform {

/// Called exactly once, unless the page goes away first.
template <class T>
using Done = std::function<void(Result<T>)>;

/// `page_is_closing`: the browser may stop the page right after the current event, so everything must be
/// handed over within the call, even what would otherwise wait for an answer first.
enum class Urgency { normal, page_is_closing };

} // namespace truat::platform
