#include "platform/web/host.h"

#include <emscripten/em_js.h>

// Quoted names stay what they are should a minifier rename everything else.
// clang-format off: the bodies are JavaScript

EM_JS(void, host_share_heap, (), { Module['host']['heap'] = () => HEAPU8; })

EM_JS(double, host_unix_ms, (), { return Date.now(); })
EM_JS(double, host_steady_ms, (), { return performance.now(); })
EM_JS(double, host_utc_offset_minutes, (), { return -new Date().getTimezoneOffset(); })
EM_JS(void, host_random, (void* bytes, size_t size), {
  crypto.getRandomValues(HEAPU8.subarray(bytes, bytes + size));
})

EM_JS(void, host_request_frame, (), { Module['host']['requestFrame'](); })
EM_JS(void, host_wake_after, (int milliseconds), { Module['host']['wakeAfter'](milliseconds); })
EM_JS(void, host_frame_after, (int milliseconds), { Module['host']['frameAfter'](milliseconds); })

EM_JS(void, host_choose_files, (const char* accept, size_t accept_size, int several), {
  Module['host']['chooseFiles'](accept, accept_size, several);
})
EM_JS(void, host_cancel_files, (), { Module['host']['cancelFiles'](); })
EM_JS(void, host_save_file,
      (const char* name, size_t name_size, const char* mime, size_t mime_size, const char* bytes, size_t size), {
        Module['host']['saveFile'](name, name_size, mime, mime_size, bytes, size);
      })
EM_JS(void, host_print, (const char* html, size_t size), { Module['host']['print'](html, size); })
EM_JS(void, host_paper, (const char* message, size_t size), { Module['host']['paper'](message, size); })
EM_JS(void, host_print_page, (), { Module['host']['printPage'](); })
EM_JS(void, host_set_clipboard, (const char* text, size_t size), {
  Module['host']['setClipboard'](text, size);
})
EM_JS(void, host_open_link, (const char* url, size_t size), { Module['host']['openLink'](url, size); })
EM_JS(void, host_ask_before_leaving, (int on), { Module['host']['askBeforeLeaving'](on); })

EM_JS(void, host_store_open, (), { Module['host']['storeOpen'](); })
EM_JS(void, host_store_load, (const char* plan_id, size_t plan_id_size, double seq), {
  Module['host']['storeLoad'](plan_id, plan_id_size, seq);
})
EM_JS(void, host_store_chunks, (const char* message, size_t size), {
  Module['host']['storeChunks'](message, size);
})
EM_JS(void, host_store_commit, (const char* message, size_t size), {
  Module['host']['storeCommit'](message, size);
})
EM_JS(void, host_store_forget, (const char* plan_id, size_t plan_id_size), {
  Module['host']['storeForget'](plan_id, plan_id_size);
})
EM_JS(void, host_store_facts, (const char* plan_id, size_t plan_id_size, int ask_to_keep), {
  Module['host']['storeFacts'](plan_id, plan_id_size, ask_to_keep);
})
EM_JS(void, host_store_load_left_behind, (const char* plan_id, size_t plan_id_size), {
  Module['host']['storeLoadLeftBehind'](plan_id, plan_id_size);
})

EM_JS(int, host_trial_workers, (), { return Module['host']['trialWorkers'](); })
EM_JS(void, host_run_trials,
      (unsigned worker, unsigned request, const char* prepared, size_t size, double first, double count), {
        Module['host']['runTrials'](worker, request, prepared, size, first, count);
      })

EM_JS(void, host_hold_plan, (const char* plan_id, size_t plan_id_size), {
  Module['host']['holdPlan'](plan_id, plan_id_size);
})
EM_JS(void, host_take_plan, (const char* plan_id, size_t plan_id_size), {
  Module['host']['takePlan'](plan_id, plan_id_size);
})
EM_JS(void, host_hand_over, (const char* plan_id, size_t plan_id_size), {
  Module['host']['handOver'](plan_id, plan_id_size);
})

EM_JS(void, host_seal,
      (unsigned request, const char* bytes, size_t size, const char* passphrase, size_t passphrase_size, int as_link), {
        Module['host']['seal'](request, bytes, size, passphrase, passphrase_size, as_link);
      })
EM_JS(void, host_unseal,
      (unsigned request, const char* bytes, size_t size, const char* passphrase, size_t passphrase_size), {
        Module['host']['unseal'](request, bytes, size, passphrase, passphrase_size);
      })
EM_JS(size_t, host_why_no_sealing, (), { return Module['host']['whyNoSealing'](); })
EM_JS(size_t, host_make_passphrase, (), { return Module['host']['makePassphrase'](); })

EM_JS(size_t, host_preference, (const char* key, size_t key_size), {
  return Module['host']['preference'](key, key_size);
})
EM_JS(void, host_set_preference, (const char* key, size_t key_size, const char* value, size_t value_size), {
  Module['host']['setPreference'](key, key_size, value, value_size);
})

EM_JS(void, host_semantics, (const char* diff, size_t size), { Module['host']['semantics'](diff, size); })
EM_JS(void, host_text_input, (int wanted, float x, float y, float line_height), {
  Module['host']['textInput'](wanted, x, y, line_height);
})
EM_JS(void, host_long_text, (const char* message, size_t size), { Module['host']['longText'](message, size); })
EM_JS(void, host_font, (const unsigned char* bytes, size_t size), { Module['host']['font'](bytes, size); })
EM_JS(void, host_cursor, (int imgui_mouse_cursor), { Module['host']['cursor'](imgui_mouse_cursor); })
EM_JS(const unsigned char*, host_glyph, (unsigned codepoint, float em, unsigned weight, BrowserGlyph* glyph), {
  return Module['host']['glyph'](codepoint, em, weight, glyph);
})
// clang-format on
