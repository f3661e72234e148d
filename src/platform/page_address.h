// The page's address after '#': where the person is, so that Back, Forward, a reload and a copied link work.
// Web only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace truat::platform {

/// "#/factories/…", or "" at the first visit.
[[nodiscard]] std::string page_address();
/// A step that the browser's Back undoes, or a change within the same step.
enum class AddressStep { forward, same };
void set_page_address(std::string_view address, AddressStep step);
/// Back, Forward, or an address typed in.
void on_address_changed(std::function<void(std::string address)> changed);

/// Opens an https address in a new tab that knows nothing of this one. Anything else is refused.
[[nodiscard]] bool open_link(std::string_view url);

} // namespace truat::platform
