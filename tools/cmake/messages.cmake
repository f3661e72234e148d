# messages_all.inc: every table of src/text/messages, one after the other, so that an area is one file to add.
file(GLOB message_tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/text/messages/*.inc)
if(EMSCRIPTEN)
  list(FILTER message_tables EXCLUDE REGEX "/command\\.inc$") # the command is a native program
endif()
set(includes "")
foreach(table IN LISTS message_tables)
  get_filename_component(name ${table} NAME)
  string(APPEND includes "#include \"text/messages/${name}\"\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/messages_all.inc CONTENT "${includes}" @ONLY)
target_include_directories(truat_text PRIVATE ${CMAKE_BINARY_DIR}/generated)
