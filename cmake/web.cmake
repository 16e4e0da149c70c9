# The web application inside the program: what its build left in <folder> becomes the table of
# src/caucus/serve/assets.h. Without that folder the table is empty, and the program says so when it
# is asked for a page; `./run build` builds the web application first.
function(caucus_web_assets module folder)
  set(dist ${CMAKE_SOURCE_DIR}/${folder})
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_assets.py)
  set(table ${CMAKE_BINARY_DIR}/web_assets.cc)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${dist}/*)
  add_custom_command(OUTPUT ${table}
    COMMAND ${CAUCUS_PYTHON} -B ${script} ${dist} ${table}
    DEPENDS ${script} ${files}
    COMMENT "Embedding the web application" VERBATIM)
  target_sources(caucus_${module} PRIVATE ${table})
endfunction()
