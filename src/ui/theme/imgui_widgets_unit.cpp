// ImGui's imgui_widgets.cpp, compiled with our text functions in place of its own, so that its text fields
// too step over a Thai cluster at once. The original is not compiled beside this.
#define IMGUI_DEFINE_MATH_OPERATORS
#include <imgui.h>
#include <imgui_internal.h>

#include "ui/theme/imgui_text_hooks.h"

#define ImTextCharFromUtf8 ::truat::ui::char_from_utf8
#define ImTextFindPreviousUtf8Codepoint ::truat::ui::find_previous
#define ImTextCountUtf8BytesFromChar ::truat::ui::count_bytes
#include <imgui_widgets.cpp>
