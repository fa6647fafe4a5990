#include "ui/screens/alike_list.h"

#include <algorithm>

#include "core/exchange/names.h"
#include "core/exchange/questions.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {
namespace {

using exchange::Alike;
using exchange::ImportPreview;
using exchange::Question;

constexpr std::size_t same = 0;
constexpr std::size_t apart = 1;

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

/// Rows keep their identity while questions before them come and go.
std::uint64_t key_of(const Question& question) {
  std::uint64_t key = 0xcbf29ce484222325ull;
  for (const char c : question.key) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return key;
}

bool contains(const Alike& alike, const std::string& folded) {
  for (const std::size_t side : {0, 1})
    for (const std::string* text : {&alike.names[side], &alike.places[side], &alike.ids[side]})
      if (exchange::fold_name(*text).contains(folded)) return true;
  return false;
}

bool agree(const Alike::Fact& fact) {
  return exchange::fold_name(fact.values[0]) == exchange::fold_name(fact.values[1]);
}

/// "City: Ulm / Bonn · same country": what tells the two apart comes first.
std::string comparison(const Alike& alike) {
  std::string differing;
  std::string equal;
  for (const Alike::Fact& fact : alike.facts) {
    if (fact.values[0].empty() || fact.values[1].empty()) continue;
    if (agree(fact)) {
      equal += (equal.empty() ? "same " : ", ") + lower_first(fact.label);
    } else {
      differing += (differing.empty() ? "" : " \u00b7 ") + fact.label + ": " + fact.values[0] +
                   " / " + fact.values[1];
    }
  }
  if (differing.empty()) return equal.empty() ? "nothing known of both" : equal;
  return equal.empty() ? differing : differing + " \u00b7 " + equal;
}

}  // namespace

bool AlikeList::lists(const ImportPreview& preview, const Question& question) {
  if (!question.alike) return false;
  if (!question.alike->mentioned) return true;
  constexpr std::ptrdiff_t few = 8;
  return std::ranges::count_if(preview.questions, [](const Question& other) {
           return other.alike && other.alike->mentioned;
         }) > few;
}

void AlikeList::start() { *this = {}; }

void AlikeList::collect(const ImportPreview& preview) {
  shown_.clear();
  kinds_.clear();
  all_ = joined_ = 0;
  const std::string folded = exchange::fold_name(query_);
  for (std::size_t i = 0; i < preview.questions.size(); ++i) {
    const Question& question = preview.questions[i];
    if (!question.alike || !lists(preview, question)) continue;
    ++all_;
    if (question.answer == same) ++joined_;
    if (!std::ranges::contains(kinds_, question.alike->kind))
      kinds_.push_back(question.alike->kind);
    if (kind_ && question.alike->kind != *kind_) continue;
    if (folded.empty() || contains(*question.alike, folded)) shown_.push_back(i);
  }
  keyplan::sort(shown_, std::greater{},
                [&](std::size_t i) { return preview.questions[i].alike->rank; });
}

void AlikeList::toolbar(ScreenContext& in, exchange::Importer& importer) {
  const auto row = in.ui.row();
  if (auto text = in.ui.search_field(
          "Filter pairs", query_, {.placeholder = "Filter", .width = 180, .label_shown = false})) {
    query_ = std::move(*text);
    selection_ = {};
    in.ui.request_frames();
  }
  if (kinds_.size() > 1) {
    std::vector<std::string_view> names{"All"};
    int current = 0;
    for (const model::Kind kind : kinds_) {
      if (kind_ == kind) current = static_cast<int>(names.size());
      names.push_back(model::info(kind).plural);
    }
    if (const auto chosen = in.ui.chips("Kind", names, current)) {
      kind_ = *chosen == 0 ? std::nullopt
                           : std::optional(kinds_[static_cast<std::size_t>(*chosen) - 1]);
      selection_ = {};
      in.ui.request_frames();
    }
  }
  std::vector<std::size_t> meant;
  for (const std::size_t i : shown_)
    if (selection_.contains(key_of(importer.preview().questions[i]))) meant.push_back(i);
  const std::string which = meant.size() > 1 ? "the " + count(meant.size()) + " selected" : "all";
  if (meant.size() < 2) meant = shown_;
  const std::string_view blocked = meant.empty() ? "Nothing matches the filter." : "";
  const auto button = [&](std::string_view label, std::string_view id, std::size_t answer) {
    if (in.ui.button(told_apart(label, id), {.small = true, .disabled_because = blocked})) {
      importer.answer(meant, answer);
      in.ui.request_frames();
    }
  };
  button(capitalised(which) + " are the same", "same", same);
  button("Keep " + which + " apart", "apart", apart);
}

