# The program of the page, and the folder build/site that any web server can publish.
truat_prebuild_system_libraries(site ${TRUAT_SITE_LINK_FLAGS})

add_executable(truat_page ${CMAKE_SOURCE_DIR}/src/app/main_web.cpp)
set_target_properties(truat_page PROPERTIES OUTPUT_NAME truat)
target_link_libraries(truat_page PRIVATE truat_own -Wl,--whole-archive truat_app -Wl,--no-whole-archive)
# No extension of WebGL is used: asking the graphics process for each one holds the start up for a tenth of a second or two.
set(TRUAT_GRAPHICS_FLAGS -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0
  -sGL_WORKAROUND_SAFARI_GETCONTEXT_BUG=0)
# Binaryen goes over the whole program once more: half a minute of the build for 7 KB of every first visit.
target_link_options(truat_page PRIVATE ${TRUAT_SITE_LINK_FLAGS} ${TRUAT_GRAPHICS_FLAGS} -sBINARYEN_EXTRA_PASSES=--merge-similar-functions,--converge)
truat_link_shell(truat_page)

set(TRUAT_SITE_FOLDER ${CMAKE_SOURCE_DIR}/build/site CACHE PATH "Where the site is put")
file(GLOB_RECURSE site_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/shell/page/* ${CMAKE_SOURCE_DIR}/web/* ${CMAKE_SOURCE_DIR}/assets/report/*.css
  ${CMAKE_SOURCE_DIR}/docs/releases.json)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/site.stamp
  COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/make_site.py
    --program ${CMAKE_BINARY_DIR} --site ${TRUAT_SITE_FOLDER} --deps ${TRUAT_DEPS} --toolchain ${EMSCRIPTEN_ROOT_PATH}
    --version ${PROJECT_VERSION}
  COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/site.stamp
  DEPENDS truat_page truat_paper_style ${CMAKE_BINARY_DIR}/generated/inspection.css ${site_files} ${CMAKE_SOURCE_DIR}/tools/make_site.py ${CMAKE_SOURCE_DIR}/tools/third_party.json
  COMMENT "Making the site" VERBATIM)
add_custom_target(site ALL DEPENDS ${CMAKE_BINARY_DIR}/site.stamp)
