# Toolchain file: the clang that Emscripten brought into .deps/toolchain, compiling for this machine with its own C and C++
# library, and clang's fuzzer and sanitizers out of .deps/fuzz (tools/fetch fuzz). With its precompiled headers everything is there
# in half the time that g++ takes; the command is built by the machine's own compiler (preset native-release).
if(DEFINED ENV{TRUAT_DEPS})
  set(TRUAT_FETCHED $ENV{TRUAT_DEPS})
else()
  set(TRUAT_FETCHED ${CMAKE_CURRENT_LIST_DIR}/../../.deps)
endif()
get_filename_component(TRUAT_FETCHED ${TRUAT_FETCHED} REALPATH)

file(GLOB TRUAT_LLVM ${TRUAT_FETCHED}/toolchain/root/usr/lib/llvm-*)
file(GLOB TRUAT_FUZZ_RUNTIME ${TRUAT_FETCHED}/fuzz/root/usr/lib/llvm-*/lib/clang/*)
if(NOT TRUAT_LLVM OR NOT TRUAT_FUZZ_RUNTIME)
  message(FATAL_ERROR "The pinned clang is not there. Run tools/fetch.")
endif()
set(CMAKE_C_COMPILER ${TRUAT_LLVM}/bin/clang)
set(CMAKE_CXX_COMPILER ${TRUAT_LLVM}/bin/clang++)
# Only the link needs the runtime: so objects do not depend on where it lies, and the compiler cache finds them again.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld -resource-dir ${TRUAT_FUZZ_RUNTIME}")
