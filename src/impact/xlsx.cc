#include "impact/xlsx.h"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <cmath>
#include <cstdint>

#include "karwan/base/markup.h"

namespace karwan::impact {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

struct part {
  std::string name, bytes;
};

// Little-endian.
void put(std::string& out, std::uint32_t v, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(v >> (8 * i) & 0xFFU);
  }
}

std::uint32_t crc_of(std::string const& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

// What a local header and a line of the directory have in common. The date is 1980-01-01.
void put_common(std::string& out, part const& p) {
  put(out, 20, 2);      // version needed: 2.0
  put(out, 0x0800, 2);  // names are UTF-8
  put(out, 0, 2);       // stored
  put(out, 0, 2);
  put(out, 0x0021, 2);
  put(out, crc_of(p.bytes), 4);
  put(out, static_cast<std::uint32_t>(p.bytes.size()), 4);
  put(out, static_cast<std::uint32_t>(p.bytes.size()), 4);
  put(out, static_cast<std::uint32_t>(p.name.size()), 2);
  put(out, 0, 2);
}

std::string zipped(std::vector<part> const& parts) {
  std::string out, directory;
  for (auto const& p : parts) {
    put(directory, 0x02014B50, 4);
    put(directory, 20, 2);
    put_common(directory, p);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, static_cast<std::uint32_t>(out.size()), 4);
    directory += p.name;
    put(out, 0x04034B50, 4);
    put_common(out, p);
    out += p.name + p.bytes;
  }
  auto const at = static_cast<std::uint32_t>(out.size());
  out += directory;
  put(out, 0x06054B50, 4);
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(parts.size()), 2);
  put(out, static_cast<std::uint32_t>(parts.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, at, 4);
  put(out, 0, 2);
  return out;
}

std::string number(double v) {
  return fmt::format("{}", v);  // the shortest that reads back the same
}

std::string cell_xml(cell const& c, std::string const& at, bool heading) {
  auto const style = heading ? " s=\"1\"" : "";
  if (auto const* text = std::get_if<std::string>(&c)) {
    return fmt::format(
        "<c r=\"{}\" t=\"inlineStr\"{}><is><t xml:space=\"preserve\">{}</t></is></c>", at, style,
        markup_escaped(*text));
  }
  if (auto const* v = std::get_if<double>(&c)) {
    return std::isfinite(*v) ? fmt::format("<c r=\"{}\"><v>{}</v></c>", at, number(*v)) : "";
  }
  if (auto const* f = std::get_if<formula>(&c)) {
    auto const value =
        std::isfinite(f->value) ? fmt::format("<v>{}</v>", number(f->value)) : std::string{};
    return fmt::format("<c r=\"{}\"><f>{}</f>{}</c>", at, markup_escaped(f->text), value);
  }
  return {};
}

std::string sheet_xml(sheet_page const& page) {
  auto out = fmt::format(
      "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\">"
      "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
      "state=\"frozen\"/></sheetView></sheetViews>",
      kHead, kMain);
  if (!page.widths.empty()) {
    out += "<cols>";
    for (std::size_t i = 0; i < page.widths.size(); ++i) {
      out += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                         page.widths[i]);
    }
    out += "</cols>";
  }
  out += "<sheetData>";
  for (std::size_t r = 0; r < page.rows.size(); ++r) {
    out += fmt::format("<row r=\"{}\">", r + 1);
    for (std::size_t c = 0; c < page.rows[r].size(); ++c) {
      out += cell_xml(page.rows[r][c], cell_name(c, r), r == 0);
    }
    out += "</row>";
  }
  return out + "</sheetData></worksheet>";
}

std::string types_xml(std::size_t sheets) {
  constexpr std::string_view kType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  auto out = fmt::format(
      "{0}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{1}sheet.main+xml\"/>"
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"{1}styles+xml\"/>",
      kHead, kType);
  for (std::size_t i = 1; i <= sheets; ++i) {
    out += fmt::format(
        "<Override PartName=\"/xl/worksheets/sheet{}.xml\" "
        "ContentType=\"{}worksheet+xml\"/>",
        i, kType);
  }
  return out + "</Types>";
}

std::string relations_xml(std::vector<std::pair<std::string, std::string>> const& kind_and_target) {
  auto out = fmt::format(
      "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
      kHead);
  for (std::size_t i = 0; i < kind_and_target.size(); ++i) {
    out += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/{}\" Target=\"{}\"/>", i + 1,
                       kRelations, kind_and_target[i].first, kind_and_target[i].second);
  }
  return out + "</Relationships>";
}

std::string workbook_xml(std::vector<sheet_page> const& pages) {
  auto out =
      fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>", kHead, kMain, kRelations);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    out += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>",
                       markup_escaped(pages[i].name), i + 1, i + 1);
  }
  return out + "</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>";
}

// Style 0 is plain, style 1 bold.
std::string styles_xml() {
  return fmt::format(
      "{}<styleSheet xmlns=\"{}\"><fonts count=\"2\"><font/><font><b/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill>"
      "<patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\">"
      "<border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
      "<cellXfs count=\"2\"><xf/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs>"
      "</styleSheet>",
      kHead, kMain);
}

}  // namespace

std::string cell_name(std::size_t column, std::size_t row) {
  std::string letters;
  for (auto c = column + 1; c > 0; c = (c - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (c - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

std::string to_xlsx(std::vector<sheet_page> const& pages) {
  std::vector<std::pair<std::string, std::string>> inside;
  std::vector<part> sheets;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto const file = fmt::format("worksheets/sheet{}.xml", i + 1);
    inside.emplace_back("worksheet", file);
    sheets.push_back({"xl/" + file, sheet_xml(pages[i])});
  }
  inside.emplace_back("styles", "styles.xml");
  std::vector<part> parts{{"[Content_Types].xml", types_xml(pages.size())},
                          {"_rels/.rels", relations_xml({{"officeDocument", "xl/workbook.xml"}})},
                          {"xl/workbook.xml", workbook_xml(pages)},
                          {"xl/_rels/workbook.xml.rels", relations_xml(inside)},
                          {"xl/styles.xml", styles_xml()}};
  parts.insert(parts.end(), std::make_move_iterator(sheets.begin()),
               std::make_move_iterator(sheets.end()));
  return zipped(parts);
}

}  // namespace karwan::impact
