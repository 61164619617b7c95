# A script: cmake -DDIST=web/dist -DOUT=folder -P embed_assets.cmake
# Writes OUT/assets.S and OUT/assets_table.cc, the files of DIST sorted by path. Text is also kept
# gzipped where that saves a tenth.
cmake_minimum_required(VERSION 3.25)

set(type_html "text/html; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_mjs "text/javascript; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_json "application/json")
set(type_svg "image/svg+xml")
set(type_png "image/png")
set(type_woff2 "font/woff2")
set(packed html js mjs css json svg)

file(MAKE_DIRECTORY ${OUT})
file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
list(SORT files)
set(assembly "  .section .note.GNU-stack,\"\",%progbits\n  .section .rodata\n")
set(declarations "")
set(rows "")
set(index 0)
foreach(file IN LISTS files)
  string(REGEX MATCH "[^.]+$" extension ${file})
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "${DIST}/${file}: no media type for .${extension}; "
                        "add it to src/serve/embed_assets.cmake")
  endif()
  file(SHA256 ${DIST}/${file} digest)
  string(SUBSTRING ${digest} 0 32 etag)
  set(zipped "{}")
  set(names plain_${index})
  set(paths ${DIST}/${file})
  if(extension IN_LIST packed)
    set(gz ${OUT}/${index}.gz)
    execute_process(COMMAND gzip -9 -n -c ${DIST}/${file} OUTPUT_FILE ${gz}
                    COMMAND_ERROR_IS_FATAL ANY)
    file(SIZE ${gz} small)
    file(SIZE ${DIST}/${file} large)
    math(EXPR limit "${large} * 9 / 10")
    if(small LESS limit)
      list(APPEND names gzip_${index})
      list(APPEND paths ${gz})
      set(zipped "bytes(karwan_gzip_${index}, karwan_gzip_${index}_end)")
    endif()
  endif()
  foreach(name path IN ZIP_LISTS names paths)
    string(APPEND assembly "  .global karwan_${name}\n  .global karwan_${name}_end\n"
           "karwan_${name}:\n  .incbin \"${path}\"\nkarwan_${name}_end:\n")
    string(APPEND declarations "extern char const karwan_${name}[], karwan_${name}_end[];\n")
  endforeach()
  string(APPEND rows "    {\"/${file}\", \"${type_${extension}}\", \"\\\"${etag}\\\"\",\n"
         "     bytes(karwan_plain_${index}, karwan_plain_${index}_end),\n     ${zipped}},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(CONFIGURE OUTPUT ${OUT}/assets.S CONTENT "${assembly}" @ONLY)
if(rows)
  set(table "asset const kAssets[] = {\n${rows}};\n")
  set(result "kAssets")
else()
  set(table "")
  set(result "{}")
endif()
file(CONFIGURE OUTPUT ${OUT}/assets_table.cc @ONLY CONTENT "#include \"karwan/serve/assets.h\"

extern \"C\" {
${declarations}}

namespace karwan::serve {
namespace {

[[maybe_unused]] std::string_view bytes(char const* from, char const* to) {
  return {from, static_cast<std::size_t>(to - from)};
}

${table}
}  // namespace

std::span<asset const> embedded_assets() {
  return ${result};
}

}  // namespace karwan::serve
")
file(TOUCH ${OUT}/assets.S ${OUT}/assets_table.cc)
