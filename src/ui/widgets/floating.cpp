#include "ui/widgets/floating.h"

#include "ui/widgets/kit_state.h"
#include "ui/widgets/paint.h"

#include <utility>

namespace truat::ui {

OnTopLayer::OnTopLayer() {
  Kit::State& kit = running_kit();
  m_layer_before = std::exchange(kit.drawing_layer, static_cast<int>(kit.layers.size()));
}

OnTopLayer::~OnTopLayer() {
  running_kit().drawing_layer = m_layer_before;
}

FloatingWindow::FloatingWindow(const char* name, const Box& box) {
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize({box.w, box.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleVar(2);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
}

FloatingWindow::~FloatingWindow() {
  ImGui::GetWindowDrawList()->PopClipRect();
  ImGui::End();
}

void floating_sheet(const Box& sheet) {
  popup_shadow(sheet, px(space::radius_card));
  fill(sheet, colors().raised, px(space::radius_card));
  outline(sheet, colors().divider, px(space::radius_card));
}

} // namespace truat::ui
