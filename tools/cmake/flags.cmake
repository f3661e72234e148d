# Flags of our own code (truat_own) and of third parties (truat_third_party), and those that both share.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_library(truat_own INTERFACE)
target_include_directories(truat_own INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(truat_own INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wno-missing-field-initializers -Werror
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Findings of g++ 12's optimiser that are wrong as often as right, mostly inside its own <string>, <vector> and
  # <expected>; the sanitizers look for the same mistakes at run time.
  target_compile_options(truat_own INTERFACE
    -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
    -Wno-free-nonheap-object -Wno-dangling-pointer)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT EMSCRIPTEN)
  target_compile_options(truat_own INTERFACE -Wno-deprecated-declarations) # what g++ 12's <algorithm> is full of
endif()

add_library(truat_third_party INTERFACE)
target_compile_options(truat_third_party INTERFACE -w)

set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
if(TRUAT_PRECOMPILE AND NOT TRUAT_SANITIZE)
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
endif()

if(EMSCRIPTEN)
  # A first visit waits for every byte. What works through many records or draws each frame is compiled for speed
  # (truat_fast): docs/performance.md has both figures.
  set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  # The whole program is optimised at the link, a minute of the build for 40 kB. The system's libraries stay as they are.
  add_compile_options($<$<CONFIG:Release>:-flto>)
  # Nothing asks for a type at run time, and the names of all types would be downloaded.
  target_compile_options(truat_own INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
  # The page has one thread and never ends: no locks about static objects, and nobody to destroy them. What several functions
  # do alike is done by one.
  target_compile_options(truat_own INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics> $<$<COMPILE_LANGUAGE:CXX>:-fno-c++-static-destructors>
    "SHELL:-mllvm -ir-outliner")
  # Function names are enough for a failing test, and DWARF would make each link many times slower.
  set(CMAKE_C_FLAGS_DEBUG "-O1")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1")
elseif(TRUAT_SANITIZE OR TRUAT_FUZZ)
  target_compile_options(truat_own INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -D_GLIBCXX_ASSERTIONS
    # What ASan, the processor or -Werror see anyway; with these g++ 12 takes two and a half times as long.
    -fno-sanitize=null,alignment,object-size,vptr,return,nonnull-attribute,returns-nonnull-attribute)
  target_compile_options(truat_third_party INTERFACE -fsanitize=address -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(TRUAT_FUZZ)
    # Third parties are followed too: a parser's way through them is its own way.
    target_compile_options(truat_third_party INTERFACE -fsanitize=fuzzer-no-link)
    target_compile_options(truat_own INTERFACE
      -fsanitize=fuzzer-no-link,float-cast-overflow -fno-sanitize-recover=float-cast-overflow)
  endif()
endif()
