# truat_embed(<name> <path>): the file's bytes become `embedded_file("<name>")` of every program.
# truat_embed_finish(): makes the library truat_embedded of all of them.
function(truat_embed name path)
  set_property(GLOBAL APPEND PROPERTY TRUAT_EMBEDDED "${name}=${path}")
  set_property(GLOBAL APPEND PROPERTY TRUAT_EMBEDDED_PATHS "${path}")
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
  target_include_directories(truat_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(truat_base PUBLIC truat_embedded)
endfunction()
