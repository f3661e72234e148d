# With clang the headers of the standard library take longer to read than most files take to compile, so with it they are read
# once: truat_precompile(<target> [TESTS]). The build with the machine's own compiler precompiles nothing, which shows an #include
# that is missing.
function(truat_precompile target)
  if(EMSCRIPTEN OR TRUAT_FUZZ OR TRUAT_PRECOMPILE)
    list(FIND ARGN TESTS for_tests)
    if(for_tests EQUAL -1)
      target_precompile_headers(${target} REUSE_FROM truat_precompiled)
    else()
      target_precompile_headers(${target} REUSE_FROM truat_precompiled_tests)
    endif()
  endif()
endfunction()

function(truat_precompiled_headers target)
  set(source ${CMAKE_BINARY_DIR}/generated/${target}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${target} OBJECT ${source})
  target_link_libraries(${target} PRIVATE truat_own ${ARGN})
  target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <cstdint> <expected> <functional> <map> <memory> <optional> <ranges> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)
  # What the compiler cache takes in place of the file's own digest, which differs from checkout to checkout.
  file(READ ${CMAKE_SOURCE_DIR}/tools/third_party.json pinned)
  file(READ ${CMAKE_SOURCE_DIR}/tools/cmake/precompiled.cmake list)
  string(SHA256 sum "${target} ${pinned} ${list} ${CMAKE_CXX_FLAGS} ${CMAKE_BUILD_TYPE}")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum CONTENT "${sum}")
endfunction()

if(EMSCRIPTEN OR TRUAT_FUZZ OR TRUAT_PRECOMPILE)
  truat_precompiled_headers(truat_precompiled)
endif()
if(EMSCRIPTEN OR TRUAT_PRECOMPILE)
  truat_precompiled_headers(truat_precompiled_tests deps::doctest)
  target_precompile_headers(truat_precompiled_tests PRIVATE <doctest/doctest.h>)
  if(NOT EMSCRIPTEN)
    target_compile_options(truat_precompiled_tests PRIVATE -O0) # as tests.cmake has it: both must agree
  endif()
endif()
