include(CheckCXXSymbolExists)

# The peers of frame_bench, as the target framering_bench_peers. Each is built if its library is
# found; the bench names those that are not.
option(FRAMERING_BENCH_PEERS "Build what frame_bench measures beside framering, where it is found" ON)
set(_not_built "its library was not found when this was built: scripts/packages bench installs it")
if(NOT FRAMERING_BENCH_PEERS)
  set(_not_built "this was built with FRAMERING_BENCH_PEERS off")
endif()

add_library(framering_bench_peers STATIC
  src/peers/peers.cpp src/peers/program.cpp src/peers/remains.cpp)
target_include_directories(framering_bench_peers
  PUBLIC src "${PROJECT_SOURCE_DIR}/common/src" PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
target_compile_definitions(framering_bench_peers PRIVATE
  "FRAMERING_PEERS_NOT_BUILT=\"${_not_built}\"")
target_link_libraries(framering_bench_peers
  PUBLIC framering::framering PRIVATE framering_options)

# add_bench_peer(NAME FOUND [SOURCES ...] [LIBRARIES ...]): NAME_way() of makers.hpp.
function(add_bench_peer name found)
  cmake_parse_arguments(peer "" "" "SOURCES;LIBRARIES" ${ARGN})
  set(maker nullptr)
  if(FRAMERING_BENCH_PEERS AND found)
    set(maker ${name}_way)
    target_sources(framering_bench_peers PRIVATE src/peers/${name}_way.cpp ${peer_SOURCES})
    target_link_libraries(framering_bench_peers PRIVATE ${peer_LIBRARIES})
  endif()
  string(TOUPPER ${name} macro)
  target_compile_definitions(framering_bench_peers PRIVATE FRAMERING_${macro}_WAY=${maker})
  message(STATUS "frame_bench's peer ${name}: ${maker}")
endfunction()

if(FRAMERING_BENCH_PEERS)
  find_package(iceoryx_posh CONFIG QUIET)
  find_package(cppzmq CONFIG QUIET)
  find_package(CycloneDDS CONFIG QUIET)
  find_package(PkgConfig QUIET)
  pkg_check_modules(gstreamer QUIET IMPORTED_TARGET gstreamer-1.0 gstreamer-app-1.0)
  pkg_get_variable(gstreamer_plugins gstreamer-1.0 pluginsdir)
  if(iceoryx_posh_FOUND AND CycloneDDS_FOUND)  # up to 0.10 it can be built with iceoryx
    check_cxx_symbol_exists(DDS_HAS_SHM dds/features.h cyclone_shares_memory)
  endif()
endif()

add_bench_peer(iceoryx "${iceoryx_posh_FOUND}"
  SOURCES src/peers/roudi.cpp src/peers/iceoryx_runtime.cpp
  LIBRARIES iceoryx_posh::iceoryx_posh)
add_bench_peer(zeromq "${cppzmq_FOUND}" LIBRARIES cppzmq)
add_bench_peer(gstreamer "${gstreamer_FOUND}" LIBRARIES PkgConfig::gstreamer)
set_property(SOURCE src/peers/gstreamer_way.cpp APPEND PROPERTY
  COMPILE_DEFINITIONS "FRAMERING_GSTREAMER_PLUGINS=\"${gstreamer_plugins}\"")
add_bench_peer(cyclone "${cyclone_shares_memory}" LIBRARIES CycloneDDS::ddsc)
add_bench_peer(python ON)

# The Python scheme's scripts as C++ strings, so that the program needs no files when it runs.
set(scripts "")
foreach(name trial.py writer.py reader.py)
  set(file "${CMAKE_CURRENT_SOURCE_DIR}/src/peers/python/${name}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" text)
  string(APPEND scripts "    {\"${name}\", R\"py(${text})py\"},\n")
endforeach()
configure_file(src/peers/python_scripts.hpp.in python_scripts.hpp @ONLY)
