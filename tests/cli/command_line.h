// The command line as its users see it: words in, text and exit code out.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::testing {

namespace fs = std::filesystem;

struct Outcome {
  int code = -1;
  std::string out;
  std::string complaints;
};

inline std::string read_all(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_all(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class CommandLine : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "keyplan-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  static std::string word(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
  }

  Outcome run(const std::vector<std::string>& words) {
    std::string command = word(KEYPLAN_BINARY);
    for (const std::string& w : words) command += " " + word(w);
    return shell(command);
  }

  /// In the test's folder.
  Outcome shell(const std::string& line) {
    std::string command = "cd " + word(folder.string()) + " && { " + line + "\n}";
    const fs::path complaints = folder / ".complaints";
    command += " 2>" + word(complaints.string());
    Outcome outcome;
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return outcome;
    char part[4096];
    while (const std::size_t count = std::fread(part, 1, sizeof part, pipe)) {
      outcome.out.append(part, count);
    }
    const int status = pclose(pipe);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.complaints = read_all(complaints);
    fs::remove(complaints);
    return outcome;
  }

  fs::path copy_of_golden() {
    const fs::path copy = folder / "plan.keyplan";
    fs::copy_file(fs::path(KEYPLAN_TEST_DATA) / "plans/everything.keyplan", copy);
    return copy;
  }

  fs::path folder;
};

}  // namespace keyplan::testing
