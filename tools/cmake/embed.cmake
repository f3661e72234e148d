# truat_embed(<name> <path>): the file's bytes become `embedded_file("<name>")` of every program.
# truat_embed_finish(): makes the library truat_embedded of all of them.
function(truat_embed name path)
  set_property(GLOBAL APPEND PROPERTY TRUAT_EMBEDDED "${name}=${path}")
  set_property(GLOBAL APPEND PROPERTY TRUAT_EMBEDDED_PATHS "${path}")
  # A file that a build step makes is known outside its own folder only through a target.
  cmake_path(IS_PREFIX CMAKE_BINARY_DIR "${path}" NORMALIZE generated)
  if(generated)
    string(MAKE_C_IDENTIFIER "embed_${name}" target)
    add_custom_target(${target} DEPENDS ${path})
    set_property(GLOBAL APPEND PROPERTY TRUAT_EMBED_TARGETS ${target})
  endif()
endfunction()

function(truat_embed_finish)
  get_property(pairs GLOBAL PROPERTY TRUAT_EMBEDDED)
  get_property(paths GLOBAL PROPERTY TRUAT_EMBEDDED_PATHS)
  set(out ${CMAKE_BINARY_DIR}/generated/embedded_files.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${out} ${pairs}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${paths}
    COMMENT "Embedding the content" VERBATIM)
  add_library(truat_embedded STATIC ${out})
  get_property(steps GLOBAL PROPERTY TRUAT_EMBED_TARGETS)
  if(steps)
    add_dependencies(truat_embedded ${steps})
  endif()
  target_include_directories(truat_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(truat_base PUBLIC truat_embedded)
endfunction()
