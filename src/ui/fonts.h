// The fonts inside the program: OpenType subsets of Inter with Latin, Greek and Cyrillic letters,
// punctuation, arrows, currency and mathematical signs. All digits are equally wide, so figures
// stand in columns. The bytes live as long as the program.
#pragma once

#include <span>

namespace keyplan::ui {

std::span<const unsigned char> inter_regular();
std::span<const unsigned char> inter_semibold();

}  // namespace keyplan::ui
