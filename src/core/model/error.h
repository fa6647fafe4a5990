// What went wrong, in words its reader can act on. Core never throws; it returns these.
#pragma once

#include <string>

namespace keyplan::model {

struct Error {
  std::string sentence;   // "The amount is too large.": what is wrong and, where known, what to do
  std::string path = {};  // place inside the data: "records.c4wq8mzt1n0r.amount"
  int line = 0;           // 1-based; 0 = not about a text
  int column = 0;         // 1-based, in bytes
};

}  // namespace keyplan::model
