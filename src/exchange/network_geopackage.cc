#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>
#include <span>

#include "karwan/exchange/network.h"

namespace karwan::exchange {
namespace {

static_assert(std::endian::native == std::endian::little, "geometries are written as they lie");

// What the standard demands of every GeoPackage (12-128r17, 1.1 and 2.1), and the two layers.
constexpr auto kSchema = R"(
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinates'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinates'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',
   'longitude and latitude in degrees on WGS 84');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE nodes (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, id TEXT, name TEXT, country TEXT,
  kind TEXT);
CREATE TABLE links (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom LINESTRING, id TEXT, name TEXT,
  from_id TEXT, to_id TEXT, mode TEXT, one_way BOOLEAN, is_open BOOLEAN, is_planned BOOLEAN,
  km DOUBLE, hours DOUBLE, usd DOUBLE, co2e_kg DOUBLE, crossing TEXT, country TEXT);
)";

constexpr auto kContents =
    "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, ?7, 4326)";
constexpr auto kGeometryColumns =
    "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)";

[[noreturn]] void refuse(std::filesystem::path const& file, char const* why) {
  throw failure{{error_kind::unavailable, std::string{"the GeoPackage cannot be written: "} + why,
                 file.string(), "Check the folder and the disk"}};
}

// A statement that is bound by the types of its values and run.
class inserter {
 public:
  inserter(sqlite3* db, char const* sql, std::filesystem::path const& file) : db_{db}, file_{file} {
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &made, nullptr) != SQLITE_OK) {
      refuse(file, sqlite3_errmsg(db));
    }
    is_.reset(made);
  }

  template <typename... Value>
  void operator()(Value const&... values) {
    auto at = 0;
    (bind(++at, values), ...);
    if (sqlite3_step(is_.get()) != SQLITE_DONE) {
      refuse(file_, sqlite3_errmsg(db_));
    }
    sqlite3_reset(is_.get());
  }

 private:
  struct finalize {
    void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }
  };

  void bind(int at, std::string_view text) {
    sqlite3_bind_text64(is_.get(), at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void bind(int at, double value) { sqlite3_bind_double(is_.get(), at, value); }
  void bind(int at, bool value) { sqlite3_bind_int(is_.get(), at, value ? 1 : 0); }
  void bind(int at, std::vector<unsigned char> const& blob) {
    sqlite3_bind_blob64(is_.get(), at, blob.data(), blob.size(), SQLITE_TRANSIENT);
  }

  sqlite3* db_;
  std::filesystem::path const& file_;
  std::unique_ptr<sqlite3_stmt, finalize> is_;
};

struct box {
  double min_x{180}, min_y{90}, max_x{-180}, max_y{-90};

  void add(std::span<lat_lon const> line) {
    for (auto const& p : line) {
      min_x = std::min(min_x, p.lon);
      max_x = std::max(max_x, p.lon);
      min_y = std::min(min_y, p.lat);
      max_y = std::max(max_y, p.lat);
    }
  }
};

// GeoPackageBinary: a header with the envelope, then well-known binary of a point or a line.
std::vector<unsigned char> geometry(std::span<lat_lon const> line) {
  std::vector<unsigned char> out;
  auto const put = [&](auto value) {
    auto const at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
  };
  box around;
  around.add(line);
  constexpr unsigned char kLittleEndianWithEnvelope = 0b011;
  for (unsigned char const c : {static_cast<unsigned char>('G'), static_cast<unsigned char>('P'),
                                static_cast<unsigned char>(0), kLittleEndianWithEnvelope}) {
    out.push_back(c);
  }
  put(std::int32_t{4326});
  for (auto const v : {around.min_x, around.max_x, around.min_y, around.max_y}) {
    put(v);
  }
  constexpr std::uint32_t kPoint = 1, kLineString = 2;
  out.push_back(1);
  put(line.size() == 1 ? kPoint : kLineString);
  if (line.size() != 1) {
    put(static_cast<std::uint32_t>(line.size()));
  }
  for (auto const& p : line) {
    put(p.lon);
    put(p.lat);
  }
  return out;
}

void fill(sqlite3* db, network_image const& n, std::filesystem::path const& file) {
  box nodes, links;
  inserter add_node{db, "INSERT INTO nodes VALUES (NULL, ?1, ?2, ?3, ?4, ?5)", file};
  for (auto const& each : n.nodes) {
    std::span const at{&each.at, 1};
    nodes.add(at);
    add_node(geometry(at), each.id, each.name, each.country, each.kind);
  }
  inserter add_link{db,
                    "INSERT INTO links VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                    "?12, ?13, ?14, ?15)",
                    file};
  for (auto const& l : n.links) {
    links.add(l.line);
    add_link(geometry(l.line), l.id, l.name, n.nodes[l.from].id, n.nodes[l.to].id, name_of(l.by),
             l.one_way, l.is_open, l.is_planned, l.km, l.hours, l.usd, l.co2e_kg, l.crossing,
             l.country);
  }
  auto const when = to_string(n.as_of) + "T00:00:00.000Z";
  inserter content{db, kContents, file}, column{db, kGeometryColumns, file};
  auto const layer = [&](std::string_view name, std::string_view about, std::string_view type,
                         box const& b) {
    content(name, about, std::string_view{when}, b.min_x, b.min_y, b.max_x, b.max_y);
    column(name, type);
  };
  layer("nodes", "Places that the network joins", "POINT", nodes);
  layer("links", "Road, rail, sea, ferry and air between two places", "LINESTRING", links);
}

}  // namespace

void write_geopackage(network_image const& n, std::filesystem::path const& file) {
  if (std::filesystem::exists(file)) {
    throw failure{{error_kind::conflict, "the file is there already", file.string(),
                   "Name another, or remove it first"}};
  }
  sqlite3* opened = nullptr;
  auto const code = sqlite3_open_v2(file.string().c_str(), &opened,
                                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  auto const close = [](sqlite3* db) { sqlite3_close_v2(db); };
  std::unique_ptr<sqlite3, decltype(close)> const db{opened, close};
  auto const run = [&](char const* sql) {
    if (sqlite3_exec(db.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      refuse(file, sqlite3_errmsg(db.get()));
    }
  };
  if (code != SQLITE_OK) {
    refuse(file, sqlite3_errmsg(db.get()));
  }
  run(kSchema);
  run("BEGIN");
  fill(db.get(), n, file);
  run("COMMIT");
}

}  // namespace karwan::exchange
