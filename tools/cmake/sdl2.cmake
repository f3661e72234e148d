# deps::sdl2 and deps::imgui_backend: the window and the drawing of the site. SDL's own CMake takes minutes under
# Emscripten, as each of its checks links; these are the sources that Emscripten's port of SDL2 names.
truat_source(sdl2)
set(SDL2_FILES
  SDL.c SDL_assert.c SDL_dataqueue.c SDL_error.c SDL_guid.c SDL_hints.c SDL_list.c SDL_log.c SDL_utils.c
  atomic/SDL_atomic.c atomic/SDL_spinlock.c
  audio/SDL_audio.c audio/SDL_audiocvt.c audio/SDL_audiodev.c audio/SDL_audiotypecvt.c audio/SDL_mixer.c
  audio/SDL_wave.c audio/disk/SDL_diskaudio.c audio/dummy/SDL_dummyaudio.c audio/emscripten/SDL_emscriptenaudio.c
  cpuinfo/SDL_cpuinfo.c dynapi/SDL_dynapi.c
  events/SDL_clipboardevents.c events/SDL_displayevents.c events/SDL_dropevents.c events/SDL_events.c
  events/SDL_gesture.c events/SDL_keyboard.c events/SDL_keysym_to_scancode.c events/SDL_mouse.c events/SDL_quit.c
  events/SDL_scancode_tables.c events/SDL_touch.c events/SDL_windowevents.c
  file/SDL_rwops.c filesystem/emscripten/SDL_sysfilesystem.c
  loadso/dlopen/SDL_sysloadso.c locale/SDL_locale.c locale/emscripten/SDL_syslocale.c
  main/dummy/SDL_dummy_main.c misc/SDL_url.c misc/emscripten/SDL_sysurl.c
  power/SDL_power.c power/emscripten/SDL_syspower.c
  render/SDL_d3dmath.c render/SDL_render.c render/SDL_yuv_sw.c
  render/opengles2/SDL_render_gles2.c render/opengles2/SDL_shaders_gles2.c
  render/software/SDL_blendfillrect.c render/software/SDL_blendline.c render/software/SDL_blendpoint.c
  render/software/SDL_drawline.c render/software/SDL_drawpoint.c render/software/SDL_render_sw.c
  render/software/SDL_rotate.c render/software/SDL_triangle.c
  stdlib/SDL_crc16.c stdlib/SDL_crc32.c stdlib/SDL_getenv.c stdlib/SDL_iconv.c stdlib/SDL_malloc.c
  stdlib/SDL_qsort.c stdlib/SDL_stdlib.c stdlib/SDL_string.c stdlib/SDL_strtokr.c
  thread/SDL_thread.c thread/generic/SDL_syscond.c thread/generic/SDL_sysmutex.c thread/generic/SDL_syssem.c
  thread/generic/SDL_systhread.c thread/generic/SDL_systls.c
  timer/SDL_timer.c timer/unix/SDL_systimer.c
  video/SDL_RLEaccel.c video/SDL_blit.c video/SDL_blit_0.c video/SDL_blit_1.c video/SDL_blit_A.c video/SDL_blit_N.c
  video/SDL_blit_auto.c video/SDL_blit_copy.c video/SDL_blit_slow.c video/SDL_bmp.c video/SDL_clipboard.c
  video/SDL_egl.c video/SDL_fillrect.c video/SDL_pixels.c video/SDL_rect.c video/SDL_shape.c video/SDL_stretch.c
  video/SDL_surface.c video/SDL_video.c video/SDL_yuv.c video/yuv2rgb/yuv_rgb_std.c
  video/dummy/SDL_nullevents.c video/dummy/SDL_nullframebuffer.c video/dummy/SDL_nullvideo.c
  video/emscripten/SDL_emscriptenevents.c video/emscripten/SDL_emscriptenframebuffer.c
  video/emscripten/SDL_emscriptenmouse.c video/emscripten/SDL_emscriptenopengles.c
  video/emscripten/SDL_emscriptenvideo.c)
list(TRANSFORM SDL2_FILES PREPEND ${SDL2_DIR}/src/)
# A window with WebGL2 and its events: no surfaces to blit, no renderer of SDL's own, no sound, no game controllers.
truat_third_party(sdl2 SOURCES ${SDL2_FILES} ${CMAKE_CURRENT_LIST_DIR}/sdl2_no_controllers.c INCLUDE ${SDL2_DIR}/include
  PRIVATE_DEFINE SDL_LEAN_AND_MEAN=1 SDL_RENDER_DISABLED=1 SDL_AUDIO_DISABLED=1 SDL_JOYSTICK_DISABLED=1 SDL_HAPTIC_DISABLED=1
    SDL_HIDAPI_DISABLED=1 SDL_SENSOR_DISABLED=1)
set_source_files_properties(${SDL2_DIR}/src/video/emscripten/SDL_emscriptenmouse.c PROPERTIES
  COMPILE_OPTIONS "-I${SDL2_DIR}/src;-include;${CMAKE_CURRENT_LIST_DIR}/sdl2_no_picture_cursors.h")
# SDL2 subtracts and adds pointers past the ends of its arrays.
target_compile_options(deps_sdl2 PRIVATE -fwrapv-pointer)

truat_third_party(imgui_backend
  SOURCES ${IMGUI_DIR}/backends/imgui_impl_sdl2.cpp ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp
  INCLUDE ${IMGUI_DIR}/backends
  # src/app/gl_state_web.cpp answers these.
  PRIVATE_DEFINE SDL_GetRendererOutputSize=truat_no_renderer IMGUI_IMPL_OPENGL_ES3 glGetIntegerv=truat_gl_integers glGetString=truat_gl_string
    glGetShaderiv=truat_gl_shader_state glGetProgramiv=truat_gl_program_state
  LINK deps::imgui deps::sdl2)
