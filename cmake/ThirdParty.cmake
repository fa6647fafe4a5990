# Libraries of others, all compiled here from source: the same flags and the same standard library
# natively and in the browser. scripts/in-root sets the variables that name the source folders.

# Headers of the system must not come along with the two libraries we take from there.
set(third_party_include ${CMAKE_BINARY_DIR}/third_party/include)
find_path(NLOHMANN_JSON_INCLUDE nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
find_path(XXHASH_INCLUDE xxhash.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${third_party_include})
file(CREATE_LINK ${NLOHMANN_JSON_INCLUDE}/nlohmann ${third_party_include}/nlohmann SYMBOLIC)
file(CREATE_LINK ${XXHASH_INCLUDE}/xxhash.h ${third_party_include}/xxhash.h SYMBOLIC)
add_library(third_party_headers INTERFACE)
target_include_directories(third_party_headers SYSTEM INTERFACE ${third_party_include})
if(EMSCRIPTEN)
  # xxhash would take Emscripten's arm_neon.h for complete and include it.
  target_compile_options(third_party_headers INTERFACE "-DXXH_HAS_INCLUDE(x)=0")
endif()

# ---- Dear ImGui ----------------------------------------------------------------------------------
set(imgui_dir $ENV{IMGUI_DIR})
if(NOT EXISTS ${imgui_dir}/imgui.h)
  message(FATAL_ERROR "IMGUI_DIR names no folder with imgui.h. Run ./scripts/build, which sets it.")
endif()
add_library(imgui STATIC EXCLUDE_FROM_ALL
  ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_demo.cpp ${imgui_dir}/imgui_draw.cpp
  ${imgui_dir}/imgui_tables.cpp ${imgui_dir}/imgui_widgets.cpp
  ${imgui_dir}/misc/cpp/imgui_stdlib.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_dir} ${imgui_dir}/misc/cpp)
target_include_directories(imgui PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/imconfig.h")
target_compile_options(imgui PRIVATE -w -fno-exceptions -fno-rtti ${optimize_small})
if(KEYPLAN_SANITIZE)
  # Its list clipper turns the "nothing" rectangle of a Tab press (FLT_MAX) into an int, and drops it.
  target_compile_options(imgui PRIVATE -fno-sanitize=float-cast-overflow)
endif()

# ---- Fonts: a subset of Inter, made at build time ------------------------------------------------
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(inter_dir /usr/share/fonts/opentype/inter CACHE PATH "Folder with Inter-Regular.otf")
set(fonts_source ${CMAKE_BINARY_DIR}/generated/fonts.cpp)
add_custom_command(OUTPUT ${fonts_source}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/scripts/make_fonts.py ${fonts_source}
    inter_regular=${inter_dir}/Inter-Regular.otf inter_semibold=${inter_dir}/Inter-SemiBold.otf
  DEPENDS ${CMAKE_SOURCE_DIR}/scripts/make_fonts.py
  COMMENT "Making the font subset" VERBATIM)
add_library(keyplan_fonts STATIC EXCLUDE_FROM_ALL ${fonts_source})
target_include_directories(keyplan_fonts PRIVATE ${CMAKE_SOURCE_DIR}/src)

# ---- Test libraries ------------------------------------------------------------------------------
# Tests use exceptions (rapidcheck reports through them), also in wasm; our own code never does.
if(EMSCRIPTEN)
  set(test_exceptions -fwasm-exceptions)
else()
  set(test_exceptions -fexceptions)
endif()

set(googletest_dir $ENV{GOOGLETEST_DIR})
set(rapidcheck_dir $ENV{RAPIDCHECK_DIR})
if(EXISTS ${googletest_dir}/googletest AND EXISTS ${rapidcheck_dir}/src)
  file(GLOB_RECURSE rapidcheck_sources ${rapidcheck_dir}/src/*.cpp)
  add_library(test_libraries STATIC EXCLUDE_FROM_ALL
    ${googletest_dir}/googletest/src/gtest-all.cc ${googletest_dir}/googlemock/src/gmock-all.cc
    ${googletest_dir}/googlemock/src/gmock_main.cc ${rapidcheck_sources})
  target_include_directories(test_libraries
    SYSTEM PUBLIC ${googletest_dir}/googletest/include ${googletest_dir}/googlemock/include
      ${rapidcheck_dir}/include ${rapidcheck_dir}/extras/gtest/include
      ${rapidcheck_dir}/extras/gmock/include
    PRIVATE ${googletest_dir}/googletest ${googletest_dir}/googlemock)
  # Small files behind the same large headers.
  set_source_files_properties(${rapidcheck_sources} PROPERTIES UNITY_GROUP rapidcheck)
  set_target_properties(test_libraries PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # rapidcheck's headers do not include all of the standard library that they use.
  target_compile_options(test_libraries
    PUBLIC ${test_exceptions} "SHELL:-include exception -include algorithm" PRIVATE -w)
  target_compile_definitions(test_libraries PUBLIC _LIBCPP_DISABLE_DEPRECATION_WARNINGS)
  target_link_options(test_libraries PUBLIC ${test_exceptions})
  if(EMSCRIPTEN)
    target_compile_definitions(test_libraries PUBLIC GTEST_HAS_PTHREAD=0)
  endif()
else()
  message(STATUS "No tests: GOOGLETEST_DIR and RAPIDCHECK_DIR name no source folders.")
  set(BUILD_TESTING OFF)
endif()

set(benchmark_dir $ENV{BENCHMARK_DIR})
if(EXISTS ${benchmark_dir}/src)
  file(GLOB benchmark_sources ${benchmark_dir}/src/*.cc)
  add_library(benchmark STATIC EXCLUDE_FROM_ALL ${benchmark_sources})
  target_include_directories(benchmark SYSTEM PUBLIC ${benchmark_dir}/include)
  target_compile_definitions(benchmark PUBLIC BENCHMARK_STATIC_DEFINE
    PRIVATE HAVE_STD_REGEX HAVE_STEADY_CLOCK BENCHMARK_VERSION="pinned")
  target_compile_options(benchmark PRIVATE -w -O2)
endif()
