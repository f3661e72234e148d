// The floor that tools/bench measures against: a window of plain Dear ImGui on SDL2 and WebGL2, and nothing
// else.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <cstdint>

namespace {

SDL_Window* window = nullptr;
std::uint32_t drawn = 0;

void draw_frame() {
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0)
    ImGui_ImplSDL2_ProcessEvent(&event);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  ImGui::Begin("Floor");
  ImGui::TextUnformatted("The least that a page of this toolchain can be.");
  ImGui::Text("Frame %u", drawn);
  (void)ImGui::Button("Press");
  ImGui::End();
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x), static_cast<int>(io.DisplaySize.y));
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window);
  if (++drawn == 1)
    EM_ASM({ document.documentElement.dataset.state = 'running'; });
}

} // namespace

extern "C" EMSCRIPTEN_KEEPALIVE std::uint32_t floor_frames_drawn() {
  return drawn;
}

int main(int, char**) {
  if (SDL_Init(SDL_INIT_VIDEO) != 0)
    return 1;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  window = SDL_CreateWindow("Floor", 0, 0, 1366, 768, SDL_WINDOW_OPENGL);
  if (window == nullptr || SDL_GL_CreateContext(window) == nullptr)
    return 1;
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplSDL2_InitForOpenGL(window, SDL_GL_GetCurrentContext());
  ImGui_ImplOpenGL3_Init("#version 300 es");
  emscripten_set_main_loop(draw_frame, 0, false);
  return 0;
}
