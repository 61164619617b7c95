#pragma once

#include <hdf5.h>

// The HDF5 library, loaded by the first that asks: as a part of the program it would double the
// time of every start (docs/decisions/0012-omx.md).
namespace karwan::exchange {

struct hdf5_library {
  // Throws failure (unavailable) where it is not installed.
  static hdf5_library const& get();

  decltype(&::H5open) open;
  decltype(&::H5Eset_auto2) set_error_report;
  decltype(&::H5Idec_ref) let_go;
  decltype(&::H5Pcreate) create_properties;
  decltype(&::H5Pset_fapl_core) keep_in_memory;
  decltype(&::H5Pset_chunk) set_chunk;
  decltype(&::H5Pset_deflate) set_deflate;
  decltype(&::H5Pset_obj_track_times) set_times;
  decltype(&::H5Fcreate) create_file;
  decltype(&::H5Fflush) flush;
  decltype(&::H5Fget_file_image) file_image;
  decltype(&::H5Gcreate2) create_group;
  decltype(&::H5Screate) create_space;
  decltype(&::H5Screate_simple) create_simple_space;
  decltype(&::H5Tcopy) copy_type;
  decltype(&::H5Tset_size) set_size;
  decltype(&::H5Tset_strpad) set_padding;
  decltype(&::H5Tset_cset) set_charset;
  decltype(&::H5Dcreate2) create_dataset;
  decltype(&::H5Dwrite) write_dataset;
  decltype(&::H5Acreate2) create_attribute;
  decltype(&::H5Awrite) write_attribute;

  // What the macros of the header read: ids that exist once the library is open.
  hid_t const *f64, *i32, *text, *file_access, *dataset_creation;
};

}  // namespace karwan::exchange
