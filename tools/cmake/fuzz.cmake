# tests/fuzz/fuzz_<name>.cpp become fuzz_<name>, and all of them the target `fuzzers`. tools/fuzz runs them.
add_library(truat_fuzz_support STATIC
  ${CMAKE_SOURCE_DIR}/tests/fuzz/support.cpp ${CMAKE_SOURCE_DIR}/tests/fuzz/older_c_library.c)
target_include_directories(truat_fuzz_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(truat_fuzz_support PRIVATE truat_own PUBLIC truat_text)
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/fuzz/older_c_library.c PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
truat_precompile(truat_fuzz_support)

add_custom_target(fuzzers)
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz_*.cpp)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(${name} PRIVATE truat_own truat_fuzz_support truat_exchange truat_storage)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  truat_precompile(${name})
  add_dependencies(fuzzers ${name})
endforeach()
