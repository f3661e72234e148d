// The window: a canvas with WebGL2, Dear ImGui on it, and a frame loop that draws only when something
// changed.
//
// Between frames the loop stands still and uses no CPU. Input wakes it, and so does `request_frame` from any
// code that changed what is shown. After each wake a few frames are drawn, as ImGui needs more than one to
// settle.
#pragma once

#include <cstdint>
#include <functional>

namespace truat::app {

struct FrameHooks {
  /// Once, when ImGui's context stands and before there is a window: fonts and style.
  std::function<void()> set_up;
  /// Until it says so once, there is no window: whether a person could use what would be drawn. The page
  /// shows that it is starting until then, though not for longer than a second and a half.
  std::function<bool()> is_usable;
  /// Every frame, before ImGui's NewFrame: what may only change between frames (theme, fonts).
  std::function<void()> prepare;
  /// Every frame, between ImGui's NewFrame and Render.
  std::function<void()> draw;
  /// After the browser had taken the drawing context away and gave another: textures of one's own are gone.
  std::function<void()> context_restored;
};

/// Sets up and returns; the window comes when it is of use, as making it waits for the browser's graphics
/// process. Where there is no WebGL2, the page says so then. Call it once, from `main`.
void start_frame_loop(FrameHooks hooks);

/// Something changed: draw soon. Cheap, may be called from anywhere on the page's thread, also before the
/// start.
void request_frame();

/// Draws once `delay_milliseconds` have gone by even if nothing happens until then. The earliest request
/// stands.
void request_frame_after(std::int32_t delay_milliseconds);

/// The colour behind everything, 0xRRGGBB.
void set_ground_colour(std::uint32_t rgb);

/// How many frames have been drawn so far.
[[nodiscard]] std::uint32_t frames_drawn();

} // namespace truat::app
