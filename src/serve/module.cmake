# The built web app becomes part of the program: plain and gzipped files by .incbin, and a table of
# them. Without the app the table is empty, and the program says how to build it.
file(GLOB_RECURSE web_files CONFIGURE_DEPENDS ${KARWAN_WEB_DIST}/*)
set(embed_script ${CMAKE_CURRENT_LIST_DIR}/embed_assets.cmake)
set(embed_folder ${PROJECT_BINARY_DIR}/web_assets)
add_custom_command(
  OUTPUT ${embed_folder}/assets.S ${embed_folder}/assets_table.cc
  COMMAND ${CMAKE_COMMAND} -DDIST=${KARWAN_WEB_DIST} -DOUT=${embed_folder} -P ${embed_script}
  DEPENDS ${web_files} ${embed_script}
  COMMENT "Embedding the web app")
target_sources(karwan_serve PRIVATE ${embed_folder}/assets.S ${embed_folder}/assets_table.cc)
target_compile_definitions(karwan_serve PRIVATE KARWAN_VERSION="${PROJECT_VERSION}")
