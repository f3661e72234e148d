// Colours, type, fonts, icons and shapes of the design language.
#include "text/messages.h"
#include "ui/theme/icons.h"
#include "ui/theme/imgui_text_hooks.h"
#include "ui/theme/status_shapes.h"
#include "ui/theme_stage.h"

#include "doctest/doctest.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace truat;
using namespace truat::ui;
using truat::testing::embedded_fonts;
using truat::testing::Picture;
using truat::testing::ThemeStage;

TEST_CASE("all text stands out from all grounds") {
  for (const ColorMode mode : {ColorMode::light, ColorMode::dark}) {
    const Palette& colors = palette(mode);
    CAPTURE(static_cast<int>(mode));
    SUBCASE("text and muted text on every ground") {
      for (const ImU32 ground : {colors.canvas, colors.surface, colors.raised, colors.sunken}) {
        CHECK(contrast_ratio(colors.text, ground) >= 4.5F);
        CHECK(contrast_ratio(colors.muted, ground) >= 4.5F);
        CHECK(contrast_ratio(colors.accent, ground) >= 4.5F);
      }
      CHECK(contrast_ratio(colors.text, colors.accent_soft) >= 4.5F);
      CHECK(contrast_ratio(colors.accent, colors.accent_soft) >= 4.5F);
    }
    SUBCASE("text on the accent, pressed or not") {
      for (const ImU32 ground : {colors.accent, colors.accent_hover, colors.accent_active})
        CHECK(contrast_ratio(colors.on_accent, ground) >= 4.5F);
    }
    SUBCASE("states on their soft ground and on the others") {
      for (const StatusColors& status : colors.statuses)
        for (const ImU32 ground : {status.soft, colors.surface, colors.canvas})
          CHECK(contrast_ratio(status.ink, ground) >= 4.5F);
    }
    SUBCASE("borders of inputs") {
      for (const ImU32 ground : {colors.surface, colors.canvas})
        CHECK(contrast_ratio(colors.input_border, ground) >= 3.0F);
    }
    SUBCASE("lines of charts") {
      for (const ImU32 line : colors.series)
        CHECK(contrast_ratio(line, colors.surface) >= 3.0F);
    }
  }
  CHECK(contrast_ratio(IM_COL32_BLACK, IM_COL32_WHITE) == doctest::Approx(21));
  CHECK(with_alpha(IM_COL32(1, 2, 3, 200), 0.5F) == IM_COL32(1, 2, 3, 100));
}

TEST_CASE("the type scale") {
  CHECK(text_style(TextRole::caption).imgui_size() == 22);
  CHECK(text_style(TextRole::body).imgui_size() == 24);
  CHECK(text_style(TextRole::body, PointerKind::touch).imgui_size() == 26);
  CHECK(text_style(TextRole::section) == TextStyle{FontWeight::semibold, 17.5F});
  CHECK(text_style(TextRole::title).imgui_size() == 34);
  CHECK(text_style(TextRole::figure).imgui_size() == 48);
  CHECK(text_style(TextRole::presenting).imgui_size() == 64);
}

TEST_CASE("the user's scale multiplies measures and text alike, in whole pixels") {
  ThemeStage stage({.scale = 1.25F, .pointer = PointerKind::touch});
  CHECK(theme().px(space::x12) == 15);
  CHECK(theme().px(5) == 6);
  CHECK(theme().control_height() == 60);
  stage.frame([] {
    const TextScope text(TextRole::caption);
    CHECK(ImGui::GetFontSize() == std::round(22 * 1.25F));
    CHECK(ImGui::GetFont() == theme().fonts.regular);
  });
  CHECK(ImGui::GetStyle().FramePadding.x == 15);
  CHECK(ImGui::GetStyle().WindowBorderSize == 0);
  CHECK(ImGui::GetStyle().DisabledAlpha == 1);
}

TEST_CASE("nothing of ImGui's own blue is left") {
  ImGuiStyle style;
  apply_style({.mode = ColorMode::light}, style);
  const ImGuiStyle stock;
  for (const ImGuiCol index : {ImGuiCol_Button, ImGuiCol_Header, ImGuiCol_FrameBg, ImGuiCol_CheckMark,
                               ImGuiCol_SliderGrab, ImGuiCol_Tab, ImGuiCol_TitleBgActive, ImGuiCol_ResizeGrip,
                               ImGuiCol_NavCursor, ImGuiCol_TextSelectedBg}) {
    CAPTURE(ImGui::GetStyleColorName(index));
    CHECK(ImGui::ColorConvertFloat4ToU32(style.Colors[index]) !=
          ImGui::ColorConvertFloat4ToU32(stock.Colors[index]));
  }
}

