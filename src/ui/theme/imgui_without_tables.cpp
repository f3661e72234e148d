// Dear ImGui's tables and columns are left out of the program: its grid is our own, and they weigh 7 KB of
// every first visit. What the rest of ImGui asks of them, for a table that is open, is never asked.
#include "base/contract.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace {

void never() {
  truat::expects(false, "no table of ImGui's is open");
}

} // namespace

namespace ImGui {

void TableSettingsAddSettingsHandler() {} // once, at the start
void TableGcCompactSettings() {}

void EndTable() {
  never();
}
void EndColumns() {
  never();
}
void PushColumnsBackground() {
  never();
}
void PopColumnsBackground() {
  never();
}
void TablePushBackgroundChannel() {
  never();
}
void TablePopBackgroundChannel() {
  never();
}
void TablePushColumnChannel(int) {
  never();
}
void TablePopColumnChannel() {
  never();
}
void TableEndRow(ImGuiTable*) {
  never();
}
void TableEndCell(ImGuiTable*) {
  never();
}
void TableGcCompactTransientBuffers(ImGuiTable*) {
  never();
}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {
  never();
}

} // namespace ImGui
