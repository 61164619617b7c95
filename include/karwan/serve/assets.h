#pragma once

#include <span>
#include <string_view>

#include "karwan/serve/http.h"

// The files of the web app as they stand in the program. Only what is in the table can be asked
// for: no path reaches the disk.
namespace karwan::serve {

struct asset {
  std::string_view path;  // begins with /
  std::string_view type;
  std::string_view etag;  // in quotes
  std::string_view plain;
  std::string_view gzip;  // empty: not worth it
};

// Sorted by path; empty where the program was built without the app.
std::span<asset const> embedded_assets();

// An asset, the app's page for the paths that the app itself routes, or a problem.
reply asset_reply(std::span<asset const>, request const&);

}  // namespace karwan::serve
