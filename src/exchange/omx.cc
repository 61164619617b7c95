#include "karwan/exchange/omx.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "exchange/hdf5_library.h"

namespace karwan::exchange {
namespace {

static_assert(std::endian::native == std::endian::little, "values are written as they lie");

constexpr auto kOmxVersion = "0.2";     // that readers ask for
constexpr std::size_t kGrow = 1 << 20;  // bytes by which the file in memory grows
constexpr unsigned kReplace = 2;        // H5F_ACC_TRUNC, the macro of which calls the library
constexpr unsigned kDeflate = 1;        // as the format's own libraries write

// Bytes of a chunk, in which readers fetch a matrix: whole rows up to this.
constexpr std::size_t kChunk = 64 * 1024;

template <typename Id>
Id checked(Id id, char const* what) {
  if (id < 0) {
    throw failure{{error_kind::internal, std::string{"HDF5 failed to "} + what, "OMX", {}}};
  }
  return id;
}

// An open thing of HDF5: a file, group, table, type.
class handle {
 public:
  handle(hid_t id, char const* what) : id_{checked(id, what)} {}
  handle(handle&& other) noexcept : id_{std::exchange(other.id_, H5I_INVALID_HID)} {}
  handle& operator=(handle&&) = delete;
  ~handle() {
    if (id_ != H5I_INVALID_HID) {
      hdf5_library::get().let_go(id_);
    }
  }
  operator hid_t() const noexcept { return id_; }

