// The commands of keyplan. Each returns the exit code.
#pragma once

#include <expected>
#include <string>

#include "cli/arguments.h"
#include "core/file/read.h"
#include "core/model/types.h"

namespace keyplan::cli {

inline constexpr int exit_fine = 0;
inline constexpr int exit_found = 1;    // the input has faults, or is not as asked for
inline constexpr int exit_trouble = 2;  // wrong usage, or a file could not be read or written

int check(const Arguments& arguments);
int fmt(const Arguments& arguments);
int schema(const Arguments& arguments);
int show(const Arguments& arguments);
int import(const Arguments& arguments);
int merge(const Arguments& arguments);
int diff(const Arguments& arguments);
/// As Git calls it: ancestor, ours (overwritten with the result) and theirs.
int git_merge(const Arguments& arguments);

// Shared by them ----------------------------------------------------------------------------------
void print(std::string_view text);     // to standard output
void complain(std::string_view text);  // one line to standard error
/// `file:line:column: sentence (path)`
std::string located(const std::string& file, const model::Error& error, std::string_view mark = "");

/// Reads a plan file or says why not; the error is the exit code.
std::expected<file::ReadResult, int> open_plan(const std::string& path);
/// --today YYYY-MM-DD, else the local date of this machine; the error has been said.
std::expected<model::Date, int> today_of(const Arguments& arguments);

}  // namespace keyplan::cli
