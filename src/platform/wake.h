// Wakes the page's frame loop after the browser has answered (`on_wake` in browser.h says whom). Web only.
#pragma once

namespace truat::platform {

/// Cheap; may be called many times before the next frame.
void wake();

} // namespace truat::platform
