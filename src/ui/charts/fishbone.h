// A fishbone (Ishikawa) picture: what happened at the right, and its causes on bones by category.
// Each category and each cause is told as a button; the causes are told once more as a table. Where
// the bones would be too narrow to read they are shown as lists.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct FishboneCause {
  std::uint64_t key = 0;
  std::string text;  // short: "Late deliveries"
  Tone tone = Tone::ink;
  std::string tone_word;             // what the tone means, when it means something
  std::vector<FishboneCause> below;  // its own causes; drawn one level deep, told at every depth
};

struct FishboneCategory {
  std::uint64_t key = 0;
  std::string name;  // "People"
  std::vector<FishboneCause> causes;
};

struct FishboneOptions {
  std::string_view summary{};               // the sentence that says what the picture shows
  bool can_add = false;                     // a press on a category adds a cause to it
  std::optional<std::uint64_t> selected{};  // a cause
  std::string_view empty = "No categories yet.";
  std::string_view category_head = "Category", cause_head = "Cause";
};

struct FishboneAnswer {
  std::optional<std::uint64_t> pressed_cause;
  std::optional<std::uint64_t> pressed_category;
};

inline constexpr std::size_t most_bones = 8;  // with more categories lists are shown

FishboneAnswer fishbone(Ui& ui, std::string_view name, std::string_view effect,
                        std::span<const FishboneCategory> categories,
                        const FishboneOptions& options = {});

}  // namespace keyplan::ui
