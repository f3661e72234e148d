#include "app/settings.h"

#include "base/decimal.h"

#include <algorithm>
#include <cmath>

namespace truat::app {
namespace {

constexpr std::string_view language_key = "truat.language";
constexpr std::string_view theme_key = "truat.theme";
constexpr std::string_view scale_key = "truat.scale";
constexpr std::string_view letter_keys_key = "truat.letter-keys";
constexpr std::string_view workspace_key = "truat.workspace";
constexpr std::string_view person_key = "truat.person";

constexpr std::string_view exported_key = "truat.exported-at";
constexpr std::string_view exported_commits_key = "truat.exported-commits";
constexpr std::string_view exported_photos_key = "truat.exported-photos";

constexpr float least_scale = 0.8F;
constexpr float most_scale = 2.0F;

ui::ThemeChoice read_theme(const std::optional<std::string>& text) {
  if (text == "light")
    return ui::ThemeChoice::light;
  return text == "dark" ? ui::ThemeChoice::dark : ui::ThemeChoice::as_system;
}

std::string_view write_theme(ui::ThemeChoice theme) {
  switch (theme) {
  case ui::ThemeChoice::light:
    return "light";
  case ui::ThemeChoice::dark:
    return "dark";
  case ui::ThemeChoice::as_system:
    break;
  }
  return "system";
}

std::string views_key(std::string_view grid, const records::RecordId& person) {
  return "truat.grid." + std::string(grid) + "." + records::to_string(person);
}

} // namespace

std::string load_grid_views(platform::Preferences& preferences, std::string_view grid,
                            const records::RecordId& person) {
  return preferences.get(views_key(grid, person)).value_or("");
}

void save_grid_views(platform::Preferences& preferences, std::string_view grid,
                     const records::RecordId& person, std::string_view text) {
  preferences.set(views_key(grid, person), text);
}

Settings load_settings(platform::Preferences& preferences) {
  Settings settings;
  const auto language = preferences.get(language_key);
  // Thai first: only a person who chose English, or whose browser speaks English, begins in it.
  if (language == "en" || (!language && platform::browser_language().starts_with("en")))
    settings.language = text::Language::english;
  settings.theme = read_theme(preferences.get(theme_key));
  if (const auto scale = parse_decimal(preferences.get(scale_key).value_or("1")))
    settings.scale = std::clamp(static_cast<float>(to_double(*scale)), least_scale, most_scale);
  settings.letter_keys = preferences.get(letter_keys_key) != "off";
  if (preferences.get(workspace_key) == "sample")
    settings.workspace = WorkspaceChoice::sample;
  if (const auto person = preferences.get(person_key))
    settings.person = records::parse_record_id(*person).value_or(records::RecordId{});
  if (const auto exported = parse_iso_instant(preferences.get(exported_key).value_or("")))
    settings.exported_at = *exported;
  if (const auto commits = parse_decimal(preferences.get(exported_commits_key).value_or("")))
    settings.exported_commits = static_cast<std::uint64_t>(std::max<std::int64_t>(0, commits->units));
  settings.exported_photos = preferences.get(exported_photos_key) == "yes";
  return settings;
}

void save_settings(platform::Preferences& preferences, const Settings& settings) {
  preferences.set(language_key, settings.language == text::Language::english ? "en" : "th");
  preferences.set(theme_key, write_theme(settings.theme));
  preferences.set(scale_key, to_string(Decimal{std::lround(settings.scale * 100), 2}));
  preferences.set(letter_keys_key, settings.letter_keys ? "on" : "off");
  preferences.set(workspace_key, settings.workspace == WorkspaceChoice::sample ? "sample" : "office");
  if (settings.exported_at.milliseconds != 0)
    preferences.set(exported_key, to_iso(settings.exported_at));
  else
    preferences.remove(exported_key);
  preferences.set(exported_commits_key, std::to_string(settings.exported_commits));
  preferences.set(exported_photos_key, settings.exported_photos ? "yes" : "no");
  if (settings.person.is_none())
    preferences.remove(person_key);
  else
    preferences.set(person_key, records::to_string(settings.person));
}

} // namespace truat::app
