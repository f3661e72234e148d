// Every screen in every look: languages, light and dark, sizes, with nothing, some and ten thousand records.
#pragma once

#include <filesystem>

namespace truat::testing {

/// Draws all of them into PNG files of `folder` and a page of them, index.html. The program stops where
/// something cannot be drawn.
void draw_gallery(const std::filesystem::path& folder);

} // namespace truat::testing
