# tests/<folder>/*_test.cpp become test_<folder> (for work on one folder, not part of `all`) and, all together, the
# one executable truat_tests that CI runs, natively and as wasm under node.

file(GLOB_RECURSE support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
list(REMOVE_ITEM support ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
add_library(truat_test_main OBJECT ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
target_link_libraries(truat_test_main PRIVATE truat_own deps::doctest)
add_library(truat_test_support STATIC ${support})
target_include_directories(truat_test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(truat_test_support PRIVATE truat_own PUBLIC deps::doctest)
# A support file may serve tests of one folder alone; what it needs of src/ is linked where it is used.
target_include_directories(truat_test_support PRIVATE
  $<TARGET_PROPERTY:deps_yyjson,INTERFACE_INCLUDE_DIRECTORIES> $<TARGET_PROPERTY:deps_imgui,INTERFACE_INCLUDE_DIRECTORIES>
  $<TARGET_PROPERTY:deps_mbedtls,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(truat_test_support PRIVATE
  TRUAT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" $<TARGET_PROPERTY:deps_imgui,INTERFACE_COMPILE_DEFINITIONS>
  $<TARGET_PROPERTY:deps_mbedtls,INTERFACE_COMPILE_DEFINITIONS>)

if(EMSCRIPTEN)
  truat_prebuild_system_libraries(tests ${TRUAT_TEST_LINK_FLAGS})
endif()

function(truat_test_executable name)
  add_executable(${name} $<TARGET_OBJECTS:truat_test_main>)
  if(EMSCRIPTEN)
    target_link_options(${name} PRIVATE ${TRUAT_TEST_LINK_FLAGS})
    # What a library wants of the page must link; under node no test calls it.
    truat_link_shell(${name})
  endif()
endfunction()

# Tests are compiled far more often than they run.
if(NOT EMSCRIPTEN)
  set(TRUAT_TEST_OPTIONS -O0)
endif()

get_property(folders GLOBAL PROPERTY TRUAT_FOLDERS)
truat_test_executable(truat_tests)
if(EMSCRIPTEN AND TRUAT_SITE)
  set_target_properties(truat_tests PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
target_link_libraries(truat_tests PRIVATE truat_own truat_test_support)
foreach(folder IN LISTS folders)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(EMSCRIPTEN)
    list(FILTER sources EXCLUDE REGEX "_native_test\\.cpp$")
  else()
    list(FILTER sources EXCLUDE REGEX "_web_test\\.cpp$")
  endif()
  if(NOT sources)
    continue()
  endif()
  add_library(tests_${folder} OBJECT ${sources})
  target_link_libraries(tests_${folder} PRIVATE truat_own truat_test_support truat_${folder})
  target_compile_options(tests_${folder} PRIVATE ${TRUAT_TEST_OPTIONS})
  truat_precompile(tests_${folder} TESTS)
  truat_test_executable(test_${folder})
  set_target_properties(test_${folder} PROPERTIES EXCLUDE_FROM_ALL ON)
  target_link_libraries(test_${folder} PRIVATE truat_own tests_${folder} truat_test_support truat_${folder})
  target_link_libraries(truat_tests PRIVATE tests_${folder} truat_${folder})
endforeach()

# What the program makes anew at run time, as the build made it: the papers' stylesheet, which the policy knows, and fonts.
cmake_path(RELATIVE_PATH CMAKE_BINARY_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE build_folder)
target_compile_definitions(tests_report PRIVATE TRUAT_PAPER_STYLE="${build_folder}/generated/inspection.css")
add_dependencies(tests_report truat_paper_style)
target_compile_definitions(tests_text PRIVATE TRUAT_FONTS="${build_folder}/assets/fonts")
add_dependencies(tests_text truat_fonts)

# The command's tests run the program itself.
if(TARGET truat)
  add_dependencies(truat_tests truat)
  add_dependencies(test_command truat)
endif()

# The laws of merging alone: in native-release they go through thousands of worlds a minute.
if(NOT EMSCRIPTEN)
  truat_test_executable(truat_laws)
  set_target_properties(truat_laws PROPERTIES EXCLUDE_FROM_ALL ON)
  target_sources(truat_laws PRIVATE ${CMAKE_SOURCE_DIR}/tests/records/merge_laws_test.cpp)
  target_link_libraries(truat_laws PRIVATE truat_own truat_test_support truat_records)
endif()

# Draws a screen into a PNG without a browser, for looking at.
if(NOT EMSCRIPTEN)
  file(GLOB picture_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/picture/*.cpp)
  add_executable(ui_picture EXCLUDE_FROM_ALL ${picture_sources} ${CMAKE_SOURCE_DIR}/tests/ui/stage.cpp
                 ${CMAKE_SOURCE_DIR}/tests/ui/previews.cpp)
  target_link_libraries(ui_picture PRIVATE truat_own truat_test_support truat_ui)
endif()

# What a grid of 100,000 rows costs, operation by operation. Build it in native-release for figures that mean something.
if(NOT EMSCRIPTEN)
  add_executable(bench_grid EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/grid.cpp ${CMAKE_SOURCE_DIR}/tests/ui/stage.cpp)
  target_link_libraries(bench_grid PRIVATE truat_own truat_test_support truat_ui)
endif()

# What the browser tests of storage and platform drive: their parts on a page without a window, in build/storage-page.
if(EMSCRIPTEN AND TRUAT_SITE)
  add_executable(storage_page ${CMAKE_SOURCE_DIR}/tests/browser/storage_page/main.cpp)
  target_link_libraries(storage_page PRIVATE truat_own truat_test_support truat_storage)
  target_link_options(storage_page PRIVATE ${TRUAT_SITE_LINK_FLAGS})
  truat_link_shell(storage_page)
  set_target_properties(storage_page PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_SOURCE_DIR}/build/storage-page)
endif()

# What tools/bench measures the page against, in build/floor-page: Dear ImGui as it comes, without anything of ours.
if(EMSCRIPTEN AND TRUAT_SITE)
  set(floor_folder ${CMAKE_SOURCE_DIR}/tests/bench/floor_page)
  add_executable(floor_page EXCLUDE_FROM_ALL ${floor_folder}/main.cpp
    ${IMGUI_DIR}/imgui.cpp ${IMGUI_DIR}/imgui_draw.cpp ${IMGUI_DIR}/imgui_tables.cpp ${IMGUI_DIR}/imgui_widgets.cpp
    ${IMGUI_DIR}/backends/imgui_impl_sdl2.cpp ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
  target_include_directories(floor_page PRIVATE ${IMGUI_DIR} ${IMGUI_DIR}/backends)
  target_compile_definitions(floor_page PRIVATE IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
  target_link_libraries(floor_page PRIVATE truat_third_party deps::sdl2)
  target_link_options(floor_page PRIVATE ${TRUAT_SITE_LINK_FLAGS} -sEXPORT_NAME=FloorModule)
  set_target_properties(floor_page PROPERTIES OUTPUT_NAME floor RUNTIME_OUTPUT_DIRECTORY ${CMAKE_SOURCE_DIR}/build/floor-page)
  add_custom_command(TARGET floor_page POST_BUILD COMMAND ${CMAKE_COMMAND} -E copy
    ${floor_folder}/index.html ${floor_folder}/start.js ${CMAKE_SOURCE_DIR}/build/floor-page VERBATIM)
endif()
