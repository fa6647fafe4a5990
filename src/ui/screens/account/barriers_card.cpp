#include "ui/screens/account/barriers_card.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Benefits;
using model::ExitBarrier;
using model::Id;
using model::Kind;

namespace {

constexpr std::size_t few = 12;
constexpr std::size_t more = 50;

struct SideWords {
  std::string_view title, add, empty;
};
constexpr std::array<SideWords, 3> words_of{
    {{"Not judged yet", "", ""},
     {"Good for the customer", "Add barrier that is good for them", "What would they miss?"},
     {"Only for us", "Add barrier that is only for us", "None. That is good."}}};

}  // namespace

void BarriersCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  for (Side& side : sides_) {
    side.barriers.clear();
    if (account_ != account) side.shown = few;
  }
  account_ = account;
  for (const auto& barrier : in.plan.of_account<ExitBarrier>(account))
    sides_[static_cast<std::size_t>(barrier.data.benefits)].barriers.push_back(&barrier);
  for (Side& side : sides_) {
    keyplan::sort(side.barriers, std::ranges::greater{},
                  [](const Barrier* barrier) { return barrier->data.strength; });
  }
}

void BarriersCard::barrier(ScreenContext& in, const Barrier& barrier) {
  const auto id = in.ui.id(barrier.id.bits);
  const std::string name = name_of(in.plan, {Kind::exit_barrier, barrier.id});
  record_field<&ExitBarrier::title>(in, barrier.id, FieldLook::in_place);
  {
    const auto row = in.ui.row({.gap = 14});
    record_field<&ExitBarrier::benefits>(in, barrier.id, FieldLook::in_place);
    record_field<&ExitBarrier::strength>(in, barrier.id, FieldLook::in_place);
    open_button(in, {Kind::exit_barrier, barrier.id}, name);
    record_field<&ExitBarrier::cost>(in, barrier.id, FieldLook::in_place);
  }
  in.ui.line();
}

void BarriersCard::side(ScreenContext& in, Id account, std::size_t which) {
  Side& side = sides_[which];
  const SideWords& words = words_of[which];
  const auto group = in.ui.group(words.title);
  in.ui.heading(words.title, 3, TextStyle::strong);
  const std::size_t shown = std::min(side.shown, side.barriers.size());
  for (std::size_t i = 0; i < shown; ++i) barrier(in, *side.barriers[i]);
  if (side.barriers.empty()) in.ui.muted(words.empty);
  if (shown < side.barriers.size()) {
    const auto left = static_cast<std::int64_t>(std::min(more, side.barriers.size() - shown));
    if (in.ui.button("Show " + model::count_text(left) + " more", {.small = true})) {
      side.shown += more;
      in.ui.request_frames();
    }
  }
  if (words.add.empty()) return;
  if (auto title = side.add.frame(in, {.label = words.add, .width = 0})) {
    auto made = new_record<ExitBarrier>(in, account);
    made->data.title = std::move(*title);
    made->data.benefits = static_cast<Benefits>(which);
    add_record(in, Kind::exit_barrier, std::move(made));
  }
}

void BarriersCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  const auto card = in.ui.card("Exit barriers", "what makes leaving hard");
  in.ui.muted("A barrier that is good only for us makes nobody stay gladly.");
  {
    auto columns = in.ui.columns(2, {.min_width = 340});
    columns.next();
    side(in, account, 1);
    columns.next();
    side(in, account, 2);
  }
  if (!sides_[0].barriers.empty()) side(in, account, 0);
}

}  // namespace keyplan::ui
