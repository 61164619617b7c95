#include "exchange/hdf5_library.h"

#include <dlfcn.h>

#include "karwan/base/error.h"

namespace karwan::exchange {
namespace {

// Debian's name, then that of other systems; 103 is the ABI of the headers that we compile with.
void* load() {
  for (auto const* name : {"libhdf5_serial.so.103", "libhdf5.so.103"}) {
    if (auto* const found = dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
      return found;
    }
  }
  throw failure{{error_kind::unavailable, "the HDF5 library, which writes OMX, is not installed",
                 "libhdf5_serial.so.103",
                 "Install it (Debian: libhdf5-103-1), or write the matrix as CSV or JSON"}};
}

template <typename T>
void find(void* in, char const* name, T& to) {
  to = reinterpret_cast<T>(dlsym(in, name));
  if (to == nullptr) {
    throw failure{{error_kind::unavailable, "the HDF5 library is of another version",
                   std::string{"libhdf5: "} + name,
                   "Install Debian's libhdf5-103-1, or write the matrix as CSV or JSON"}};
  }
}

hdf5_library bind() {
  auto* const in = load();
  hdf5_library h{};
  find(in, "H5open", h.open);
  find(in, "H5Eset_auto2", h.set_error_report);
  find(in, "H5Idec_ref", h.let_go);
  find(in, "H5Pcreate", h.create_properties);
  find(in, "H5Pset_fapl_core", h.keep_in_memory);
  find(in, "H5Pset_chunk", h.set_chunk);
  find(in, "H5Pset_deflate", h.set_deflate);
  find(in, "H5Pset_obj_track_times", h.set_times);
  find(in, "H5Fcreate", h.create_file);
  find(in, "H5Fflush", h.flush);
  find(in, "H5Fget_file_image", h.file_image);
  find(in, "H5Gcreate2", h.create_group);
  find(in, "H5Screate", h.create_space);
  find(in, "H5Screate_simple", h.create_simple_space);
  find(in, "H5Tcopy", h.copy_type);
  find(in, "H5Tset_size", h.set_size);
  find(in, "H5Tset_strpad", h.set_padding);
  find(in, "H5Tset_cset", h.set_charset);
  find(in, "H5Dcreate2", h.create_dataset);
  find(in, "H5Dwrite", h.write_dataset);
  find(in, "H5Acreate2", h.create_attribute);
  find(in, "H5Awrite", h.write_attribute);
  find(in, "H5T_IEEE_F64LE_g", h.f64);
  find(in, "H5T_STD_I32LE_g", h.i32);
  find(in, "H5T_C_S1_g", h.text);
  find(in, "H5P_CLS_FILE_ACCESS_ID_g", h.file_access);
  find(in, "H5P_CLS_DATASET_CREATE_ID_g", h.dataset_creation);
  h.open();
  h.set_error_report(H5E_DEFAULT, nullptr, nullptr);  // we say what fails
  return h;
}

}  // namespace

hdf5_library const& hdf5_library::get() {
  static auto const library = bind();
  return library;
}

}  // namespace karwan::exchange