TEST_CASE("fonts are taken whole or not at all") {
  ThemeStage stage;
  ImFontAtlas atlas;
  SUBCASE("a file that is cut off is named") {
    FontBytes bytes = embedded_fonts();
    bytes.semibold = bytes.semibold.first(bytes.semibold.size() / 2);
    const auto fonts = add_fonts(atlas, bytes);
    REQUIRE_FALSE(fonts.has_value());
    CHECK(fonts.error() == Error{"fonts.unreadable", {{"file", "truat-text-600.ttf"}}, ""});
    CHECK(atlas.Fonts.empty());
  }
  SUBCASE("a text font without positions of marks is refused") {
    FontBytes bytes = embedded_fonts();
    bytes.regular = bytes.icons;
    CHECK_FALSE(add_fonts(atlas, bytes).has_value());
  }
  SUBCASE("no bytes at all") {
    CHECK_FALSE(add_fonts(atlas, {}).has_value());
  }
}

TEST_CASE("the fonts have what the product writes") {
  ThemeStage stage;
  stage.frame([] {});
  SUBCASE("every character of every message in both weights") {
    std::set<std::string> missing;
    for (const text::Message& message : text::all_messages())
      for (const std::string_view text : {message.thai, message.english})
        for (const char* s = text.data(); s < text.data() + text.size();) {
          unsigned int character = 0;
          const int length = char_from_utf8(&character, s, text.data() + text.size());
          for (ImFont* font : {stage.fonts().regular, stage.fonts().semibold})
            if (character >= 0x20 && !font->IsGlyphInFont(static_cast<ImWchar>(character)))
              missing.insert(std::string(s, static_cast<std::size_t>(length)) + " in " +
                             std::string(message.key));
          s += length;
        }
    for (const std::string& one : missing)
      FAIL_CHECK(one);
  }
  SUBCASE("signs of the field") {
    for (const char16_t c : std::u16string_view(u"“”‘’–—…•·×÷±≤≥→←↑↓²³µ°№฿✓−₂⁻€½Ωμ\u00A0"))
      CHECK(stage.fonts().regular->IsGlyphInFont(c));
  }
  SUBCASE("digits of one width") {
    for (ImFont* font : {stage.fonts().regular, stage.fonts().semibold}) {
      ImFontBaked* baked = font->GetFontBaked(24);
      for (ImWchar c = '1'; c <= '9'; ++c)
        CHECK(baked->GetCharAdvance(c) == baked->GetCharAdvance('0'));
    }
  }
}

TEST_CASE("lines are as high as the design has them, and the base line is the browser's") {
  for (const float pixel_ratio : {1.0F, 1.5F, 2.0F}) {
    ThemeStage stage({.pixel_ratio = pixel_ratio});
    stage.frame([&] {
      for (const TextRole role :
           {TextRole::caption, TextRole::body, TextRole::section, TextRole::title, TextRole::figure}) {
        const TextScope text(role);
        const float em = text_style(role).em;
        CHECK(ImGui::GetTextLineHeight() == em * 1.6F);
        const float ascent = ImGui::GetFontBaked()->Ascent * pixel_ratio;
        CHECK(ascent == doctest::Approx(std::round(em * 1.12F * pixel_ratio)));
      }
    });
  }
}

TEST_CASE("common clusters are ready before they are drawn") {
  ThemeStage stage;
  stage.frame([] {});
  ImFont* font = stage.fonts().regular;
  ClusterWarmUp warm_up({{font, 24, 1}, {font, 22, 1}});
  int steps = 1;
  while (warm_up.step(50))
    ++steps;
  CHECK(steps == 7);
  CHECK_FALSE(warm_up.step(50));
  const int glyphs = font->GetFontBaked(24, 1)->Glyphs.Size;
  CHECK(glyphs >= 160);
  stage.frame([] {
    const TextScope text(TextRole::body);
    ImGui::TextUnformatted("ที่นี่มีน้ำ");
  });
  // Of what was drawn only the letters that are no clusters were new.
  CHECK(font->GetFontBaked(24, 1)->Glyphs.Size <= glyphs + 3);
}

