# How wasm is linked, for the site and for the tests; included only under Emscripten.

set(TRUAT_SITE_LINK_FLAGS
  -Oz
  -sMODULARIZE=1
  -sEXPORT_NAME=TruatModule
  -sENVIRONMENT=web,worker
  -sALLOW_MEMORY_GROWTH=1
  -sSTACK_SIZE=1MB
  -sDYNAMIC_EXECUTION=0
  -sSUPPORT_LONGJMP=0
  -sTEXTDECODER=2
  -sINCOMING_MODULE_JS_API=canvas,instantiateWasm,locateFile,noInitialRun,onAbort,onExit,print,printErr
  -sMIN_WEBGL_VERSION=2
  -sMAX_WEBGL_VERSION=2
  -sEXIT_RUNTIME=0
  -sEXPORTED_FUNCTIONS=_main,_malloc,_free
  -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString,stringToUTF8,lengthBytesUTF8
  -lidbfs.js)

set(TRUAT_TEST_LINK_FLAGS
  -sNODERAWFS=1
  -sENVIRONMENT=node
  -sALLOW_MEMORY_GROWTH=1
  -sSTACK_SIZE=1MB
  -sEXIT_RUNTIME=1
  -sASSERTIONS=1)

# Emscripten builds its own libraries at the first link that needs them, and processes that run side by side wait for
# each other there. One empty program with the same flags, linked at configuration, has them built beforehand.
function(truat_prebuild_system_libraries name)
  string(SHA256 key "${CMAKE_CXX_COMPILER} ${ARGN}")
  set(stamp ${CMAKE_BINARY_DIR}/system-libraries-${name})
  if(EXISTS ${stamp})
    file(READ ${stamp} seen)
    if(seen STREQUAL key)
      return()
    endif()
  endif()
  message(STATUS "Emscripten's own libraries (built once, about a minute)")
  set(source ${CMAKE_BINARY_DIR}/system-libraries-${name}.cpp)
  file(WRITE ${source} "#include <expected>\n#include <string>\n#include <cstdio>\n#include <cmath>\n"
    "int main(int argc, char** argv) {\n  std::string text(argv[0]);\n  std::expected<int, int> sum = argc;\n"
    "  std::printf(\"%s %d %f\", text.c_str(), *sum, std::sin(static_cast<double>(argc)));\n}\n")
  execute_process(
    COMMAND ${CMAKE_CXX_COMPILER} -std=c++23 -fno-exceptions ${source} -o ${CMAKE_BINARY_DIR}/system-libraries-${name}.js ${ARGN}
    RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_QUIET)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "Emscripten could not link an empty program; delete .deps/toolchain and run tools/fetch again.\n${errors}")
  endif()
  file(WRITE ${stamp} "${key}")
endfunction()

# Links the JavaScript libraries of shell/ into an executable.
function(truat_link_shell target)
  file(GLOB libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shell/*.js)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${libraries})
  foreach(library IN LISTS libraries)
    target_link_options(${target} PRIVATE "SHELL:--js-library ${library}")
  endforeach()
endfunction()
