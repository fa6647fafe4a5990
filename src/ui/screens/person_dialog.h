// What the plan holds about one person: found, saved for them, or erased everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/share/person.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

struct PersonWish {
  enum class What : std::uint8_t { save, erase };
  What what = What::save;
  model::RecordKey person;
};

class PersonDialog {
 public:
  void open();
  bool is_open() const { return open_; }
  std::optional<PersonWish> frame(ScreenContext& in);

 private:
  void collect(const model::Plan& plan);
  void choose(ScreenContext& in);
  void mentions(ScreenContext& in);
  std::optional<PersonWish> buttons(Ui& ui);

  bool open_ = false;
  bool confirming_ = false;
  std::uint64_t revision_ = ~0ull;
  std::vector<model::RecordKey> people_;  // by name
  std::vector<std::string> names_;
  std::optional<model::RecordKey> person_;
  std::vector<share::Mention> mentions_;
};

}  // namespace keyplan::ui
