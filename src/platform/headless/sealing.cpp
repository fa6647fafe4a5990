// Stands in for the browser's cryptography: opens with the right passphrase only and notices every
// changed byte, but hides nothing.
#include <array>
#include <charconv>
#include <utility>

#include "platform/headless/headless.h"

namespace keyplan::platform {
namespace {

constexpr std::string_view link_start = "https://keyplan.example/#kp1=";
constexpr std::size_t longest_link = 8000;
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string fingerprint(std::string_view text) {  // FNV-1a
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += hex_digits[(hash >> shift) & 15];
  return digits;
}

std::string sealed_with(std::string_view bytes, std::string_view passphrase) {
  std::string body(bytes);
  for (char& c : body) c = static_cast<char>(~c);
  return std::string(sealed_magic) + fingerprint(std::string(passphrase) + body) + body;
}

std::optional<std::string> from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    unsigned value = 0;
    const auto end = digits.data() + at + 2;
    if (std::from_chars(digits.data() + at, end, value, 16).ptr != end) return std::nullopt;
    bytes += static_cast<char>(value);
  }
  return bytes;
}

}  // namespace

std::string Headless::make_passphrase() {
  static constexpr std::array words{"amber", "birch", "cedar", "dune",  "ember", "fjord",
                                    "grove", "heron", "inlet", "larch", "maple", "north"};
  std::string passphrase;
  for (int i = 0; i < 6; ++i) {
    if (i > 0) passphrase += ' ';
    passphrase += words[random_bits() % words.size()];
  }
  return passphrase;
}

void Headless::seal(std::uint32_t request, std::string_view bytes, std::string_view passphrase,
                    SealedForm form) {
  std::string sealed = sealed_with(bytes, passphrase);
  if (form == SealedForm::file) {
    deliver(Sealed{.request = request, .result = std::move(sealed)});
    return;
  }
  std::string link(link_start);
  for (const char c : sealed + fingerprint(sealed)) {
    link += hex_digits[static_cast<unsigned char>(c) >> 4];
    link += hex_digits[static_cast<unsigned char>(c) & 15];
  }
  if (link.size() <= longest_link) {
    deliver(Sealed{.request = request, .result = std::move(link)});
    return;
  }
  deliver(SealFailed{.request = request,
                     .sentence = "The link would be " + std::to_string(link.size()) +
                                 " characters long. Send a sealed file instead."});
}

void Headless::unseal(std::uint32_t request, std::string_view sealed, std::string_view passphrase) {
  const std::size_t header = sealed_magic.size() + 16;
  if (sealed.size() > header) {
    std::string body(sealed.substr(header));
    for (char& c : body) c = static_cast<char>(~c);
    if (sealed_with(body, passphrase) == sealed) {
      deliver(Unsealed{.request = request, .bytes = std::move(body)});
      return;
    }
  }
  deliver(SealFailed{.request = request, .sentence = "The passphrase does not fit."});
}

void Headless::follow_link(std::string_view link) {
  const std::size_t digits = link.find_first_not_of(hex_digits, link_start.size());
  auto sealed = from_hex(link.substr(0, digits).substr(link_start.size()));
  if (sealed && sealed->size() > 16) {
    const std::string check = sealed->substr(sealed->size() - 16);
    sealed->resize(sealed->size() - 16);
    if (check == fingerprint(*sealed)) {
      deliver(LinkArrived{.sealed = std::move(*sealed), .problem = {}});
      return;
    }
  }
  deliver(LinkArrived{.sealed = {}, .problem = "This link did not arrive whole."});
}

}  // namespace keyplan::platform
