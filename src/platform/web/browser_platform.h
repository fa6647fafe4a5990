// The platform interface on a browser page: requests go to the host functions; what the page
// answers becomes events.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/platform.h"

namespace keyplan::platform {

// Kinds of messages about the store, as web/src/host.ts numbers them.
enum class StoreMessage {
  opened,
  loaded,
  chunks,
  committed,
  failed,
  facts,
  held,
  hand_over_wanted,
  head_moved,
  waits,
  lost
};
// The same for sealed plans, web/src/sealing.ts.
enum class SealMessage { sealed, unsealed, failed, link, broken_link };

class BrowserPlatform final : public Platform {
 public:
  // `wake` makes the interface draw again. Values the page hands over lie in `inbox`.
  BrowserPlatform(std::function<void()> wake, const std::string& inbox)
      : wake_(std::move(wake)), inbox_(inbox) {}

  Now now() override;
  double steady_ms() override;
  std::uint64_t random_bits() override;
  void request_frame() override;
  void wake_after(std::int32_t milliseconds) override;
  void choose_files(std::string_view accept, bool several) override;
  void cancel_files() override;
  void save_file(std::string_view name, std::string_view mime, std::string bytes) override;
  void print(std::string_view html) override;
  void print_page() override;
  void set_clipboard(std::string_view text) override;
  void open_link(std::string_view url) override;
  void ask_before_leaving(bool on) override;
  void store_open() override;
  void store_load(std::string_view plan_id, std::uint64_t seq) override;
  void store_chunks(std::string_view plan_id, std::vector<Chunk> chunks) override;
  void store_commit(Commit commit) override;
  void store_forget(std::string_view plan_id) override;
  void store_facts(std::string_view plan_id) override;
  void ask_to_keep_storage(std::string_view plan_id) override;
  std::string why_no_sealing() override;
  std::string make_passphrase() override;
  void seal(std::uint32_t request, std::string_view bytes, std::string_view passphrase,
            SealedForm form) override;
  void unseal(std::uint32_t request, std::string_view sealed, std::string_view passphrase) override;
  void store_load_left_behind(std::string_view plan_id) override;
  void hold_plan(std::string_view plan_id) override;
  void take_plan(std::string_view plan_id) override;
  void hand_over(std::string_view plan_id) override;
  std::uint32_t trial_workers() override;
  void run_trials(std::uint32_t worker, std::uint32_t request, std::string_view prepared,
                  std::uint64_t first, std::uint64_t count) override;
  std::string preference(std::string_view key) override;
  void set_preference(std::string_view key, std::string_view value) override;

 private:
  std::function<void()> wake_;
  const std::string& inbox_;
};

Event read_store_message(StoreMessage kind, std::string_view message);
Event read_seal_message(SealMessage kind, std::uint32_t request, std::string message);

}  // namespace keyplan::platform
