// The files of the web application, inside the program: a table, and no disk at all.
//
// cmake/embed_assets.py writes the table from what the web build left, in the order of the paths;
// same files, same bytes. A path is found whole or not at all, so there is nothing to climb out of.
//
// Errors: null for what is not there. Complexity: linear in the files, of which there are few.
#pragma once

#include <span>
#include <string_view>

namespace caucus::serve {

struct Asset {
  std::string_view path;  // "/assets/index-BUiyHjOq.js"; "/index.html" is the shell
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view bytes;
  std::string_view gzip;  // the same compressed; empty where that is not smaller
  std::string_view etag;  // quoted
  bool hashed;            // the path holds the content's fingerprint: it never changes
};

using Assets = std::span<const Asset>;

const Asset* find_asset(Assets assets, std::string_view path);

// Whether a browser that sends this header `Accept-Encoding` takes gzip.
bool takes_gzip(std::string_view accept_encoding);

// The table of this program; empty where it was built without the web application.
Assets web_assets();

}  // namespace caucus::serve