void AlikeList::pairs(ScreenContext& in, exchange::Importer& importer) {
  const ImportPreview& preview = importer.preview();
  static constexpr Column columns[] = {
      {.name = "This", .flex = 1.5f, .sortable = false},
      {.name = "from", .flex = 1, .sortable = false, .priority = 3},
      {.name = "and this", .flex = 1.5f, .sortable = false},
      {.name = "from", .flex = 1, .sortable = false, .priority = 3},
      {.name = "Alike by", .width = 150, .sortable = false, .priority = 2},
      {.name = "What tells them apart", .flex = 2, .sortable = false, .priority = 1},
      {.name = "Answer", .width = 230, .sortable = false},
  };
  constexpr std::size_t most_rows = 10;
  const float height = shown_.size() > most_rows ? most_rows * length::row : 0;
  auto table =
      in.ui.table("Pairs", columns, shown_.size(),
                  {.height = height,
                   .selection = &selection_,
                   .key = [&](std::size_t row) { return key_of(preview.questions[shown_[row]]); },
                   .empty = "Nothing matches the filter."});
  while (table.next_row()) {
    const Question& question = preview.questions[shown_[table.row()]];
    const Alike& alike = *question.alike;
    table.row_name(alike.names[0] + " and " + alike.names[1]);
    for (const std::size_t side : {0, 1}) {
      table.cell();
      in.ui.text(alike.names[side], {.style = TextStyle::small_strong, .wrap = false});
      table.cell();
      in.ui.text(alike.places[side],
                 {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    }
    table.cell();
    in.ui.text(alike.because, {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    table.cell();
    in.ui.text(comparison(alike), {.style = TextStyle::small, .wrap = false});
    table.cell();
    const std::vector<std::string_view> options(question.options.begin(), question.options.end());
    if (auto answer = in.ui.chips(question.text, options, static_cast<int>(question.answer))) {
      importer.answer(question.key, static_cast<std::size_t>(*answer));
      in.ui.request_frames();
    }
  }
  if (table.opened) {
    const Question& question = preview.questions[shown_[*table.opened]];
    importer.answer(question.key, question.answer == same ? apart : same);
    in.ui.request_frames();
  }
}

void AlikeList::side_by_side(ScreenContext& in, const Question& question) {
  const Alike& alike = *question.alike;
  struct Line {
    std::string_view label;
    const std::array<std::string, 2>* values;
    bool equal;
  };
  std::vector<Line> lines{{"Name", &alike.names, false}, {"From", &alike.places, false}};
  if (!alike.ids[0].empty() || !alike.ids[1].empty())
    lines.push_back({"Source id", &alike.ids, false});
  for (const Alike::Fact& fact : alike.facts)
    lines.push_back({fact.label, &fact.values, agree(fact)});
  static constexpr Column columns[] = {{.name = "Side by side", .width = 180, .sortable = false},
                                       {.name = "This", .flex = 1, .sortable = false},
                                       {.name = "and this", .flex = 1, .sortable = false}};
  auto table = in.ui.table("Side by side", columns, lines.size(), {.openable = false});
  while (table.next_row()) {
    const Line& line = lines[table.row()];
    table.cell();
    in.ui.text(line.label, {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    for (const std::string& value : *line.values) {
      table.cell();
      in.ui.text(value.empty() ? "\u2013" : value,
                 {.style = TextStyle::small,
                  .tone = line.equal || value.empty() ? Tone::muted : Tone::ink,
                  .wrap = false});
    }
  }
}

void AlikeList::frame(ScreenContext& in, exchange::Importer& importer) {
  const ImportPreview& preview = importer.preview();
  collect(preview);
  if (all_ == 0) return;
  const auto card =
      in.ui.card("The same or not?", exchange::counted(all_, {"pair", "pairs"}) + ", " +
                                         count(joined_) + " said to be the same");
  in.ui.muted(
      "Nothing is joined unless you say so. The most alike come first; Enter changes the answer of "
      "a row, Space selects it.");
  toolbar(in, importer);
  pairs(in, importer);
  const auto in_hand = std::ranges::find_if(
      shown_, [&](std::size_t i) { return key_of(preview.questions[i]) == selection_.anchor; });
  if (in_hand == shown_.end()) return;
  in.ui.space();
  side_by_side(in, preview.questions[*in_hand]);
}

}  // namespace keyplan::ui
