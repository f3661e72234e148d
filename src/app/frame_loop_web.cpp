#include "app/frame_loop.h"

#include "base/contract.h"

#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <algorithm>
#include <utility>

extern "C" {
// shell/page.js
void truat_page_ready();
void truat_page_failed(const char* problem);
void truat_page_watch();
void truat_page_resized();
}

namespace truat::app {

namespace {

// ImGui lays out windows from what the frame before has measured, and a popup that opens in one frame is
// placed in the next and drawn in the third.
constexpr int frames_to_settle = 3;
// A context that is lost mostly comes back at once; one that has not by then is told, and the page loads
// anew.
constexpr int patience_without_context_ms = 4000;
// After this the program itself shows what it waits for, and how far it is.
constexpr int patience_without_screen_ms = 1500;

struct Loop {
  FrameHooks hooks;
  SDL_Window* window = nullptr;
  int frames_wanted = frames_to_settle;
  bool running = false;
  bool may_wait = true; // for something that is of use, before there is a window
  std::uint32_t drawn = 0;
  std::uint32_t ground = 0xF5F7F9;
  bool context_is_lost = false;
  double pixel_ratio = 0;
  std::intptr_t losses = 0;
  double due = 0; // of request_frame_after, in emscripten_get_now's milliseconds; 0: none
};

Loop& loop() {
  static Loop the_loop;
  return the_loop;
}

int watch_event(void*, SDL_Event* event) {
  // SDL_PollEvent pushes this one itself, in each frame: taking it for input would keep the loop awake
  // forever.
  if (event->type != SDL_POLLSENTINEL)
    request_frame();
  return 0;
}

void frame_is_due(void* asked_for) {
  Loop& l = loop();
  const double due = *static_cast<double*>(asked_for);
  delete static_cast<double*>(asked_for);
  if (due != l.due)
    return; // an earlier one has taken its place
  l.due = 0;
  request_frame();
}

float channel(std::uint32_t rgb, int shift) {
  return static_cast<float>((rgb >> shift) & 0xFF) / 255.0F;
}

/// Browsers do not always tell that the window has come to a screen with other pixels.
void follow_pixel_ratio() {
  const double ratio = emscripten_get_device_pixel_ratio();
  if (std::exchange(loop().pixel_ratio, ratio) != ratio)
    truat_page_resized();
}

/// Keys whose letters are not Latin go by their place: Ctrl+Z and the answer keys are where the hand expects
/// them with a Thai keyboard too. The row of digits is digits in every layout.
void name_by_place(SDL_KeyboardEvent& event) {
  SDL_Keycode& name = event.keysym.sym;
  const SDL_Scancode place = event.keysym.scancode;
  if (name >= 'A' && name <= 'Z')
    name += 'a' - 'A';
  const bool is_foreign = name >= 0x80 && (name & SDLK_SCANCODE_MASK) == 0;
  if (is_foreign && place >= SDL_SCANCODE_A && place <= SDL_SCANCODE_Z)
    name = 'a' + (place - SDL_SCANCODE_A);
  if (place >= SDL_SCANCODE_1 && place <= SDL_SCANCODE_9)
    name = '1' + (place - SDL_SCANCODE_1);
  else if (place == SDL_SCANCODE_0)
    name = '0';
  else if (name == '?' || name == '/')
    name = SDLK_SLASH; // wherever the layout has it
}

void draw_frame() {
  Loop& l = loop();
  follow_pixel_ratio();
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    if (event.type == SDL_KEYDOWN || event.type == SDL_KEYUP)
      name_by_place(event.key);
    ImGui_ImplSDL2_ProcessEvent(&event);
  }
  if (l.hooks.prepare)
    l.hooks.prepare();

  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  if (l.frames_wanted > 0)
    --l.frames_wanted;
  if (l.hooks.draw)
    l.hooks.draw();
  ImGui::Render();

  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  glClearColor(channel(l.ground, 16), channel(l.ground, 8), channel(l.ground, 0), 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(l.window);
  if (++l.drawn == 1)
    truat_page_ready();
}

void run() {
  Loop& l = loop();
  draw_frame();
  // ImGui spreads quick key presses over several frames: what it still holds back must be drawn too.
  const bool input_left = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
  if (l.frames_wanted == 0 && !input_left) {
    l.running = false;
    emscripten_pause_main_loop();
  }
}

void context_stays_lost(void* which) {
  const Loop& l = loop();
  if (l.context_is_lost && l.losses == reinterpret_cast<std::intptr_t>(which))
    truat_page_failed("context-lost");
}

bool context_lost(int, const void*, void*) {
  Loop& l = loop();
  l.context_is_lost = true;
  if (std::exchange(l.running, false))
    emscripten_pause_main_loop();
  emscripten_async_call(context_stays_lost, reinterpret_cast<void*>(++l.losses), patience_without_context_ms);
  return true; // the page takes care of it: else the browser never gives it back
}

// The new context has nothing of the old one's: ImGui's backend makes its objects and textures anew in the
// next frame, the photos are decoded again.
bool context_restored(int, const void*, void*) {
  Loop& l = loop();
  l.context_is_lost = false;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  if (l.hooks.context_restored)
    l.hooks.context_restored();
  request_frame();
  return true;
}

SDL_Window* make_window() {
  // Keys belong to the canvas, so that a text field over it has its own.
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO) != 0)
    return nullptr;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  // The stylesheet decides the size; SDL follows it, in device pixels.
  SDL_Window* window = SDL_CreateWindow("ตรวจ Truat", 0, 0, 1280, 720,
                                        SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (window == nullptr || SDL_GL_CreateContext(window) == nullptr)
    return nullptr;
  return window;
}

/// Once: the window and the first frame in it.
void open_window(void*) {
  Loop& l = loop();
  if (l.window != nullptr)
    return;
  l.window = make_window();
  if (l.window == nullptr) {
    truat_page_failed("webgl2");
    return;
  }
  ImGui_ImplSDL2_InitForOpenGL(l.window, SDL_GL_GetCurrentContext());
  ImGui_ImplSDL2_SetGamepadMode(ImGui_ImplSDL2_GamepadMode_Manual, nullptr, 0);
  ImGui_ImplOpenGL3_Init("#version 300 es");
  SDL_AddEventWatch(watch_event, nullptr);
  emscripten_set_webglcontextlost_callback("#canvas", nullptr, false, context_lost);
  emscripten_set_webglcontextrestored_callback("#canvas", nullptr, false, context_restored);
  truat_page_watch();
  l.running = true;
  emscripten_set_main_loop(run, 0, false);
  draw_frame(); // the browser may take its time to ask for it
}

void wait_no_longer(void*) {
  loop().may_wait = false;
  open_window(nullptr);
}

} // namespace

