# How a module and the program are declared. Third-party packages are found here once.
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(EXPAT REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
# Those in C++ become part of the program, not of the many programs of tests, which would each carry
# ICU's data (docs/decisions/0025-linked-in.md).
set(usual_suffixes ${CMAKE_FIND_LIBRARY_SUFFIXES})
if(CMAKE_BUILD_TYPE STREQUAL Release)
  foreach(found ICU_DATA_LIBRARY_RELEASE ICU_I18N_LIBRARY_RELEASE ICU_UC_LIBRARY_RELEASE
                pkgcfg_lib_geographiclib_GeographicLib)
    if("${${found}}" MATCHES "\\.so$")
      unset(${found} CACHE)  # of a folder that was configured before
    endif()
  endforeach()
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  set(Boost_USE_STATIC_LIBS ON)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()
find_package(ICU REQUIRED COMPONENTS i18n uc data)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json url)
pkg_check_modules(geographiclib REQUIRED IMPORTED_TARGET geographiclib)
set(CMAKE_FIND_LIBRARY_SUFFIXES ${usual_suffixes})
add_library(karwan_icu INTERFACE)
target_link_libraries(karwan_icu INTERFACE ICU::i18n ICU::uc ICU::data)
add_library(karwan_fmt STATIC ${PROJECT_SOURCE_DIR}/cmake/fmt.cc)
pkg_check_modules(minizip REQUIRED IMPORTED_TARGET minizip)
pkg_check_modules(argon2 REQUIRED IMPORTED_TARGET libargon2)
# Headers only: the library is loaded where a file is written (docs/decisions/0012-omx.md).
pkg_check_modules(hdf5 REQUIRED hdf5-serial)
add_library(karwan_hdf5_headers INTERFACE)
target_include_directories(karwan_hdf5_headers SYSTEM INTERFACE ${hdf5_INCLUDE_DIRS})
target_link_libraries(karwan_hdf5_headers INTERFACE ${CMAKE_DL_LIBS})

add_library(karwan_options INTERFACE)
target_compile_options(karwan_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                -Wno-sign-conversion)
if(KARWAN_SANITIZE)
  # Left out is what AddressSanitizer sees too, and alignment, which x86-64 forgives: each use of a
  # member would be checked four times over, and compiling take a third longer.
  target_compile_options(karwan_options INTERFACE
    -fsanitize=${KARWAN_SANITIZE} -fno-sanitize=alignment,null,object-size,vptr
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(karwan_options INTERFACE -fsanitize=${KARWAN_SANITIZE})
endif()
find_program(MOLD mold)
if(MOLD AND NOT KARWAN_FUZZ)
  target_link_options(karwan_options INTERFACE -fuse-ld=mold)
endif()

# karwan_module(NAME DEPENDS [modules] LIBRARIES [targets]): src/NAME/*.cc and
# include/karwan/NAME/*.h. Where src/NAME/module.cmake exists, it adds to the target what only this
# module needs (generated sources).
function(karwan_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cc)
  if(NOT sources)
    return()
  endif()
  add_library(karwan_${name} STATIC ${sources})
  target_include_directories(karwan_${name} PUBLIC ${PROJECT_SOURCE_DIR}/include
                             PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(karwan_${name} PUBLIC karwan_options karwan_fmt ${ARG_LIBRARIES})
  foreach(dependency IN LISTS ARG_DEPENDS)
    if(TARGET karwan_${dependency})
      target_link_libraries(karwan_${name} PUBLIC karwan_${dependency})
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY KARWAN_MODULES ${name})
  include(${PROJECT_SOURCE_DIR}/src/${name}/module.cmake OPTIONAL)
endfunction()

# exe/*.cc: main and one file per subcommand.
function(karwan_program)
  cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/exe/*.cc)
  if(NOT sources)
    return()
  endif()
  add_executable(karwan ${sources})
  get_property(modules GLOBAL PROPERTY KARWAN_MODULES)
  list(TRANSFORM modules PREPEND karwan_)
  target_link_libraries(karwan PRIVATE ${modules} ${ARG_LIBRARIES})
  target_include_directories(karwan PRIVATE ${PROJECT_SOURCE_DIR})
endfunction()

# Target `headers`: each header of ours compiled alone, and twice in a row.
function(karwan_header_check)
  get_property(modules GLOBAL PROPERTY KARWAN_MODULES)
  set(sources "")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include
       ${PROJECT_SOURCE_DIR}/include/*.h)
  foreach(header IN LISTS headers)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${header}.cc)
    file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
    list(APPEND sources ${source})
  endforeach()
  if(NOT sources OR NOT modules)
    return()
  endif()
  add_library(headers OBJECT EXCLUDE_FROM_ALL ${sources})
  set_target_properties(headers PROPERTIES UNITY_BUILD OFF)
  target_compile_options(headers PRIVATE -O0 -g0)
  list(TRANSFORM modules PREPEND karwan_)
  target_link_libraries(headers PRIVATE ${modules} CLI11::CLI11)
endfunction()
