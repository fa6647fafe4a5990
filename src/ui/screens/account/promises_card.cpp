#include "ui/screens/account/promises_card.h"

#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Delivery;
using model::Id;
using model::Kind;
using model::Promise;

namespace {

/// Once a year somebody looks whether it still arrives.
constexpr int days_a_year = 365;

bool is_stale(const Promise& promise, model::Date today) {
  return !promise.checked_on || today.days - promise.checked_on.days > days_a_year;
}

constexpr Column columns[] = {
    {.name = "What they came for", .flex = 2, .least = 200, .sortable = false},
    {.name = "Does it arrive", .width = 232, .sortable = false},
    {.name = "Checked", .width = 240, .sortable = false},
    {.name = "Worth a year", .align = Align::right, .width = 110, .sortable = false, .priority = 2},
    {.name = "Owner", .flex = 1, .least = 110, .sortable = false, .priority = 3},
    {.name = "All fields", .width = 72, .sortable = false, .priority = 1}};

}  // namespace

void PromisesCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  rows_.clear();
  std::int64_t arrive = 0;
  std::int64_t stale = 0;
  for (const auto& promise : in.plan.of_account<Promise>(account)) {
    rows_.push_back({&promise, name_of(in.plan, {Kind::promise, promise.id})});
    if (promise.data.delivery == Delivery::arrives) ++arrive;
    if (is_stale(promise.data, in.today)) ++stale;
  }
  // What no longer arrives comes first, then what nobody has looked at for longest.
  keyplan::sort(rows_, [](const Row& a, const Row& b) {
    const auto rank = [](const Row& row) {
      return std::pair(-static_cast<int>(row.promise->data.delivery), row.promise->data.checked_on);
    };
    return rank(a) < rank(b);
  });
  const auto all = static_cast<std::int64_t>(rows_.size());
  note_ = all == 0 ? std::string("what converted them, and whether it still arrives")
                   : model::count_text(arrive) + " of " + model::count_text(all) + " arrive";
  if (stale > 0) note_ += " \u00b7 " + model::count_text(stale) + " not checked for a year";
}

void PromisesCard::delivery(ScreenContext& in, const Row& row) {
  const auto current = static_cast<int>(row.promise->data.delivery) - 1;
  const auto chosen =
      in.ui.chips("Does " + row.name + " arrive", {"Arrives", "In part", "No longer"}, current);
  if (!chosen) return;
  model::Edit edit("say whether " + row.name + " arrives");
  edit.set<&Promise::delivery>(row.promise->id,
                               model::Value{model::Choice{static_cast<std::uint8_t>(*chosen + 1)}});
  in.edit(std::move(edit));
}

void PromisesCard::checked(ScreenContext& in, const Row& row) {
  const Promise& data = row.promise->data;
  const auto line = in.ui.row();
  const bool stale = is_stale(data, in.today);
  in.ui.text(day_or(data.checked_on, "Never"),
             {.style = TextStyle::small, .tone = stale ? Tone::warning : Tone::ink, .wrap = false});
  if (data.checked_on == in.today) return;
  const std::string told = "Checked today: " + row.name;
  if (!in.ui.button("Checked today", {.small = true, .name = told})) return;
  model::Edit edit("check " + row.name);
  edit.set<&Promise::checked_on>(row.promise->id, model::Value{in.today});
  in.edit(std::move(edit));
}

void PromisesCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  const auto card = in.ui.card("Value delivered", note_);
  {
    constexpr std::size_t most_without_scrolling = 12;
    auto table = in.ui.table(
        "Value delivered", columns, rows_.size(),
        {.height = rows_.size() > most_without_scrolling ? 460.0f : 0.0f,
         .openable = false,
         .key = [this](std::size_t row) { return rows_[row].promise->id.bits; },
         .empty =
             "What did they come for? Note it, and look once a year whether it still arrives."});
    while (table.next_row()) {
      const Row& row = rows_[table.row()];
      const Id id = row.promise->id;
      const auto scope = in.ui.id(id.bits);
      table.row_name(row.name);
      table.cell();
      record_field<&Promise::title>(in, id, FieldLook::in_place);
      table.cell();
      delivery(in, row);
      table.cell();
      checked(in, row);
      table.cell();
      record_field<&Promise::worth>(in, id, FieldLook::in_place, Align::right);
      table.cell();
      record_field<&Promise::owner>(in, id, FieldLook::in_place);
      table.cell();
      open_button(in, {Kind::promise, id}, row.name);
    }
  }
  if (auto title = add_.frame(in, {.label = "Add promise"})) {
    auto promise = new_record<Promise>(in, account);
    promise->data.title = std::move(*title);
    add_record(in, Kind::promise, std::move(promise));
  }
}

}  // namespace keyplan::ui
