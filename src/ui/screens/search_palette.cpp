#include "ui/screens/search_palette.h"

#include "core/text/fold.h"

namespace keyplan::ui {
namespace {

constexpr std::size_t most_records = 50;

std::string note_of(const ScreenContext& in, model::RecordKey key, model::Id account) {
  std::string note(model::info(key.kind).label);
  if (account && account != key.id) {
    note += " \u00b7 " + name_of(in.plan, {model::Kind::account, account});
  }
  return note;
}

}  // namespace

void SearchPalette::collect(const ScreenContext& in, std::span<const Action> actions) {
  if (made_for_ == state_.query && revision_ == in.plan.revision()) return;
  made_for_ = state_.query;
  revision_ = in.plan.revision();
  entries_.clear();
  answers_.clear();
  const text::Query query(state_.query);
  const auto add_commands = [&](text::Fit best, text::Fit least) {
    for (std::size_t a = 0; a < actions.size(); ++a) {
      const text::Fit fit = query.fit(text::folded(actions[a].name));
      if (fit < best || fit > least) continue;
      entries_.push_back(
          {std::string(actions[a].name), "Command", std::string(actions[a].shortcut)});
      answers_.push_back({.record = {}, .action = a});
    }
  };
  // Whoever types the beginning of a command wants it, not what has the same words somewhere.
  if (!state_.query.empty()) {
    add_commands(text::Fit::whole, text::Fit::begins);
    index_.refresh(in.plan);
    for (const auto& hit : index_.find(state_.query, most_records).best) {
      entries_.push_back({name_of(in.plan, hit.key), note_of(in, hit.key, hit.account), {}});
      answers_.push_back({.record = hit.key, .action = {}});
    }
  }
  add_commands(state_.query.empty() ? text::Fit::whole : text::Fit::words_begin,
               text::Fit::words_begin);
}

std::optional<SearchPalette::Answer> SearchPalette::frame(ScreenContext& in,
                                                          std::span<const Action> actions) {
  if (!state_.open) return std::nullopt;
  collect(in, actions);
  const auto chosen =
      in.ui.palette("Search accounts, people, deals, actions, commands", state_, entries_);
  if (!chosen) return std::nullopt;
  state_.open = false;
  return answers_[static_cast<std::size_t>(*chosen)];
}

}  // namespace keyplan::ui
