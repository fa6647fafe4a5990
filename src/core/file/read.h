// Reading plan files from anywhere: strict, bounded, all or nothing (plan-format.md C2). Whatever
// is wrong is said in one sentence with line, column and path; whatever is unknown is kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/error.h"
#include "core/model/plan.h"

namespace keyplan::file {

struct Limits {
  std::size_t warn_bytes = std::size_t{64} << 20;
  std::size_t refuse_bytes = std::size_t{256} << 20;
  std::size_t depth = 64;
  std::size_t records = 500'000;
  std::size_t fields = 256;  // in one record
  std::size_t string_bytes = std::size_t{1} << 20;
  std::size_t siblings = 256;  // concurrent values of one field: a team's folder of files
  std::size_t sessions = 20'000;
};

/// What the application can offer besides showing the sentence.
enum class Problem : std::uint8_t {
  damaged,      // salvage() may find records before the damage
  truncated,    // same
  empty,        // nothing in it: stored copies are the hope
  utf16,        // offer to convert: from_utf16()
  newer_major,  // salvage() for reading only; keep the bytes as they are
  conflict,     // markers of an unfinished Git merge
  table,        // looks like CSV: offer the import
  other_file,   // ZIP, PDF, picture, web page, other JSON
  too_large,
};

struct ReadError : model::Error {
  Problem problem = Problem::damaged;
};

struct ReadResult {
  model::Plan plan;
  /// What is odd but kept: values that do not fit their field, incomplete version tables. At most
  /// max_notes of them.
  std::vector<model::Error> notes;
  std::size_t notes_left_out = 0;
  bool newer_minor = false;  // written by a newer Keyplan; unknown members are kept
  bool large = false;        // above Limits::warn_bytes
};

inline constexpr std::size_t max_notes = 100;

std::expected<ReadResult, ReadError> read(std::string_view bytes, const Limits& limits = {});

/// The same in slices, for a page that must stay alive. `bytes` must outlive the reader. Texts that
/// are not canonical are read in one last slice.
class Reader {
 public:
  explicit Reader(std::string_view bytes, const Limits& limits = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Reads about `max_bytes` more; true when finished.
  bool step(std::size_t max_bytes);
  double progress() const;                      // 0 to 1
  std::expected<ReadResult, ReadError> take();  // once, when finished

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What can be read of a damaged, truncated or too new plan: the complete records before the fault.
/// For looking and exporting; saving it would lose the rest.
struct Salvage {
  model::Plan plan;
  std::size_t records = 0;
  model::Error fault;  // why the rest is missing
};
std::expected<Salvage, ReadError> salvage(std::string_view bytes, const Limits& limits = {});

/// UTF-16 with or without byte order mark as UTF-8; the error names the byte that is no UTF-16.
std::expected<std::string, ReadError> from_utf16(std::string_view bytes);

}  // namespace keyplan::file
