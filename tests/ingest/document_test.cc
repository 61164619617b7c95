// Documents of every format, right ones and such as are made to do harm.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stop_token>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "karwan/ingest/document.h"
#include "tests/made_documents.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono_literals;

// What reading says; empty: it was read.
std::string fault_of(std::string bytes, pdf_limits const& limits = {}) {
  auto const d = read_document(std::move(bytes), limits);
  return d ? "" : d.error().text;
}

void expect_fault(std::string bytes, std::string_view text, pdf_limits const& limits = {}) {
  auto const said = fault_of(std::move(bytes), limits);
  EXPECT_NE(said.find(text), std::string::npos) << said;
}

TEST(IngestDocument, Docx) {
  auto const d = value_or_throw(read_document(docx_of(
      "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>The two sides </w:t></w:r>"
      "<w:ins><w:r><w:t>signed</w:t></w:r></w:ins><w:del><w:r><w:t>drafted</w:t></w:r></w:del>"
      "<w:r><w:tab/><w:t>it.</w:t></w:r></w:p>"
      "<w:p><w:r><mc:Choice><w:t>Once&#x200F;.</w:t></mc:Choice>"
      "<mc:Fallback><w:t>Once.</w:t></mc:Fallback></w:r></w:p>"
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>5 t</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")));
  EXPECT_EQ(d.text, "The two sides signed it.\nOnce\u200F.\n5 t\n");
  EXPECT_EQ(d.kind, "docx");
  EXPECT_EQ(d.title, "A talk");
  EXPECT_EQ(d.language, "en");
}

TEST(IngestDocument, Odt) {
  auto const d = value_or_throw(read_document(odt_of(
      "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h>Protocol</text:h>"
      "<text:p>Trade<text:s text:c=\"2\"/>grew<text:line-break/>by <text:span>5 percent</text:span>"
      "<text:note><text:p>Aside.</text:p></text:note>.</text:p>")));
  EXPECT_EQ(d.text, "Protocol\nTrade  grew\nby 5 percent.\n");
  EXPECT_EQ(d.kind, "odt");
  EXPECT_EQ(d.title, "A protocol");
}

TEST(IngestDocument, ArchivesThatDoHarm) {
  expect_fault(docx_of("<w:p><w:r><w:t>" + std::string(20U << 20U, 'a') + "</w:t></w:r></w:p>"),
               "longer than 16 MB");
  std::string blanks = "<w:p>";
  blanks.append(70U << 20U, ' ');
  expect_fault(docx_of(blanks + "</w:p>"), "unpacks to more than 64 MB");
  std::string deep;
  for (int i = 0; i < 300; ++i) {
    deep += "<w:p>";
  }
  expect_fault(docx_of(deep), "256 deep");
  expect_fault(zipped({{"word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}}),
               "document type");
  expect_fault(docx_of("<w:p>&undefined;</w:p>"), "XML cannot be read");
  expect_fault(docx_of("<w:p>"), "XML cannot be read");
  expect_fault(docx_of("<w:p></w:p>"), "no words");
}

TEST(IngestDocument, ArchivesThatAreNone) {
  expect_fault("PK\x03\x04rest", "its directory cannot be read");
  expect_fault(zipped({{"xl/workbook.xml", "<a/>"}}), "neither DOCX nor ODT");
  expect_fault(zipped({{"word/document.xml", "<a/>"}}, true), "encrypted");
  auto cut = docx_of("<w:p><w:r><w:t>A word, and another one of some length.</w:t></w:r></w:p>");
  auto const data = cut.find("word/document.xml") + 20;
  cut[data] = static_cast<char>(cut[data] ^ 0x55);
  cut[data + 9] = static_cast<char>(cut[data + 9] ^ 0x55);
  EXPECT_NE(fault_of(cut), "");
}

TEST(IngestDocument, Pdf) {
  auto const d = value_or_throw(
      read_document(pdf_of("Astana, 30 September 2025.\nThe two sides signed three agreements.")));
  EXPECT_EQ(d.text, "Astana, 30 September 2025.\nThe two sides signed three agreements.\n\n");
  EXPECT_EQ(d.kind, "pdf");
  EXPECT_EQ(to_string(*d.published), "2025-09-30");
}

TEST(IngestDocument, PdfThatIsBroken) {
  expect_fault("%PDF-1.7 and so on", "damaged or encrypted");
  expect_fault(pdf_of(""), "pictures and no letters");
  expect_fault(pdf_of("A"), "which is not there", {.program = "no-such-program"});
  expect_fault(pdf_of("A"), "which is not there", {.program = "/no/such/program"});
}

// A program in place of pdftotext that behaves badly.
class IngestPdfProcess : public testing::Test {
 protected:
  std::string script(std::string_view lines) const {
    std::ofstream{file_} << "#!/bin/sh\n" << lines << '\n';
    ::chmod(file_.c_str(), 0700);
    return file_.string();
  }
  void TearDown() override { std::filesystem::remove(file_); }

 private:
  std::filesystem::path file_{std::filesystem::temp_directory_path() /
                              fmt::format("karwan-reader-{}", getpid())};
};

TEST_F(IngestPdfProcess, IsEndedWhereItHangs) {
  expect_fault("%PDF", "more than 50 ms", {.program = script("sleep 600"), .time = 50ms});
  expect_fault("%PDF", "more than 50 ms",
               {.program = script("exec >&- 2>&-; sleep 600"), .time = 50ms});
}

TEST_F(IngestPdfProcess, IsEndedWhereNobodyWaits) {
  std::stop_source left;
  std::jthread const leaves{[&] {
    std::this_thread::sleep_for(50ms);
    left.request_stop();
  }};
  for (auto const* lines : {"sleep 600", "exec >&- 2>&-; sleep 600"}) {
    expect_fault("%PDF", "nobody waits", {.program = script(lines), .stop = left.get_token()});
  }
}

TEST_F(IngestPdfProcess, IsEndedWhereItTalksForEver) {
  expect_fault("%PDF", "of text",
               {.program = script("while :; do echo text of a page; done"), .text = 1U << 20U});
}

TEST_F(IngestPdfProcess, SeesNothingAndWritesNoFile) {
  auto const d = read_document("%PDF-1.4", {.program = script("cat; set | grep -c KARWAN; "
                                                              "echo a > /tmp/karwan-written "
                                                              "|| echo refused")});
  ASSERT_FALSE(d) << d->text;  // the signal of a file too large ends it
  EXPECT_NE(d.error().text.find("broke down"), std::string::npos) << d.error().text;
  std::filesystem::remove("/tmp/karwan-written");
  auto const plain = value_or_throw(
      read_document("%PDF-1.4", {.program = script("cat; env | grep -v -e ^PWD= -e ^_= -e "
                                                   "^SHLVL=; ls /proc/self/fd | wc -l")}));
  EXPECT_EQ(plain.text, "%PDF-1.44\n");  // input, output, errors, and the folder that ls reads
}

TEST_F(IngestPdfProcess, MayNotTakeAllMemory) {
  expect_fault("%PDF", "broke down", {.program = script("kill -SEGV $$"), .memory = 64U << 20U});
}

TEST(IngestDocument, Encodings) {
  std::string const utf16{"\xFF\xFE\x1E\x04\x42\x04\x32\x04\x35\x04\x42\x04", 12};
  EXPECT_EQ(value_or_throw(read_document(utf16)).text, "Ответ");
  expect_fault("caf\xE9 in 2020", "not UTF-8");
  EXPECT_NE(fault_of(std::string{"a\0b", 3}), "");
  expect_fault("\x01\x02\x03 words \x7F\x45LF", "no text");
  EXPECT_EQ(value_or_throw(read_document("\xEF\xBB\xBFTwo\u200D \u202Bwords")).text,
            "Two\u200D \u202Bwords");
}

TEST(IngestDocument, PageThatDoesHarm) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 200'000; ++i) {
    deep += "<div><p>";
  }
  auto const d = value_or_throw(
      read_document(deep + "A sentence that stands very deep and is long enough to be prose, as "
                           "most sentences of an article are.</p>"));
  EXPECT_NE(d.text.find("very deep"), std::string::npos);
}

}  // namespace
}  // namespace karwan::ingest