TEST_CASE("sizes that nobody uses are let go, once there are many") {
  ThemeStage stage;
  const auto draw = [](float first, float last) {
    for (float size = first; size <= last; ++size) {
      ImGui::PushFont(nullptr, size);
      ImGui::TextUnformatted("น้ำ");
      ImGui::PopFont();
    }
  };
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const auto bakes = [&atlas] { return atlas.Builder->BakedPool.Size - atlas.Builder->BakedDiscardedCount; };
  stage.frame([&] { draw(10, 15); });
  for (int i = 0; i < 5; ++i)
    stage.frame([] {});
  drop_unused_bakes(atlas, 2);
  const int few = bakes();
  CHECK(few >= 6);
  stage.frame([&] { draw(10, 50); });
  for (int i = 0; i < 5; ++i)
    stage.frame([&] { draw(24, 26); });
  drop_unused_bakes(atlas, 2);
  CHECK(bakes() <= 5);
  stage.frame([&] { draw(10, 12); });
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
}

namespace {

/// Dark pixels in a box of the picture.
int ink(const Picture& picture, int left, int top, int right, int bottom) {
  int dark = 0;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x)
      dark += (picture.at(x, y) & 0xFFU) < 128 ? 1 : 0;
  return dark;
}

} // namespace

TEST_CASE("every icon is drawn inside its box") {
  ThemeStage stage({.width = 1300, .height = 900});
  constexpr int cell = 48, columns = 25;
  const auto place = [](std::size_t index) {
    return ImVec2(static_cast<float>(index % columns * cell + 24),
                  static_cast<float>(index / columns * cell + 24));
  };
  for (const float side : {16.0F, 20.0F, 40.0F}) {
    const auto draw = [&] {
      ImDrawList* list = ImGui::GetForegroundDrawList();
      list->AddRectFilled({0, 0}, {1300, 900}, IM_COL32_WHITE);
      for (std::size_t i = 0; i < std::size(icon_entries); ++i)
        draw_icon(*list, icon_entries[i].icon, place(i), side, IM_COL32_BLACK);
    };
    stage.frame(draw);
    const Picture picture = stage.picture();
    const int half = static_cast<int>(side) / 2;
    for (std::size_t i = 0; i < std::size(icon_entries); ++i) {
      const int x = static_cast<int>(place(i).x), y = static_cast<int>(place(i).y);
      CAPTURE(icon_entries[i].name);
      const int inside = ink(picture, x - half - 1, y - half - 1, x + half + 1, y + half + 1);
      CHECK(inside > 3);
      CHECK(inside < static_cast<int>(side * side * 0.6F));
      CHECK(ink(picture, x - 24, y - 24, x + 24, y + 24) == inside);
    }
  }
  CHECK(name_of(Icon::arrow_left) == "arrow_left");
}

TEST_CASE("each state has a shape of its own") {
  ThemeStage stage({.width = 400, .height = 60, .pixel_ratio = 1});
  stage.frame([] {
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->AddRectFilled({0, 0}, {400, 60}, IM_COL32_WHITE);
    for (std::size_t i = 0; i < status_count; ++i)
      draw_status_shape(*list, static_cast<Status>(i), {30 + 60 * static_cast<float>(i), 30}, 42,
                        IM_COL32_BLACK, IM_COL32_WHITE);
  });
  const Picture picture = stage.picture();
  std::set<std::vector<bool>> shapes;
  for (std::size_t i = 0; i < status_count; ++i) {
    const int left = 30 + 60 * static_cast<int>(i) - 23;
    std::vector<bool> shape;
    for (int y = 7; y < 53; ++y)
      for (int x = left; x < left + 46; ++x)
        shape.push_back((picture.at(x, y) & 0xFFU) < 128);
    CHECK(ink(picture, left, 7, left + 46, 53) > 60);
    CHECK(ink(picture, left - 7, 0, left + 53, 60) == ink(picture, left, 7, left + 46, 53));
    shapes.insert(shape);
  }
  CHECK(shapes.size() == status_count);
}