 private:
  hid_t id_;
};

// The longest text decides the width of all; there is no text of width 0.
std::size_t width_of(std::vector<std::string> const& texts) {
  std::size_t most = 1;
  for (auto const& t : texts) {
    most = std::max(most, t.size());
  }
  return most;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

class omx_writer {
 public:
  hid_t root() const { return file_; }

  handle group(char const* name) const {
    return {h_.create_group(file_, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), "make a group"};
  }

  void attribute(hid_t of, char const* name, std::string const& text) const {
    auto const type = text_type(std::max<std::size_t>(text.size(), 1), is_ascii(text));
    handle const space{h_.create_space(H5S_SCALAR), "make a space"};
    write_attribute(of, name, type, space, text.c_str());
  }
  void attribute(hid_t of, char const* name, double value) const {
    handle const space{h_.create_space(H5S_SCALAR), "make a space"};
    write_attribute(of, name, *h_.f64, space, &value);
  }
  void attribute(hid_t of, char const* name, std::array<std::int32_t, 2> values) const {
    hsize_t const two = 2;
    handle const space{h_.create_simple_space(1, &two, nullptr), "make a space"};
    write_attribute(of, name, *h_.i32, space, values.data());
  }

  // A square matrix in chunks of whole rows, squeezed.
  handle matrix(hid_t in, char const* name, std::vector<double> const& values, hsize_t n) const {
    std::array const shape{n, n};
    std::array const chunk{std::clamp<hsize_t>(kChunk / (n * sizeof(double)), 1, n), n};
    auto const how = plain();
    checked(h_.set_chunk(how, 2, chunk.data()), "cut a matrix into chunks");
    checked(h_.set_deflate(how, kDeflate), "squeeze a matrix");
    return dataset(in, name, *h_.f64, shape, how, values.data());
  }

  handle lookup(hid_t in, char const* name, std::vector<std::int32_t> const& numbers) const {
    return dataset(in, name, *h_.i32, std::array{hsize_t{numbers.size()}}, plain(), numbers.data());
  }
  handle lookup(hid_t in, char const* name, std::vector<std::string> const& texts) const {
    auto const width = width_of(texts);
    std::string padded;
    for (auto const& t : texts) {
      padded += t;
      padded.append(width - t.size(), '\0');
    }
    auto const type = text_type(width, is_ascii(padded));
    return dataset(in, name, type, std::array{hsize_t{texts.size()}}, plain(), padded.data());
  }

  // All that was written, as the bytes of a file.
  std::string bytes() const {
    checked(h_.flush(file_, H5F_SCOPE_GLOBAL), "finish a file");
    std::string out(
        static_cast<std::size_t>(checked(h_.file_image(file_, nullptr, 0), "measure a file")),
        '\0');
    checked(h_.file_image(file_, out.data(), out.size()), "copy a file");
    return out;
  }

 private:
  // Of a fixed width in bytes; UTF-8 only where it must be: readers compare a version as bytes.
  handle text_type(std::size_t width, bool ascii) const {
    handle type{h_.copy_type(*h_.text), "make a type"};
    checked(h_.set_size(type, width), "make a type");
    checked(h_.set_padding(type, H5T_STR_NULLPAD), "make a type");
    checked(h_.set_charset(type, ascii ? H5T_CSET_ASCII : H5T_CSET_UTF8), "make a type");
    return type;
  }

  // Without the time at which it was made: the same matrix gives the same bytes.
  handle plain() const {
    handle how{h_.create_properties(*h_.dataset_creation), "say how to store"};
    checked(h_.set_times(how, false), "leave times out");
    return how;
  }

  template <std::size_t Rank>
  handle dataset(hid_t in, char const* name, hid_t type, std::array<hsize_t, Rank> const& shape,
                 hid_t how, void const* values) const {
    handle const space{h_.create_simple_space(Rank, shape.data(), nullptr), "make a space"};
    handle made{h_.create_dataset(in, name, type, space, H5P_DEFAULT, how, H5P_DEFAULT),
                "make a table"};
    checked(h_.write_dataset(made, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write a table");
    return made;
  }

  void write_attribute(hid_t of, char const* name, hid_t type, hid_t space,
                       void const* value) const {
    handle const made{h_.create_attribute(of, name, type, space, H5P_DEFAULT, H5P_DEFAULT),
                      "make an attribute"};
    checked(h_.write_attribute(made, type, value), "write an attribute");
  }

  hid_t in_memory() const {
    checked(h_.keep_in_memory(access_, kGrow, false), "keep a file in memory");
    return h_.create_file("matrix.omx", kReplace, H5P_DEFAULT, access_);
  }

  hdf5_library const& h_{hdf5_library::get()};
  handle access_{h_.create_properties(*h_.file_access), "say where a file is"};
  handle file_{in_memory(), "make a file"};
};

std::vector<double> values_of(plan::matrix_column const& column) {
  std::vector<double> out;
  out.reserve(column.values->size());
  for (auto const& v : *column.values) {
    out.push_back(v ? static_cast<double>(*v) / column.per
                    : std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

void write_about(omx_writer const& to, plan::matrix const& m) {
  auto const n = static_cast<std::int32_t>(m.places.size());
  to.attribute(to.root(), "OMX_VERSION", std::string{kOmxVersion});
  to.attribute(to.root(), "SHAPE", std::array{n, n});
  to.attribute(to.root(), "depart", to_string(m.depart));
  to.attribute(to.root(), "load_unit", std::string{name_of(m.carried.unit)});
  to.attribute(to.root(), "tonnes", m.carried.tonnes);
  to.attribute(to.root(), "record_version", m.record_version);
}

void write_lookups(omx_writer const& to, plan::matrix const& m) {
  std::vector<std::int32_t> numbers;
  std::vector<std::string> ids, names, countries;
  for (auto const& p : m.places) {
    numbers.push_back(static_cast<std::int32_t>(numbers.size() + 1));
    ids.push_back(p.id);
    names.push_back(p.name);
    countries.push_back(p.country);
  }
  auto const in = to.group("lookup");
  to.lookup(in, "zone", numbers);
  to.lookup(in, "place", ids);
  to.lookup(in, "name", names);
  to.lookup(in, "country", countries);
}

}  // namespace

std::string to_omx(plan::matrix const& m) {
  omx_writer const to;
  write_about(to, m);
  auto const data = to.group("data");
  for (auto const& column : columns_of(m)) {
    auto const made =
        to.matrix(data, std::string{column.name}.c_str(), values_of(column), m.places.size());
    to.attribute(made, "NA", std::numeric_limits<double>::quiet_NaN());
    if (!column.unit.empty()) {
      to.attribute(made, "unit", std::string{column.unit});
    }
  }
  write_lookups(to, m);
  return to.bytes();
}

}  // namespace karwan::exchange
