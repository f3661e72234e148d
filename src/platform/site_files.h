// Text files that are published beside the page and read only when someone asks for them. Web only.
#pragma once

#include "platform/async.h"

#include <string>

namespace truat::platform {

/// `name` is relative to the page ("notices.txt"). Error: `platform.site_file_missing`.
void read_site_file(const std::string& name, Done<std::string> done);

} // namespace truat::platform
