// Cards and what stands in them: headings, key-value rows, figures, bars, empty states, banners, steps,
// events.
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/text.h"

#include <imgui_internal.h>

#include <optional>
#include <span>
#include <string_view>

namespace truat::ui {

struct CardSpec {
  float padding_x = 20, padding_y = 16; ///< design pixels; 20, 20 in question cards
  float height = 0;                     ///< layout pixels; 0: what the content takes
  float gap = space::card_gap;          ///< to what follows, design pixels
  std::optional<Status> edge = {};      ///< 3 px at the left: something is missing here
  bool selected = false;                ///< 2 px accent, soft ground
};
/// A white sheet at the top of `area`. Cut `body` from its top; when the card goes, `area` goes on below it.
class Card {
public:
  explicit Card(Box& area, const CardSpec& spec = {});
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  Box body;

private:
  Box& m_area;
  CardSpec m_spec;
  Box m_start;
  ImDrawListSplitter m_splitter;
  ImDrawList* m_draw_list = nullptr;
};

/// A section's heading, 32 high, cut off `area`; `right` is the rest of the line for links and notes.
struct SectionSpec {
  std::string_view title;
  std::string_view muted = {}; ///< after the title
};
Box section_header(Box& area, const SectionSpec& spec);

/// Muted key of `key_width` design pixels, value after it; rows of 32. Not editable: `record_form.h` has
/// those.
struct KeyValueSpec {
  std::string_view key;
  std::string_view value; ///< empty: "–", muted
  float key_width = 120;
  std::optional<Status> status = {};
};
void key_value(Box& area, const KeyValueSpec& spec);

/// Icon of 48, a sentence, one primary and one quiet button, in the middle of the box.
struct EmptyStateSpec {
  Icon icon{};
  std::string_view title;
  std::string_view sentence = {};
  std::string_view primary = {};
  std::optional<Icon> primary_icon = {};
  std::string_view quiet = {};
};
enum class EmptyStatePress : std::uint8_t { none, primary, quiet };
EmptyStatePress empty_state(const Box& box, std::string_view id, const EmptyStateSpec& spec);

/// A sentence across the page, with up to one act: read-only, a newer version, a lost place.
struct BannerSpec {
  Status status = Status::due;
  std::string_view sentence;
  std::string_view act = {};
  bool can_close = false;
};
enum class BannerPress : std::uint8_t { none, act, close };
BannerPress banner(Box& area, std::string_view id, const BannerSpec& spec);

/// 112 high: caption, figure with unit, change in words. Pressed as a whole if `opens`.
struct FigureSpec {
  std::string_view caption;
  std::string_view figure;
  std::string_view unit = {};        ///< "จาก 40 แห่ง"
  std::string_view change = {};      ///< the line below
  std::optional<Status> status = {}; ///< of the line below
  bool opens = false;
};
bool figure_tile(const Box& box, std::string_view id, const FigureSpec& spec);
/// 64 to 72 high, a filter of a list below: figure and words beside it.
struct CountTileSpec {
  std::string_view figure;
  std::string_view label;
  std::string_view second_line = {};
  std::optional<Icon> icon = {};
  std::optional<Status> status = {};
  bool selected = false;
  bool is_filter = false;
};
bool count_tile(const Box& box, std::string_view id, const CountTileSpec& spec);

/// 4 high on its track, 0 to 1. `complete_is_soft`: a whole one steps back.
struct BarSpec {
  float done = 0;
  std::string_view name = {};
  std::string_view value = {}; ///< "38/42"
  bool complete_is_soft = false;
  float height = 4;
};
void progress_bar(const Box& box, const BarSpec& spec);
/// Long work: sentence, bar, how far, and a button that stops it.
struct WorkSpec {
  std::string_view sentence;
  float done = -1; ///< below 0: not known, the bar wanders
  std::string_view how_far = {};
  bool can_stop = true;
};
bool work_progress(Box& area, std::string_view id, const WorkSpec& spec);
/// Done, committed and a target tick that overshoots by 4; 8 to 14 high.
struct BulletSpec {
  float done = 0, committed = 0;
  std::optional<float> target = {};
  std::string_view name = {};
  std::string_view value = {};
};
void bullet_bar(const Box& box, const BulletSpec& spec);

/// "✓ เลือกไฟล์ — 2 จับคู่คอลัมน์ — 3 …"
void steps(const Box& box, std::span<const std::string_view> names, int current);

/// One event in a list of events: shape, words, who, when. 32 high, or two lines in a timeline with its
/// thread.
struct EventSpec {
  std::string_view date;
  Status status = Status::active;
  std::string_view words;
  std::string_view who = {};
};
void event_row(Box& area, const EventSpec& spec);
void timeline_event(Box& area, const EventSpec& spec, bool is_last);

/// Initials on soft ground.
void avatar(const Box& box, std::string_view initials);
/// "วรัญญา คงทอง" gives "วค": the first letters, leading vowels passed over.
[[nodiscard]] std::string initials_of(std::string_view name);

} // namespace truat::ui
