#include "core/file/read.h"

#include <algorithm>
#include <utility>

#include "core/file/assemble.h"
#include "core/file/canonical_reader.h"
#include "core/file/nature.h"
#include "core/file/strict_reader.h"
#include "core/file/write.h"
#include "core/sorting/sort.h"

namespace keyplan::file {
namespace {

constexpr std::size_t no_limit = ~std::size_t{0};
constexpr std::size_t bytes_a_record = 256;  // reading so many takes as long as placing a record

model::Error placed(std::string_view text, Finding finding) {
  const Position position = position_of(text, finding.offset);
  return {std::move(finding.sentence), std::move(finding.path), position.line, position.column};
}

ReadError as_error(std::string_view text, Finding finding) {
  const Problem problem = finding.problem;
  return ReadError{placed(text, std::move(finding)), problem};
}

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
  return bytes;
}

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

std::optional<ReadError> refused_at_once(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.refuse_bytes) {
    return ReadError{{"This file is larger than " + megabytes(limits.refuse_bytes) +
                      ", more than Keyplan opens."},
                     Problem::too_large};
  }
  return not_a_plan(bytes);
}

/// What is wrong with a text that could not be read, in the best words.
ReadError explain(std::string_view text, Finding fault) {
  if (const auto conflict = find_git_conflict(text)) {
    return as_error(text, {*conflict,
                           {},
                           "A Git merge was left unfinished here: both versions of the plan are in "
                           "this file. Open each version from Git, or resolve the merge first.",
                           Problem::conflict});
  }
  return as_error(text, std::move(fault));
}

/// After Assembler::make_plan().
ReadResult result_of(std::string_view text, std::vector<Finding> oddities, Assembler& assembler,
                     const Limits& limits) {
  std::vector<model::Error> notes;
  model::Plan plan = assembler.take_plan(notes);
  keyplan::sort(oddities, {}, &Finding::offset);
  ReadResult result{std::move(plan)};
  result.newer_minor = result.plan.envelope().minor > format_minor;
  result.large = text.size() > limits.warn_bytes;
  const std::size_t room = max_notes - std::min(max_notes, notes.size());
  if (oddities.size() > room) {
    result.notes_left_out = oddities.size() - room;
    oddities.resize(room);
  }
  LineCounter lines(text);
  for (Finding& oddity : oddities) {
    const Position position = lines.position_of(oddity.offset);
    notes.push_back(
        {std::move(oddity.sentence), std::move(oddity.path), position.line, position.column});
  }
  result.notes = std::move(notes);
  return result;
}

std::expected<ReadResult, ReadError> read_foreign(std::string_view text, const Limits& limits) {
  Assembler assembler(limits);
  std::vector<Finding> oddities;
  auto fault = read_strictly(text, {.limits = limits}, assembler, oddities);
  if (fault) return std::unexpected(explain(text, std::move(*fault)));
  assembler.make_plan(no_limit);
  return result_of(text, std::move(oddities), assembler, limits);
}

}  // namespace

struct Reader::State {
  State(std::string_view bytes, const Limits& the_limits)
      : text(without_mark(bytes)), limits(the_limits) {}

  std::string_view text;
  Limits limits;
  Assembler assembler{limits};
  std::vector<Finding> oddities;
  CanonicalReader canonical{text, Part::all, limits, assembler, oddities};
  std::expected<ReadResult, ReadError> result = std::unexpected(ReadError{});
  bool read = false;
  bool finished = false;
};

Reader::Reader(std::string_view bytes, const Limits& limits)
    : state_(std::make_unique<State>(bytes, limits)) {
  if (auto refused = refused_at_once(bytes, limits)) {
    state_->result = std::unexpected(std::move(*refused));
    state_->finished = true;
  }
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

bool Reader::step(std::size_t max_bytes) {
  State& state = *state_;
  if (state.finished) return true;
  if (!state.read) {
    switch (state.canonical.step(max_bytes)) {
      case CanonicalReader::State::more:
        return false;
      case CanonicalReader::State::done:
        state.read = true;
        return false;
      case CanonicalReader::State::unexpected:
        state.result = read_foreign(state.text, state.limits);
        state.finished = true;
        return true;
    }
  }
  if (!state.assembler.make_plan(max_bytes / bytes_a_record + 1)) return false;
  state.result = result_of(state.text, std::move(state.oddities), state.assembler, state.limits);
  state.finished = true;
  return true;
}

double Reader::progress() const {
  constexpr double making = 0.2;  // of all the work
  const State& state = *state_;
  if (state.finished) return 1;
  return (1 - making) * state.canonical.progress() + making * state.assembler.made();
}

std::expected<ReadResult, ReadError> Reader::take() { return std::move(state_->result); }

std::expected<ReadResult, ReadError> read(std::string_view bytes, const Limits& limits) {
  Reader reader(bytes, limits);
  while (!reader.step(bytes.size())) {
  }
  return reader.take();
}

std::expected<Salvage, ReadError> salvage(std::string_view bytes, const Limits& limits) {
  if (auto refused = refused_at_once(bytes, limits)) return std::unexpected(std::move(*refused));
  const std::string_view text = without_mark(bytes);
  Assembler assembler(limits);
  std::vector<Finding> oddities;
  auto fault = read_strictly(text, {.limits = limits, .any_major = true}, assembler, oddities);
  if (!assembler.has_envelope()) {
    return std::unexpected(explain(text, fault ? std::move(*fault) : Finding{}));
  }
  const std::size_t records = assembler.records();
  std::vector<model::Error> notes;
  model::Plan plan = assembler.finish(notes);
  return Salvage{std::move(plan), records, fault ? explain(text, std::move(*fault)) : ReadError{}};
}

std::expected<std::string, ReadError> from_utf16(std::string_view bytes) {
  const bool big = utf16_of(bytes) == Utf16::big_endian;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big ? first << 8 | second : second << 8 | first);
  };
  const auto refuse = [](std::size_t at) {
    return std::unexpected(ReadError{
        {"The byte at offset " + std::to_string(at) + " is not UTF-16. The file is damaged."},
        Problem::damaged});
  };
  std::string text;
  text.reserve(bytes.size());
  const auto put = [&text](std::uint32_t bits) { text += static_cast<char>(bits); };
  std::size_t at = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ? 2 : 0;
  for (; at + 1 < bytes.size(); at += 2) {
    std::uint32_t c = unit(at);
    if (c >= 0xD800 && c < 0xE000) {
      if (c >= 0xDC00 || at + 3 >= bytes.size()) return refuse(at);
      const std::uint32_t low = unit(at + 2);
      if (low < 0xDC00 || low >= 0xE000) return refuse(at + 2);
      c = 0x10000 + ((c - 0xD800) << 10 | (low - 0xDC00));
      at += 2;
    }
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6);
      put(0x80 | (c & 63));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12);
      put(0x80 | (c >> 6 & 63));
      put(0x80 | (c & 63));
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 63));
      put(0x80 | (c >> 6 & 63));
      put(0x80 | (c & 63));
    }
  }
  if (at != bytes.size()) return refuse(at);
  return text;
}

}  // namespace keyplan::file
