// Files of the machine, for the command line only.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace keyplan::cli {

/// The error is a sentence without the file's name.
std::expected<std::string, std::string> read_file(const std::string& path);

/// All or nothing: another program never sees half of the file, and on an error the old one stays.
std::expected<void, std::string> write_file(const std::string& path, std::string_view bytes);

}  // namespace keyplan::cli
