// When the open plan was last written to a file, and what has changed since: browser storage is no
// archive, so whoever has not exported for long is reminded (storage.md S10).
#pragma once

#include <cstdint>
#include <string>

#include "platform/platform.h"

namespace keyplan::app {

class Backup {
 public:
  explicit Backup(platform::Platform& platform) : platform_(platform) {}

  void open(const std::string& plan_id);
  void changed();
  void exported();

  std::int64_t minutes() const { return minutes_; }  // UTC; 0 = never
  std::int64_t changes() const { return changes_; }  // since then, in all sessions
  bool changed_in_this_session() const { return changed_here_; }
  enum class Need : std::uint8_t { none, due, overdue };
  Need need() const;

 private:
  void remember();

  platform::Platform& platform_;
  std::string plan_id_;
  std::int64_t minutes_ = 0;
  std::int64_t changes_ = 0;
  std::int64_t first_change_minutes_ = 0;
  bool changed_here_ = false;
};

}  // namespace keyplan::app
