// What the page does for the wasm module: one JavaScript function each, forwarded to the host
// object of web/src/host.ts. Texts and bytes are pointer + length and are copied before the call
// returns. Nothing here calls back into the module; answers come later through the exports of
// main.cpp.
#pragma once

#include <cstddef>

extern "C" {

void host_share_heap();  // first call: from then on the page can reach the module's memory

double host_unix_ms();
double host_utc_offset_minutes();
double host_steady_ms();
void host_random(void* bytes, std::size_t size);

void host_request_frame();
void host_wake_after(int milliseconds);   // kp_timer; a new call replaces it
void host_frame_after(int milliseconds);  // kp_frame; a new call replaces it

void host_choose_files(const char* accept, std::size_t accept_size, int several);
void host_cancel_files();
void host_save_file(const char* name, std::size_t name_size, const char* mime,
                    std::size_t mime_size, const char* bytes, std::size_t size);
void host_print(const char* html, std::size_t size);
void host_print_page();
// Width of a page laid out for paper and its sheets; main.cpp writes it. Not called: nothing to
// print.
void host_paper(const char* message, std::size_t size);
void host_set_clipboard(const char* text, std::size_t size);
void host_open_link(const char* url, std::size_t size);
void host_ask_before_leaving(int on);

void host_store_open();
void host_store_load(const char* plan_id, std::size_t plan_id_size, double seq);
// The message is the plan's id and chunks; browser_platform.cpp writes it.
void host_store_chunks(const char* message, std::size_t size);
// The message is a Commit; browser_platform.cpp writes it.
void host_store_commit(const char* message, std::size_t size);
void host_store_forget(const char* plan_id, std::size_t plan_id_size);
void host_store_facts(const char* plan_id, std::size_t plan_id_size, int ask_to_keep);
void host_store_load_left_behind(const char* plan_id, std::size_t plan_id_size);

void host_hold_plan(const char* plan_id, std::size_t plan_id_size);
void host_take_plan(const char* plan_id, std::size_t plan_id_size);
void host_hand_over(const char* plan_id, std::size_t plan_id_size);

void host_seal(unsigned request, const char* bytes, std::size_t size, const char* passphrase,
               std::size_t passphrase_size, int as_link);
void host_unseal(unsigned request, const char* bytes, std::size_t size, const char* passphrase,
                 std::size_t passphrase_size);

int host_trial_workers();
void host_run_trials(unsigned worker, unsigned request, const char* prepared, std::size_t size,
                     double first, double count);

// These leave the value in the inbox (kp_inbox of main.cpp) and return its size.
std::size_t host_why_no_sealing();
std::size_t host_make_passphrase();
std::size_t host_preference(const char* key, std::size_t key_size);
void host_set_preference(const char* key, std::size_t key_size, const char* value,
                         std::size_t value_size);

void host_semantics(const char* diff, std::size_t size);                // JSON text, ui/semantics.h
void host_text_input(int wanted, float x, float y, float line_height);  // device pixels
// The message is a ui::LongText; main.cpp writes it, web/src/long_text.ts reads it.
void host_long_text(const char* message, std::size_t size);
void host_font(const unsigned char* bytes, std::size_t size);  // in which long texts are written
void host_cursor(int imgui_mouse_cursor);

// Draws one character and returns its pixels, RGBA, which lie in the inbox; none where it has no
// shape. Filled in the order of web/src/glyphs.ts.
struct BrowserGlyph {
  float advance = 0, left = 0, above_baseline = 0;  // pixels
  int width = 0, height = 0;
  int coloured = 0;  // an emoji brings its own colours
  int known = 0;     // 0: this browser gives no pixels back
};
const unsigned char* host_glyph(unsigned codepoint, float em, unsigned weight, BrowserGlyph* glyph);
}
