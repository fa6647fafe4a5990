#include "measure.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace keyplan::bench {

void report(std::string_view what, std::string_view who, std::vector<Sample> samples) {
  std::ranges::sort(samples);
  const auto at = [&](double share) {
    return samples[static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1) + 0.5)];
  };
  std::printf(
      "{\"what\":\"%.*s\",\"who\":\"%.*s\",\"median\":%.4f,\"least\":%.4f,\"p95\":%.4f,"
      "\"most\":%.4f,\"runs\":%zu}\n",
      static_cast<int>(what.size()), what.data(), static_cast<int>(who.size()), who.data(), at(0.5),
      at(0), at(0.95), at(1), samples.size());
  std::fflush(stdout);
}

void race(std::string_view what, const std::vector<Contender>& contenders, double seconds) {
  constexpr std::size_t fewest = 5;
  std::vector<std::vector<Sample>> samples(contenders.size());
  for (const Contender& contender : contenders) contender.run();
  double spent = 0;
  for (std::size_t round = 0; round < fewest || spent < seconds * 1000; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      samples[i].push_back(contenders[i].run());
      spent += samples[i].back();
    }
  }
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    report(what, contenders[i].name, std::move(samples[i]));
  }
}

void give_up(std::string_view sentence) {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(sentence.size()), sentence.data());
  std::exit(1);
}

}  // namespace keyplan::bench
