// The page as a person sees it, drawn without a browser: a screen of an office on a stage.
#pragma once

#include "picture/picture_office.h"
#include "ui/gallery/gallery.h"
#include "ui/stage.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace truat::testing {

/// What a person does: "press" "button:ตั้งค่า".
struct Step {
  std::string what, with;
};

/// What is shown, and what has come in before.
struct PageSpec {
  std::string address = "#/factories";
  std::string gallery; ///< of widgets, in place of a screen: "controls", "blocks", "grid"
  std::string preview; ///< of an import: "list", "long-list", "file", "locked"; "receipts" of some, "storage"
                       ///< as measured. All but the last need an invented office
  std::size_t rows = 10'000;
  bool photos_missing = false;
  bool viewed = false; ///< a file is looked at
};

class PicturePage {
public:
  /// Keeps `office` by reference.
  PicturePage(const StageSpec& stage, PictureOffice& office);
  PicturePage(const PicturePage&) = delete;
  PicturePage& operator=(const PicturePage&) = delete;

  /// Goes to a screen as after a start of the page, and draws until it has come to rest. False where the
  /// address names a record that the office does not have.
  bool show(const PageSpec& spec);
  /// Stops the program where there is nothing to press.
  void take(const Step& step);
  /// CPU time of the frames since the last call, ms, the longest first.
  [[nodiscard]] std::vector<double> take_frame_times() { return std::exchange(m_frame_times, {}); }
  [[nodiscard]] Picture picture() { return m_stage.picture(); }

private:
  void draw();
  void draw_gallery();
  void deliver_preview();
  void draw_frames();
  [[nodiscard]] const ui::access::Item& item(std::string_view role_and_name) const;
  [[nodiscard]] ui::PhotoTexture photo(const std::string& name, ui::PhotoSize size);

  PictureOffice& m_office;
  Stage m_stage;
  PageSpec m_spec;
  ui::UiState m_state;
  ui::Requests m_requests;
  std::unique_ptr<ui::GalleryState> m_gallery;
  std::vector<ui::OverlayEvent> m_events;
  std::map<std::pair<std::string, ui::PhotoSize>, ui::PhotoTexture> m_photos;
  std::vector<double> m_frame_times;
};

} // namespace truat::testing
