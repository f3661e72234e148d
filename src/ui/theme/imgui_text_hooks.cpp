#include "ui/theme/imgui_text_hooks.h"

#include "text/clusters.h"
#include "ui/theme/cluster_codes.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstddef>
#include <string_view>

namespace truat::ui {
namespace {

constexpr unsigned int zero_width_space = 0x200B;
constexpr unsigned int break_opportunity =
    0x3000; ///< the one code point besides blanks at which ImGui breaks lines

/// The cluster at the front that ImGui is to see as one character; empty if there is none.
std::string_view cluster_at(const char* text, const char* end) {
  if (end == nullptr || text >= end || static_cast<unsigned char>(*text) != 0xE0)
    return {};
  const std::string_view rest(text, static_cast<std::size_t>(end - text));
  return rest.substr(0, text::thai_cluster_bytes(rest));
}

bool is_erasing_one_mark() {
  if (ImGui::GetCurrentContext() == nullptr)
    return false;
  const ImGuiIO& io = ImGui::GetIO();
  return ImGui::IsKeyDown(ImGuiKey_Backspace) && !io.KeyCtrl && !io.KeySuper;
}

/// The longest cluster in bytes, and so the farthest that its start can be.
constexpr std::ptrdiff_t longest_cluster = text::most_cluster_characters * 3;

} // namespace

int char_from_utf8(unsigned int* out, const char* text, const char* end) {
  if (const std::string_view cluster = cluster_at(text, end); !cluster.empty()) {
    if (const std::uint16_t code = cluster_codes().code_of(cluster)) {
      *out = code;
      return static_cast<int>(cluster.size());
    }
  }
  const int length = ImTextCharFromUtf8(out, text, end);
  if (end != nullptr) {
    if (*out == zero_width_space)
      *out = break_opportunity;
    else if (ClusterCodes::is_private(*out))
      *out = IM_UNICODE_CODEPOINT_INVALID;
  }
  return length;
}

int count_bytes(const char* text, const char* end) {
  const std::string_view cluster = cluster_at(text, end);
  if (!cluster.empty() && cluster_codes().has_code_for(cluster))
    return static_cast<int>(cluster.size());
  return ImTextCountUtf8BytesFromChar(text, end);
}

const char* find_previous(const char* start, const char* current) {
  const char* previous = ImTextFindPreviousUtf8Codepoint(start, current);
  if (is_erasing_one_mark())
    return previous;
  for (const char* candidate = previous; current - candidate <= longest_cluster;) {
    const std::string_view cluster = cluster_at(candidate, current);
    if (cluster.size() == static_cast<std::size_t>(current - candidate) &&
        cluster_codes().has_code_for(cluster))
      return candidate;
    if (candidate == start)
      break;
    candidate = ImTextFindPreviousUtf8Codepoint(start, candidate);
  }
  return previous;
}

} // namespace truat::ui
