#include "platform/browser.h"

#include "platform/web_calls.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

extern "C" {
// shell/library_truat_browser.js
char* truat_preference_get(const char* key);
void truat_preference_set(const char* key, const char* value_or_null);
char* truat_browser_language();
int truat_prefers_dark();
int truat_pointer_is_coarse();
int truat_is_online();
double truat_pixel_ratio();
float truat_covered_below();
int truat_utc_offset();
void truat_watch_visibility(std::uint32_t ticket);
void truat_watch_network(std::uint32_t ticket);
void truat_watch_appearance(std::uint32_t ticket);
void truat_storage_estimate(std::uint32_t ticket);
void truat_storage_persist(std::uint32_t ticket);
void truat_clipboard_copy(const char* text, std::uint32_t ticket);
void truat_locate(std::uint32_t ticket);
std::uint8_t* truat_word_breaks(const char* text, int length);
void truat_set_page_language(const char* language);
void truat_set_page_title(const char* title);
void truat_open_rescue_page();
void truat_note_error(const char* key);
void truat_reload_page();
}

namespace truat::platform {

namespace {

/// A text that JavaScript put into memory of ours.
std::optional<std::string> take_text(char* text) {
  if (text == nullptr)
    return std::nullopt;
  std::string copy = text;
  std::free(text);
  return copy;
}

std::uint64_t count_of(std::string_view text) {
  std::uint64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

class LocalPreferences final : public Preferences {
public:
  [[nodiscard]] std::optional<std::string> get(std::string_view key) override {
    return take_text(truat_preference_get(std::string(key).c_str()));
  }
  void set(std::string_view key, std::string_view value) override {
    truat_preference_set(std::string(key).c_str(), std::string(value).c_str());
  }
  void remove(std::string_view key) override { truat_preference_set(std::string(key).c_str(), nullptr); }
};

} // namespace

std::unique_ptr<Preferences> open_preferences() {
  return std::make_unique<LocalPreferences>();
}

std::string browser_language() {
  return take_text(truat_browser_language()).value_or("th");
}
bool prefers_dark() {
  return truat_prefers_dark() != 0;
}
bool pointer_is_coarse() {
  return truat_pointer_is_coarse() != 0;
}
bool is_online() {
  return truat_is_online() != 0;
}
double device_pixel_ratio() {
  return truat_pixel_ratio();
}
float covered_below() {
  return truat_covered_below();
}
int local_offset_minutes() {
  return truat_utc_offset();
}

void on_visibility(std::function<void()> became_hidden, std::function<void()> became_visible) {
  truat_watch_visibility(expect_events(
      [hidden = std::move(became_hidden), visible = std::move(became_visible)](const Reply& reply) {
        if (reply.parts.at(0) == "hidden")
          hidden();
        else
          visible();
      }));
}

void on_network(std::function<void(bool online)> changed) {
  truat_watch_network(expect_events(
      [changed = std::move(changed)](const Reply& reply) { changed(reply.parts.at(0) == "online"); }));
}

void on_appearance(std::function<void()> changed) {
  truat_watch_appearance(expect_events([changed = std::move(changed)](const Reply&) { changed(); }));
}

void estimate_storage(Done<StorageEstimate> done) {
  truat_storage_estimate(expect_reply([done = std::move(done)](const Reply& reply) {
    if (reply.failed)
      done(as_failure(reply));
    else
      done(StorageEstimate{count_of(reply.parts.at(0)), count_of(reply.parts.at(1)),
                           !reply.parts.at(2).empty()});
  }));
}

void request_persistence(Done<bool> done) {
  truat_storage_persist(expect_reply([done = std::move(done)](const Reply& reply) {
    if (reply.failed)
      done(as_failure(reply));
    else
      done(!reply.parts.at(0).empty());
  }));
}

void copy_to_clipboard(std::string_view text, Done<void> done) {
  truat_clipboard_copy(std::string(text).c_str(), expect_done(std::move(done)));
}

void locate(Done<Position> done) {
  truat_locate(expect_reply([done = std::move(done)](const Reply& reply) {
    if (reply.failed) {
      done(as_failure(reply));
      return;
    }
    const auto latitude = parse_decimal(reply.parts.at(0));
    const auto longitude = parse_decimal(reply.parts.at(1));
    if (!latitude || !longitude) {
      done(failure("platform.position_unavailable"));
      return;
    }
    done(Position{*latitude, *longitude, static_cast<std::int32_t>(count_of(reply.parts.at(2)))});
  }));
}

std::vector<std::uint32_t> word_breaks(std::string_view utf8) {
  const std::vector<std::string> list =
      take_list(truat_word_breaks(utf8.data(), static_cast<int>(utf8.size())));
  std::vector<std::uint32_t> breaks(list.at(0).size() / sizeof(std::uint32_t));
  std::memcpy(breaks.data(), list.at(0).data(), breaks.size() * sizeof(std::uint32_t));
  return breaks;
}

void set_page_language(std::string_view language) {
  truat_set_page_language(std::string(language).c_str());
}
void set_page_title(std::string_view title) {
  truat_set_page_title(std::string(title).c_str());
}
void open_rescue_page() {
  truat_open_rescue_page();
}

void note_error(std::string_view key) {
  truat_note_error(std::string(key).c_str());
}

void reload_page() {
  truat_reload_page();
}

} // namespace truat::platform
