#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace keyplan::cli {
namespace {

using FilePointer =
    std::unique_ptr<std::FILE, decltype([](std::FILE* file) { std::fclose(file); })>;

std::string reason() { return std::string(std::strerror(errno)) + "."; }

}  // namespace

std::expected<std::string, std::string> read_file(const std::string& path) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return std::unexpected("This is a folder.");
  const FilePointer file(std::fopen(path.c_str(), "rb"));
  if (!file) return std::unexpected("cannot be opened: " + reason());
  std::string bytes;
  const auto size = std::filesystem::file_size(path, unknown);
  if (!unknown) bytes.reserve(size + 1);
  char part[1 << 16];
  while (const std::size_t count = std::fread(part, 1, sizeof part, file.get())) {
    bytes.append(part, count);
  }
  if (std::ferror(file.get()) != 0) return std::unexpected("cannot be read: " + reason());
  return bytes;
}

std::expected<void, std::string> write_file(const std::string& path, std::string_view bytes) {
  // Beside the target, so that the rename stays within one file system; through a link, so that the
  // link stays one.
  std::error_code failed;
  std::string target = path;
  if (std::filesystem::is_symlink(path, failed)) {
    target = std::filesystem::weakly_canonical(path, failed).string();
    if (failed) return std::unexpected("cannot be written: " + failed.message() + ".");
  }
  std::string temporary = target + ".XXXXXX";
  const int descriptor = mkstemp(temporary.data());
  if (descriptor < 0) return std::unexpected("cannot be written: " + reason());
  struct stat old{};
  const mode_t mask = umask(0);
  umask(mask);
  const bool exists = stat(target.c_str(), &old) == 0;
  bool fine = fchmod(descriptor, exists ? old.st_mode & 07777 : 0666 & ~mask) == 0;
  while (fine && !bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    fine = count > 0;
    if (fine) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  fine = fine && fsync(descriptor) == 0;
  std::string why = fine ? "" : reason();
  fine = close(descriptor) == 0 && fine;
  if (fine && std::rename(temporary.c_str(), target.c_str()) == 0) return {};
  if (why.empty()) why = reason();
  std::remove(temporary.c_str());
  return std::unexpected("cannot be written: " + why);
}

}  // namespace keyplan::cli
