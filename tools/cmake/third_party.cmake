# Third-party sources as targets deps::<name>. Each comes from .deps/<name> (tools/fetch sources) or from the folder
# given as -DTRUAT_<NAME>_SOURCE=…. Only the files we use are compiled, with warnings off.

if(DEFINED ENV{TRUAT_DEPS})
  set(TRUAT_DEPS $ENV{TRUAT_DEPS} CACHE PATH "Folder of the fetched sources and tools")
else()
  set(TRUAT_DEPS ${CMAKE_SOURCE_DIR}/.deps CACHE PATH "Folder of the fetched sources and tools")
endif()

# Sets <NAME>_DIR to the source folder of <name>, or stops with what to do.
macro(truat_source name)
  string(TOUPPER ${name} upper)
  set(TRUAT_${upper}_SOURCE "" CACHE PATH "Use this folder as the source of ${name}")
  if(TRUAT_${upper}_SOURCE)
    set(${upper}_DIR ${TRUAT_${upper}_SOURCE})
  else()
    set(${upper}_DIR ${TRUAT_DEPS}/${name})
  endif()
  if(NOT IS_DIRECTORY ${${upper}_DIR})
    message(FATAL_ERROR "The source of ${name} is not there (${${upper}_DIR}). Run tools/fetch, or give "
                        "-DTRUAT_${upper}_SOURCE=<folder>.")
  endif()
endmacro()

function(truat_third_party name)
  cmake_parse_arguments(ARG "" "" "SOURCES;INCLUDE;DEFINE;PRIVATE_DEFINE;LINK" ${ARGN})
  if(ARG_SOURCES)
    add_library(deps_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(deps_${name} PRIVATE truat_third_party PUBLIC ${ARG_LINK})
    target_include_directories(deps_${name} SYSTEM PUBLIC ${ARG_INCLUDE})
    target_compile_definitions(deps_${name} PUBLIC ${ARG_DEFINE} PRIVATE ${ARG_PRIVATE_DEFINE})
  else()
    add_library(deps_${name} INTERFACE)
    target_include_directories(deps_${name} SYSTEM INTERFACE ${ARG_INCLUDE})
    target_compile_definitions(deps_${name} INTERFACE ${ARG_DEFINE})
  endif()
  add_library(deps::${name} ALIAS deps_${name})
endfunction()

truat_source(doctest)
truat_third_party(doctest INCLUDE ${DOCTEST_DIR} DEFINE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)

truat_source(yyjson)
# Only its reader of standard JSON: base/json.h writes. Doubles, which are rare here, are read by the C library, without tables.
truat_third_party(yyjson SOURCES ${YYJSON_DIR}/src/yyjson.c INCLUDE ${YYJSON_DIR}/src
  DEFINE YYJSON_DISABLE_WRITER=1 YYJSON_DISABLE_UTILS=1 YYJSON_DISABLE_NON_STANDARD=1 YYJSON_DISABLE_FAST_FP_CONV=1)

truat_source(zlib)
foreach(file adler32 compress crc32 deflate inflate inffast inftrees trees uncompr zutil)
  list(APPEND ZLIB_FILES ${ZLIB_DIR}/${file}.c)
endforeach()
truat_third_party(zlib SOURCES ${ZLIB_FILES} INCLUDE ${ZLIB_DIR} PRIVATE_DEFINE HAVE_UNISTD_H)
truat_third_party(minizip
  SOURCES ${ZLIB_DIR}/contrib/minizip/zip.c ${ZLIB_DIR}/contrib/minizip/unzip.c ${ZLIB_DIR}/contrib/minizip/ioapi.c
  INCLUDE ${ZLIB_DIR}/contrib/minizip
  DEFINE NOCRYPT NOUNCRYPT
  LINK deps::zlib)

truat_source(pugixml)
truat_third_party(pugixml SOURCES ${PUGIXML_DIR}/src/pugixml.cpp INCLUDE ${PUGIXML_DIR}/src
  DEFINE PUGIXML_NO_EXCEPTIONS PUGIXML_NO_XPATH PUGIXML_NO_STL)

truat_source(mbedtls)
foreach(file aes asn1parse asn1write bignum bignum_core bignum_mod bignum_mod_raw block_cipher cipher cipher_wrap constant_time
        ecdsa ecp ecp_curves gcm hmac_drbg md oid pkcs5 platform_util sha256)
  list(APPEND MBEDTLS_FILES ${MBEDTLS_DIR}/library/${file}.c)
endforeach()
truat_third_party(mbedtls
  SOURCES ${MBEDTLS_FILES}
  INCLUDE ${MBEDTLS_DIR}/include ${CMAKE_SOURCE_DIR}/tools/cmake
  DEFINE MBEDTLS_CONFIG_FILE=<mbedtls_config.h>)

truat_source(imgui)
set(IMGUI_CONFIG)
if(EXISTS ${CMAKE_SOURCE_DIR}/src/ui/imgui_config.h)
  set(IMGUI_CONFIG IMGUI_USER_CONFIG="${CMAKE_SOURCE_DIR}/src/ui/imgui_config.h")
endif()
# imgui_draw.cpp and imgui_widgets.cpp are compiled in src/ui/theme, with Thai clusters; so each library needs the other.
# Its tables are left out (src/ui/theme/imgui_without_tables.cpp).
truat_third_party(imgui
  SOURCES ${IMGUI_DIR}/imgui.cpp
  INCLUDE ${IMGUI_DIR}
  DEFINE IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT
         ${IMGUI_CONFIG})

if(EMSCRIPTEN AND TRUAT_SITE)
  include(sdl2)
endif()
