/* What Dear ImGui's backend asks of game controllers and of SDL's own renderer. The page has neither, and SDL is built
 * without them; the build gives the backend `truat_no_renderer` in place of SDL_GetRendererOutputSize. */
#include <SDL.h>

int truat_no_renderer(SDL_Renderer* renderer, int* width, int* height);
int truat_no_renderer(SDL_Renderer* renderer, int* width, int* height) {
  return (void)renderer, (void)width, (void)height, -1;
}

int SDL_NumJoysticks(void) { return 0; }
SDL_bool SDL_IsGameController(int index) { return (void)index, SDL_FALSE; }
SDL_GameController* SDL_GameControllerOpen(int index) { return (void)index, NULL; }
void SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController* controller, SDL_GameControllerAxis axis) {
  return (void)controller, (void)axis, (Sint16)0;
}
Uint8 SDL_GameControllerGetButton(SDL_GameController* controller, SDL_GameControllerButton button) {
  return (void)controller, (void)button, (Uint8)0;
}
