// The reader for bytes nobody vouches for: any valid JSON within the limits, one pass, no
// recursion.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/file/assemble.h"

namespace keyplan::file {

/// What is wrong, or odd, and where in the text.
struct Finding {
  std::size_t offset = 0;
  std::string path;
  std::string sentence;
  Problem problem = Problem::damaged;
};

/// Which part of a plan a text is: a file has all of it, a snapshot keeps its parts in several
/// texts.
enum class Part : std::uint8_t { all, envelope, records };

struct StrictOptions {
  Limits limits;
  Part part = Part::all;
  bool any_major = false;  // read a newer major version as far as it goes
};

/// Gives everything to the assembler. Nothing = fine; else what is wrong, and the assembler holds
/// the complete records before it.
std::optional<Finding> read_strictly(std::string_view text, const StrictOptions& options,
                                     Assembler& assembler, std::vector<Finding>& oddities);

/// 1-based line and column (in bytes) of an offset.
struct Position {
  int line = 1;
  int column = 1;
};
Position position_of(std::string_view text, std::size_t offset);

/// The same for many offsets in ascending order.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  Position position_of(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

}  // namespace keyplan::file
