# One set of compiler flags for every target. Included before any target is defined.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Assertions are always on: Release differs from Debug by optimisation alone (no -DNDEBUG).
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g -D_GLIBCXX_ASSERTIONS")

set(CAUCUS_SANITIZE "" CACHE STRING "sanitizers for every target, as in -fsanitize=<value>")
option(CAUCUS_COVERAGE_FOR_FUZZ "instrument every target so that libFuzzer sees new paths" OFF)
option(CAUCUS_STATIC "link the C++ library and fmt into the program, so that it travels alone" OFF)

find_program(CAUCUS_CCACHE ccache)
if(CAUCUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CAUCUS_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wconversion -Wshadow -Werror)
# g++ 12 sees overlapping copies where strings are joined by + (its bug 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict)
endif()
# Same inputs, same bytes out: no fused multiply-add, whatever the processor offers.
add_compile_options(-ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # g++ keeps this apart from -Wconversion; without it both compilers ask for the same casts.
  add_compile_options(-Wno-sign-conversion)
endif()

# By what the limits of the tests' times are multiplied.
set(caucus_patience 1)
if(CAUCUS_SANITIZE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ documents false alarms of this one warning in sanitized code; other builds keep it.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  add_compile_options(-fsanitize=${CAUCUS_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # What clang 14 puts before functions for this check it cannot put before coroutines.
    set_source_files_properties(${PROJECT_SOURCE_DIR}/src/caucus/serve/server.cc
                                PROPERTIES COMPILE_OPTIONS -fno-sanitize=function)
  endif()
  add_link_options(-fsanitize=${CAUCUS_SANITIZE})
  set(caucus_patience 4)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong
                      -fstack-clash-protection)
  add_link_options(-Wl,-z,relro,-z,now -Wl,-z,noexecstack)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
endif()
if(CAUCUS_COVERAGE_FOR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CAUCUS_STATIC)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()
