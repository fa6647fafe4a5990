// Any bytes: they are refused with a sentence and a place, or give a plan that survives writing,
// reading and a snapshot unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/file/read.h"
#include "core/file/snapshot.h"
#include "core/file/write.h"
#include "core/model/tree.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void read_as_plan(std::string_view bytes) {
  using namespace keyplan;
  const auto salvaged = file::salvage(bytes);
  const auto read = file::read(bytes);
  if (!read) {
    require(!read.error().sentence.empty());
    return;
  }
  require(salvaged.has_value());
  const std::string text = file::write(read->plan);
  const auto again = file::read(text);
  require(again.has_value());
  require(file::write(again->plan) == text);
  const model::AccountTree tree(read->plan);
  require(tree.roots().empty() == read->plan.table<model::Account>().empty());

  file::Snapshotter snapshotter;
  const file::Snapshot snapshot = snapshotter.next(read->plan);
  const auto loaded = file::load_snapshot(snapshot.manifest, snapshot.new_chunks);
  require(loaded.has_value());
  require(file::write(loaded->plan) == text);
}

/// The bytes up to a NUL as a manifest, the rest as its only chunk, whatever its hash claims.
void read_as_snapshot(std::string_view bytes) {
  using namespace keyplan;
  const auto split = bytes.find('\0');
  if (split == std::string_view::npos) return;
  const std::string chunk(bytes.substr(split + 1));
  std::string manifest(bytes.substr(0, split));
  const file::Chunk chunks[] = {{file::chunk_hash(chunk), chunk}};
  constexpr std::string_view mark = "HASH, LENGTH";
  if (const auto at = manifest.find(mark); at != std::string::npos) {
    manifest.replace(at, mark.size(),
                     "\"" + chunks[0].hash + "\", " + std::to_string(chunk.size()));
  }
  auto loaded = file::load_snapshot(manifest, chunks);
  if (!loaded) return;
  const std::string text = file::write(loaded->plan);
  const auto again = file::read(text);
  require(again.has_value());
  require(file::write(again->plan) == text);
  loaded->snapshotter.next(loaded->plan);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_as_plan(bytes);
  read_as_snapshot(bytes);
  return 0;
}