void start_frame_loop(FrameHooks hooks) {
  Loop& l = loop();
  expects(!l.hooks.draw, "the frame loop starts once");
  l.hooks = std::move(hooks);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  l.hooks.set_up();
  emscripten_async_call(wait_no_longer, nullptr, patience_without_screen_ms);
}

void request_frame() {
  Loop& l = loop();
  l.frames_wanted = frames_to_settle;
  if (l.window == nullptr && l.may_wait && l.hooks.is_usable && l.hooks.is_usable()) {
    l.may_wait = false;
    emscripten_async_call(open_window, nullptr, 0); // who asks may be in the middle of something
  }
  if (l.window != nullptr && !l.running && !l.context_is_lost) {
    l.running = true;
    emscripten_resume_main_loop();
  }
}

void request_frame_after(std::int32_t delay_milliseconds) {
  Loop& l = loop();
  const double due = emscripten_get_now() + delay_milliseconds;
  if (l.due != 0 && l.due <= due)
    return;
  l.due = due;
  emscripten_async_call(frame_is_due, new double(due), delay_milliseconds);
}

void set_ground_colour(std::uint32_t rgb) {
  loop().ground = rgb;
}

std::uint32_t frames_drawn() {
  return loop().drawn;
}

} // namespace truat::app

extern "C" EMSCRIPTEN_KEEPALIVE std::uint32_t truat_frames_drawn() {
  return truat::app::frames_drawn();
}

// Milliseconds until the page draws by itself: 0 while it draws, below 0 where nothing is planned. For tests
// that wait until it stands still.
extern "C" EMSCRIPTEN_KEEPALIVE double truat_frame_due_in() {
  const truat::app::Loop& l = truat::app::loop();
  return l.running ? 0 : l.due == 0 ? -1 : std::max(0.0, l.due - emscripten_get_now());
}

// The canvas has lost the focus with keys down: their release goes to whatever has it now.
extern "C" EMSCRIPTEN_KEEPALIVE void truat_keys_released() {
  SDL_ResetKeyboard();
}

// What the page calls after it has changed what the frame depends on, such as the pixel ratio.
extern "C" EMSCRIPTEN_KEEPALIVE void truat_request_frame() {
  truat::app::request_frame();
}
