// Share & merge: what plan files would bring, before anything changes; afterwards what is still
// open between people, until somebody settles it.
#pragma once

#include <string>
#include <vector>

#include "core/merge/preview.h"
#include "ui/screens/merge_effects.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// A merge that is being looked at; the application makes it and carries it out.
struct MergeView {
  static constexpr int keep_all = -1;

  struct File {
    std::string name;
    std::string outcome;  // "12 added, 2 conflicts, from Bob", or why it is left out
    Tone tone = Tone::muted;
    std::string note;  // about files edited by hand or forged; "" = nothing odd
  };
  std::string title;  // "Merge “plan (2).keyplan”"
  std::string from;   // "Bob (3 to 5 Nov 2026)"
  std::vector<File> files;
  bool has_others = false;  // some files are other plans
  bool add_others = true;   // with their accounts; the user may choose otherwise
  double progress = 1;      // below 1: files are still being read or compared

  const model::Plan* merged = nullptr;
  merge::Changes changes;
  struct Clash {
    merge::Conflict conflict;
    int chosen = keep_all;  // index of a side
    int ours = keep_all;    // the side that the open plan shows
  };
  std::vector<Clash> clashes;
  analysis::Cache after;  // figures of `merged`
  MergeEffects effects;   // here, so that none of another merge is shown

  bool changes_anything() const { return !changes.empty() || !clashes.empty(); }
};

class ShareScreen {
 public:
  /// While files are being merged.
  void merge(ScreenContext& in, MergeView& view);
  /// Otherwise.
  void frame(ScreenContext& in);

 private:
  void clashes(ScreenContext& in, MergeView& view);
  void changes(ScreenContext& in, const MergeView& view);
  void numbers(ScreenContext& in, MergeView& view);
  void files(ScreenContext& in, MergeView& view);
  void open_conflicts(ScreenContext& in);

  void effects(ScreenContext& in, MergeView& view);

  std::vector<merge::Conflict> open_;
  std::uint64_t open_revision_ = ~0ull;
};

/// Under a field while several people's values stand beside each other: who wrote what. "" = none.
std::string conflict_note(const model::Plan& plan, model::RecordKey record, std::uint16_t field);
}  // namespace keyplan::ui
