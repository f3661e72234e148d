// What floats over the page and whatever lies over it: messages, long work, a new version. It can be seen and
// reached whether a dialog is open or not.
#pragma once

#include "ui/widgets/box.h"

#include <string_view>

namespace truat::ui {

/// Puts what is stated while this lives into the layer that takes keys and presses, so that it is reached
/// from there.
class OnTopLayer {
public:
  OnTopLayer();
  ~OnTopLayer();
  OnTopLayer(const OnTopLayer&) = delete;
  OnTopLayer& operator=(const OnTopLayer&) = delete;

private:
  int m_layer_before = 0;
};

/// A window in front of all others. What is drawn in it is not cut at `box`, which takes the presses.
class FloatingWindow {
public:
  FloatingWindow(const char* name, const Box& box);
  ~FloatingWindow();
  FloatingWindow(const FloatingWindow&) = delete;
  FloatingWindow& operator=(const FloatingWindow&) = delete;

private:
  OnTopLayer m_layer;
};

/// Ground, shadow and border of what floats.
void floating_sheet(const Box& sheet);

} // namespace truat::ui
