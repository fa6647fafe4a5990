#include "ui/screens/account/record_card.h"

namespace keyplan::ui {

void RecordCard::frame(ScreenContext& in, model::Id account, const RecordPart& part) {
  const auto card = in.ui.card(words_.title, words_.note);
  table(in, account, part);
}

void RecordCard::table(ScreenContext& in, model::Id account, const RecordPart& part) {
  table_.frame(in, {.name = std::string(words_.title),
                    .account = account,
                    .of_account = true,
                    .variant = part.variant,
                    .keep = part.keep,
                    .make =
                        [&] {
                          model::AnyRecord record = new_record(in, kind_, account);
                          if (part.preset) part.preset(model::data_of(kind_, *record));
                          return record;
                        },
                    .add_label = std::string(words_.add),
                    .quick_add = true,
                    .details = true,
                    .empty = std::string(words_.empty)});
}

}  // namespace keyplan::ui
