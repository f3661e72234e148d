// The GL functions that SDL asks for by name.
//
// Emscripten's own eglGetProcAddress names every function of WebGL, and so brings all of them into the
// download. SDL looks for these few, and takes a null pointer for one that is not there.
#include <GLES3/gl3.h>

#include <array>
#include <string_view>

namespace {

struct GlFunction {
  std::string_view name;
  void* address;
};

} // namespace

extern "C" void* eglGetProcAddress(const char* name) {
  static const std::array functions{
      GlFunction{"glGetString", reinterpret_cast<void*>(glGetString)},
      GlFunction{"glGetStringi", reinterpret_cast<void*>(glGetStringi)},
      GlFunction{"glGetIntegerv", reinterpret_cast<void*>(glGetIntegerv)},
      GlFunction{"glGetError", reinterpret_cast<void*>(glGetError)},
      GlFunction{"glBindFramebuffer", reinterpret_cast<void*>(glBindFramebuffer)},
      GlFunction{"glGetFramebufferAttachmentParameteriv",
                 reinterpret_cast<void*>(glGetFramebufferAttachmentParameteriv)},
  };
  for (const GlFunction& function : functions)
    if (function.name == name)
      return function.address;
  return nullptr;
}
