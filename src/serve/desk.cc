#include "serve/desk.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kMostNames = 100'000;  // kept between requests

}  // namespace

desk::desk(app_options o) : options{std::move(o)}, record{options.open()}, planner{record} {}

reading const& desk::now() {
  if (!reading_ || reading_->version != record.version()) {
    reading_ = std::make_unique<reading>(record);
  } else if (reading_->names.kept() > kMostNames) {
    reading_->names = record::name_index{record, reading_->view};
  }
  return *reading_;
}

}  // namespace karwan::serve
