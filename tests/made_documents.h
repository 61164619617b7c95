#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

// Documents for tests, made and not kept: small, and plain where they are broken.
namespace karwan::ingest {

// A ZIP archive of these parts. `password`: its parts are marked as encrypted.
inline std::string zipped(std::map<std::string, std::string> const& parts, bool password = false) {
  auto const file = std::filesystem::temp_directory_path() / fmt::format("karwan-{}.zip", getpid());
  auto* const zip = zipOpen(file.c_str(), APPEND_STATUS_CREATE);
  for (auto const& [name, bytes] : parts) {
    zipOpenNewFileInZip(zip, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                        Z_BEST_COMPRESSION);
    zipWriteInFileInZip(zip, bytes.data(), static_cast<unsigned>(bytes.size()));
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
  std::ifstream in{file, std::ios::binary};
  std::string out{std::istreambuf_iterator<char>{in}, {}};
  std::filesystem::remove(file);
  constexpr std::size_t kFlagsInDirectory = 8;
  for (auto at = out.find("PK\x01\x02"); password && at != std::string::npos;
       at = out.find("PK\x01\x02", at + 1)) {
    out[at + kFlagsInDirectory] = static_cast<char>(out[at + kFlagsInDirectory] | 1);
  }
  return out;
}

// `body`: what lies within w:body.
inline std::string docx_of(std::string_view body) {
  return zipped(
      {{"word/document.xml",
        fmt::format(R"(<w:document xmlns:w="w" xmlns:mc="mc"><w:body>{}</w:body></w:document>)",
                    body)},
       {"docProps/core.xml",
        R"(<p xmlns:dc="d"><dc:title>A talk</dc:title><dc:language>en-GB</dc:language></p>)"}});
}

// `body`: what lies within office:text.
inline std::string odt_of(std::string_view body) {
  return zipped(
      {{"content.xml",
        fmt::format(R"(<o xmlns:text="t" xmlns:office="o"><office:text>{}</office:text></o>)",
                    body)},
       {"meta.xml", R"(<o xmlns:dc="d"><dc:title>A protocol</dc:title></o>)"}});
}

// One page, a line of text each, in ASCII.
inline std::string pdf_of(std::string_view lines) {
  std::string drawn = "BT /F 12 Tf 50 750 Td 14 TL\n";
  for (std::size_t at = 0; at < lines.size();) {
    auto const end = std::min(lines.find('\n', at), lines.size());
    drawn += fmt::format("({}) Tj T*\n", lines.substr(at, end - at));
    at = end + 1;
  }
  drawn += "ET\n";
  return fmt::format(
      "%PDF-1.4\n"
      "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
      "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
      "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R"
      "/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
      "4 0 obj <</Length {}>> stream\n{}endstream endobj\n"
      "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
      "trailer <</Root 1 0 R>>\n%%EOF\n",
      drawn.size(), drawn);
}

}  // namespace karwan::ingest
