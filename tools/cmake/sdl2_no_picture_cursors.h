/* Read before SDL_emscriptenmouse.c: cursors made of pictures would bring all that converts pixels, and the page has the
   system's own cursors. */
#include "SDL_internal.h"

#include "SDL_surface.h"

#define SDL_ConvertSurfaceFormat(surface, format, flags) NULL
