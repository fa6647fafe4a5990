# Flags of our own code, by the part it belongs to. Third-party code gets none of the warnings.
include(CheckCXXSourceCompiles)

# The browser build has libc++. Using it natively as well shows differences at once.
if(NOT EMSCRIPTEN)
  set(CMAKE_REQUIRED_FLAGS -stdlib=libc++)
  check_cxx_source_compiles("#include <vector>\nint main() {}" KEYPLAN_HAS_LIBCXX)
  unset(CMAKE_REQUIRED_FLAGS)
  if(KEYPLAN_HAS_LIBCXX)
    add_compile_options(-stdlib=libc++)
    add_link_options(-stdlib=libc++)
  endif()
endif()

# Bounds checks of the standard library wherever speed and size are not measured.
add_compile_definitions(
  $<$<CONFIG:Debug>:_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE>
  JSON_NOEXCEPTION=1)

if(KEYPLAN_SANITIZE OR KEYPLAN_FUZZ)
  # vptr checks need RTTI, which our own code is compiled without.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all)
  add_compile_options(${sanitizers} -fno-omit-frame-pointer)
  add_link_options(${sanitizers})
endif()
if(KEYPLAN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(EMSCRIPTEN)
  # All browsers with WebGL2 and these have been current since 2021.
  add_compile_options(-msimd128 -mbulk-memory -mnontrapping-fptoint)
endif()

# A visitor waits for every byte: only what is fast enough for nobody (reading and writing files,
# merging, simulating) is compiled for speed. Of analysis that would save a tenth of its time.
set(optimize_fast $<$<CONFIG:Release>:-O3>)
if(EMSCRIPTEN)
  set(optimize_small $<$<CONFIG:Release>:-Os>)
else()
  set(optimize_small $<$<CONFIG:Release>:-O2>)
endif()

set(keyplan_warnings -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Wextra-semi -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-designated-field-initializers>
  $<$<BOOL:${KEYPLAN_WERROR}>:-Werror>)
