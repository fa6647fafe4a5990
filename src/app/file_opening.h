// Reading one plan file in slices between frames, and what can be done when it cannot be read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "core/file/read.h"
#include "platform/platform.h"

namespace keyplan::app {

class FileOpening {
 public:
  struct Fault {
    platform::File file;
    file::ReadError error;
  };
  using Outcome = std::variant<file::ReadResult, Fault>;

  explicit FileOpening(platform::File file);

  const std::string& name() const { return file_->name; }
  double progress() const { return reader_.progress(); }
  /// One slice; the outcome when it was the last.
  std::optional<Outcome> work();

 private:
  std::unique_ptr<platform::File> file_;  // the reader looks into its bytes
  file::Reader reader_;
};

}  // namespace keyplan::app
