# Every table of src/text/messages, packed into one embedded file, so that an area is one file to add.
file(GLOB message_tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/text/messages/*.inc)
if(EMSCRIPTEN)
  list(FILTER message_tables EXCLUDE REGEX "/command\\.inc$") # the command is a native program
endif()
set(messages ${CMAKE_BINARY_DIR}/generated/messages.txt)
add_custom_command(OUTPUT ${messages}
  COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/join_messages.py ${messages} ${message_tables}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/join_messages.py ${message_tables}
  COMMENT "Joining the messages" VERBATIM)
truat_embed(text/messages.txt ${messages})
