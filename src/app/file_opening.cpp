#include "app/file_opening.h"

#include <utility>

namespace keyplan::app {
namespace {

constexpr std::size_t slice_bytes = std::size_t{512} << 10;

}  // namespace

FileOpening::FileOpening(platform::File file)
    : file_(std::make_unique<platform::File>(std::move(file))), reader_(file_->bytes) {}

std::optional<FileOpening::Outcome> FileOpening::work() {
  if (!reader_.step(slice_bytes)) return std::nullopt;
  auto read = reader_.take();
  if (read) return std::move(*read);
  return Fault{std::move(*file_), std::move(read.error())};
}

}  // namespace keyplan::app
