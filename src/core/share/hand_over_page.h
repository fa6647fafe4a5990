// The hand-over pack of a colleague who leaves as one page to print: HTML that needs nothing from
// outside and runs nothing. Every text of the plan is escaped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::share {

/// Names are looked up in the plan; figures and sentences come as people read them.
struct HandOverPack {
  struct AccountLine {
    model::Id account;
    model::Id successor;  // none = not chosen yet
    bool owned = false;
    std::string last_year;
    std::string forecast;
    std::string end;  // "Renewal 3 Mar 2027", "" = none recorded
    std::vector<std::string> for_it;
    std::vector<std::string> against;
  };
  struct CallLine {
    model::Id person;
    model::Id account;
    model::Id caller;  // none = nobody yet
    model::Date until;
    std::string why;
  };

  model::Id member;
  model::Id successor;  // of what is not said otherwise
  model::Date today;
  std::string account_word = "account";
  std::string accounts_word = "accounts";
  std::string deals_word = "opportunities";
  std::string revenue_head = "Revenue last year";
  std::vector<AccountLine> accounts;
  std::vector<CallLine> calls;
  std::vector<model::Id> people;
  std::vector<model::Id> deals;
  std::vector<model::RecordKey> records;  // actions, visits, reviews and whatever else moves
};

std::string hand_over_page(const model::Plan& plan, const HandOverPack& pack);

/// Text inside an element or a quoted attribute. Control characters are left out.
std::string html_escaped(std::string_view text);

}  // namespace keyplan::share
