// What ImGui's drawing asks of WebGL, answered without asking.
//
// Its backend reads some twenty values before each frame in order to put them back after it, for programs
// that draw beside it. Here nobody does. It asks as well whether its shaders are good, as soon as it has
// handed them over. Each question makes this thread wait until the browser's graphics process has caught up:
// more than the drawing itself, and at the start a fifth of a second. The build gives the backend these
// functions in place of OpenGL's (tools/cmake/sdl2.cmake).
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/html5.h>

#include <cstdint>

extern "C" {
// shell/page.js
void truat_page_failed(const char* problem);

void truat_gl_integers(GLenum name, GLint* values);
void truat_gl_shader_state(GLuint shader, GLenum name, GLint* value);
void truat_gl_program_state(GLuint program, GLenum name, GLint* value);
const GLubyte* truat_gl_string(GLenum name);
}

namespace {

constexpr int shaders_are_made_after_ms = 500;

/// The shaders are the same everywhere, so a browser that refuses them cannot draw at all.
void check_program(void* which) {
  if (emscripten_is_webgl_context_lost(emscripten_webgl_get_current_context()))
    return; // it is made anew with the next context
  GLint linked = GL_FALSE;
  glGetProgramiv(static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(which)), GL_LINK_STATUS, &linked);
  if (linked == GL_FALSE)
    truat_page_failed("webgl2");
}

} // namespace

void truat_gl_shader_state(GLuint, GLenum name, GLint* value) {
  *value = name == GL_COMPILE_STATUS ? GL_TRUE : 0;
}

void truat_gl_program_state(GLuint program, GLenum name, GLint* value) {
  *value = name == GL_LINK_STATUS ? GL_TRUE : 0;
  if (name == GL_LINK_STATUS)
    emscripten_async_call(check_program, reinterpret_cast<void*>(static_cast<std::uintptr_t>(program)),
                          shaders_are_made_after_ms);
}

const GLubyte* truat_gl_string(GLenum name) {
  return name == GL_VERSION ? reinterpret_cast<const GLubyte*>("OpenGL ES 3.0") : glGetString(name);
}

void truat_gl_integers(GLenum name, GLint* values) {
  switch (name) {
  case GL_CURRENT_PROGRAM:
  case GL_TEXTURE_BINDING_2D:
  case GL_SAMPLER_BINDING:
  case GL_ARRAY_BUFFER_BINDING:
  case GL_ELEMENT_ARRAY_BUFFER_BINDING:
  case GL_VERTEX_ARRAY_BINDING:
  case GL_PIXEL_UNPACK_BUFFER_BINDING:
    *values = 0;
    return;
  case GL_ACTIVE_TEXTURE:
    *values = GL_TEXTURE0;
    return;
  case GL_VIEWPORT: // both are set anew before anything is drawn
  case GL_SCISSOR_BOX:
    values[0] = values[1] = 0;
    values[2] = values[3] = 1;
    return;
  case GL_BLEND_SRC_RGB:
  case GL_BLEND_SRC_ALPHA:
    *values = GL_ONE;
    return;
  case GL_BLEND_DST_RGB:
  case GL_BLEND_DST_ALPHA:
    *values = GL_ZERO;
    return;
  case GL_BLEND_EQUATION_RGB:
  case GL_BLEND_EQUATION_ALPHA:
    *values = GL_FUNC_ADD;
    return;
  default:
    glGetIntegerv(name, values);
  }
}
