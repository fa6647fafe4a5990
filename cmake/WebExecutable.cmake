# The page's program: keyplan.js (an ES module) and keyplan.wasm in the build folder, which
# web/build.mjs bundles.
file(GLOB web_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/platform/web/*.cpp)
if(NOT web_sources)
  return()
endif()
file(GLOB web_js_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/platform/web/*.js)

add_executable(keyplan_web ${web_sources})
_own_code(keyplan_web)
target_compile_options(keyplan_web PRIVATE -fno-exceptions -fno-rtti ${optimize_small})
_link(keyplan_web keyplan_app keyplan_screens keyplan_widgets ${core_libraries})
set_target_properties(keyplan_web PROPERTIES
  OUTPUT_NAME keyplan RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
foreach(library IN LISTS web_js_libraries)
  target_link_options(keyplan_web PRIVATE --js-library ${library})
endforeach()
set_target_properties(keyplan_web PROPERTIES LINK_DEPENDS "${web_js_libraries}")

target_link_options(keyplan_web PRIVATE
  -fno-exceptions -fno-rtti --no-entry
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sEXPORT_NAME=createKeyplan -sENVIRONMENT=web
  # Exports are marked in src/platform/web/main.cpp; the page loads the module itself.
  -sEXPORTED_FUNCTIONS=[] -sEXPORTED_RUNTIME_METHODS=[] -sINCOMING_MODULE_JS_API=instantiateWasm,host
  -sFILESYSTEM=0 -sWASM_BIGINT=1 -sMALLOC=emmalloc
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=32MB -sMAXIMUM_MEMORY=2GB
  -sSTACK_SIZE=1MB -sSTACK_OVERFLOW_CHECK=1
  # No eval in the page, whatever its content security policy says.
  -sDYNAMIC_EXECUTION=0
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_ENABLE_GET_PROC_ADDRESS=0
  -sGL_TRACK_ERRORS=0
  $<$<CONFIG:Release>:-Os>
  # Binaryen else makes one function of 700 kB of all screens, which no browser optimises in good time.
  $<$<CONFIG:Release>:-sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=300>
  $<$<CONFIG:Debug>:-sASSERTIONS=2>
  $<$<CONFIG:Debug>:-g2>)

# What a worker runs: keyplan_trials.wasm, without any JavaScript of Emscripten's.
add_executable(keyplan_trials ${CMAKE_SOURCE_DIR}/src/platform/web/worker/trials.cpp)
_own_code(keyplan_trials)
target_compile_options(keyplan_trials PRIVATE -fno-exceptions -fno-rtti ${optimize_fast})
_link(keyplan_trials keyplan_simulation keyplan_analysis keyplan_model keyplan_text)
set_target_properties(keyplan_trials PROPERTIES
  SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
target_link_options(keyplan_trials PRIVATE
  -fno-exceptions -fno-rtti --no-entry -sSTANDALONE_WASM=1 -sEXPORTED_FUNCTIONS=[]
  -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16MB -sMAXIMUM_MEMORY=1GB
  $<$<CONFIG:Release>:-O3>)
