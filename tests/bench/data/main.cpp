// Writes what is measured in browsers: bench_data FOLDER
#include <cstdio>
#include <string>
#include <string_view>

#include "core/file/write.h"
#include "tests/bench/generate.h"
#include "tests/bench/measure.h"

namespace keyplan::bench {
namespace {

void write_file(const std::string& path, std::string_view bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) give_up("The folder for the data is missing.");
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) != 0 || !written) give_up("The data could not be written.");
}

void write_all(const std::string& folder) {
  for (const std::size_t accounts : {1'000, 10'000}) {
    write_file(folder + "/" + std::to_string(accounts) + ".keyplan",
               file::write(generate_plan(accounts)));
  }
  for (const std::size_t percent : {10, 30}) {
    write_file(folder + "/edited-" + std::to_string(percent) + ".keyplan",
               file::write(generate_edited_plan(191, 300, percent)));
  }
  write_file(folder + "/edited-small.keyplan", file::write(generate_edited_plan(6, 20, 10)));
  const Export tables = generate_export(100'000);
  write_file(folder + "/accounts.csv", tables.accounts_csv);
  write_file(folder + "/deals.csv", tables.deals_csv);
}

}  // namespace
}  // namespace keyplan::bench

int main(int count, char** arguments) {
  if (count != 2) keyplan::bench::give_up("Usage: bench_data FOLDER");
  keyplan::bench::write_all(arguments[1]);
}
