// Thai words, glyph by glyph, against HarfBuzz. tests/data/thai-words-*.txt are what HarfBuzz drew with these
// very fonts; the build of the fonts compares them anew.
#include "support/files.h"
#include "ui/theme/cluster_font_loader.h"
#include "ui/theme/imgui_text_hooks.h"
#include "ui/theme/sfnt.h"
#include "ui/theme/shaping_table.h"
#include "ui/theme_stage.h"

#include "doctest/doctest.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

using namespace truat;
using namespace truat::ui;
using truat::testing::embedded_font;
using truat::testing::ThemeStage;

namespace {

struct Glyph {
  int id = 0;
  int x = 0;
  int y = 0;
};

struct ShapedWord {
  std::string word;
  int advance = 0;
  std::vector<Glyph> glyphs;
};

int take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  REQUIRE(error == std::errc{});
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::vector<ShapedWord> words_of(std::string_view file) {
  const std::string bytes = truat::testing::read_test_data(file);
  std::vector<ShapedWord> words;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    ShapedWord word;
    word.word = line.substr(0, line.find('\t'));
    line.remove_prefix(word.word.size() + 1);
    word.advance = take_number(line);
    while (!line.empty()) {
      Glyph glyph;
      for (int* number : {&glyph.id, &glyph.x, &glyph.y}) {
        line.remove_prefix(1);
        *number = take_number(line);
      }
      word.glyphs.push_back(glyph);
    }
    words.push_back(std::move(word));
  }
  return words;
}

/// The word as the loader would draw it.
ShapedWord drawn_word(const ImFont& font, std::string_view word) {
  ShapedWord out;
  out.word = word;
  for (const char* s = word.data(); s < word.data() + word.size();) {
    unsigned int character = 0;
    s += char_from_utf8(&character, s, word.data() + word.size());
    const auto drawn = drawn_character(*font.Sources[0], static_cast<ImWchar>(character));
    REQUIRE(drawn.has_value());
    for (const PlacedGlyph& glyph : drawn->glyphs)
      out.glyphs.push_back({glyph.glyph, out.advance + glyph.x, glyph.y});
    out.advance += drawn->advance;
  }
  return out;
}

/// The box of a glyph's ink in font units, from `glyf`; empty for a glyph without ink.
struct InkBox {
  int left = 0, bottom = 0, right = 0, top = 0;
  [[nodiscard]] bool empty() const { return left == right; }
};
InkBox ink_of(std::span<const std::byte> font, int glyph) {
  const auto loca = table_of(font, "loca");
  const bool is_long = big_endian(table_of(font, "head"), 50, 2) != 0;
  const auto index = static_cast<std::size_t>(glyph);
  const std::size_t at = is_long ? big_endian(loca, index * 4, 4) : big_endian(loca, index * 2, 2) * 2;
  const std::size_t end =
      is_long ? big_endian(loca, index * 4 + 4, 4) : big_endian(loca, index * 2 + 2, 2) * 2;
  if (at == end)
    return {};
  const auto glyf = table_of(font, "glyf");
  const auto number = [&](std::size_t offset) {
    return static_cast<int>(static_cast<std::int16_t>(big_endian(glyf, at + offset, 2)));
  };
  return {number(2), number(4), number(6), number(8)};
}

struct PixelBox {
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  void include(float x0, float y0, float x1, float y1) {
    left = std::min(left, x0);
    top = std::min(top, y0);
    right = std::max(right, x1);
    bottom = std::max(bottom, y1);
  }
  [[nodiscard]] bool empty() const { return left > right; }
};

struct Weight {
  const char* words;
  const char* font;
  FontWeight weight;
};
constexpr Weight weights[] = {{"thai-words-400.txt", "truat-text-400", FontWeight::regular},
                              {"thai-words-600.txt", "truat-text-600", FontWeight::semibold}};

} // namespace

TEST_CASE("every glyph of 287 Thai words is HarfBuzz's, within a unit of a thousandth of the em") {
  ThemeStage stage;
  stage.frame([] {});
  for (const Weight& weight : weights) {
    const auto words = words_of(weight.words);
    CHECK(words.size() >= 200);
    for (const ShapedWord& expected : words) {
      const ShapedWord drawn = drawn_word(*stage.fonts().text(weight.weight), expected.word);
      CAPTURE(expected.word);
      CHECK(std::abs(drawn.advance - expected.advance) <= 1);
      REQUIRE(drawn.glyphs.size() == expected.glyphs.size());
      for (std::size_t i = 0; i < drawn.glyphs.size(); ++i) {
        CAPTURE(i);
        CHECK(drawn.glyphs[i].id == expected.glyphs[i].id);
        CHECK(std::abs(drawn.glyphs[i].x - expected.glyphs[i].x) <= 1);
        CHECK(std::abs(drawn.glyphs[i].y - expected.glyphs[i].y) <= 1);
      }
    }
  }
}

TEST_CASE("on the screen every cluster's ink lies where HarfBuzz puts it, within two pixels") {
  for (const float pixel_ratio : {1.0F, 2.0F}) {
    ThemeStage stage({.pixel_ratio = pixel_ratio});
    for (const Weight& weight : weights) {
      const auto bytes = embedded_font(weight.font);
      ImFont* font = stage.fonts().text(weight.weight);
      for (const float size : {24.0F, 34.0F}) {
        const float pixels_a_unit = size / 1600;
        const float base_line = std::round(1120 * pixels_a_unit * pixel_ratio) / pixel_ratio;
        for (const ShapedWord& expected : words_of(weight.words)) {
          PixelBox ink;
          for (const Glyph& glyph : expected.glyphs) {
            const InkBox box = ink_of(bytes, glyph.id);
            if (!box.empty())
              ink.include(static_cast<float>(glyph.x + box.left) * pixels_a_unit,
                          base_line - static_cast<float>(glyph.y + box.top) * pixels_a_unit,
                          static_cast<float>(glyph.x + box.right) * pixels_a_unit,
                          base_line - static_cast<float>(glyph.y + box.bottom) * pixels_a_unit);
          }
          PixelBox drawn;
          stage.frame([&] {
            ImGui::PushFont(font, size);
            ImDrawList* list = ImGui::GetForegroundDrawList();
            const int first = list->VtxBuffer.Size;
            list->AddText({0, 0}, IM_COL32_BLACK, expected.word.data(),
                          expected.word.data() + expected.word.size());
            for (int i = first; i < list->VtxBuffer.Size; ++i)
              drawn.include(list->VtxBuffer[i].pos.x, list->VtxBuffer[i].pos.y, list->VtxBuffer[i].pos.x,
                            list->VtxBuffer[i].pos.y);
            ImGui::PopFont();
          });
          CAPTURE(expected.word);
          REQUIRE_FALSE(drawn.empty());
          CHECK(std::abs(drawn.left - ink.left) <= 2);
          CHECK(std::abs(drawn.top - ink.top) <= 2);
          CHECK(std::abs(drawn.right - ink.right) <= 2);
          CHECK(std::abs(drawn.bottom - ink.bottom) <= 2);
        }
      }
    }
  }
}

TEST_CASE("what stands above and below a consonant really is painted there") {
  ThemeStage stage({.width = 200, .height = 120, .pixel_ratio = 2});
  const auto has_ink = [&stage](std::string_view word, float left, float top, float right, float bottom) {
    stage.frame([&] {
      ImGui::PushFont(stage.fonts().regular, 48);
      ImGui::GetForegroundDrawList()->AddText({20, 20}, IM_COL32_BLACK, word.data(),
                                              word.data() + word.size());
      ImGui::PopFont();
    });
    const truat::testing::Picture picture = stage.picture();
    int dark = 0;
    for (int y = static_cast<int>((20 + top) * 2); y < static_cast<int>((20 + bottom) * 2); ++y)
      for (int x = static_cast<int>((20 + left) * 2); x < static_cast<int>((20 + right) * 2); ++x)
        dark += (picture.at(x, y) & 0xFFU) < 128 ? 1 : 0;
    return dark > 8;
  };
  // At size 48 the em is 30 pixels and the base line at 34. Consonants stand from about 16 to 34.
  CHECK_FALSE(has_ink("ก", 0, 0, 18, 15));
  CHECK_FALSE(has_ink("ก", 0, 35.5F, 18, 48));
  CHECK(has_ink("กี", 0, 8, 18, 15));
  CHECK_FALSE(has_ink("กี", 0, 0, 18, 7));
  CHECK(has_ink("กี้", 0, 0, 18, 8));
  CHECK(has_ink("กู", 0, 35.5F, 18, 48));
  // The tails of ญ and ฐ give way to the vowel below.
  CHECK(has_ink("ญ", 0, 35.5F, 30, 48));
  CHECK(has_ink("ญู", 12, 35.5F, 30, 48));
  CHECK_FALSE(has_ink("ญู", 0, 35.5F, 6, 48));
}

TEST_CASE("the table of clusters") {
  const auto font = embedded_font("truat-text-400");
  const auto table = ShapingTable::find_in(font);
  REQUIRE(table.has_value());
  const auto cluster = [](std::u16string_view characters) {
    ClusterCharacters out;
    for (const char16_t c : characters)
      out.characters[out.count++] = c;
    return out;
  };
  SUBCASE("draws marks the same in whatever order they were typed") {
    const auto typed = table->shape(cluster(u"ก\u0E35\u0E49"));
    const auto other = table->shape(cluster(u"ก\u0E49\u0E35"));
    REQUIRE(typed.has_value());
    REQUIRE(other.has_value());
    CHECK(std::ranges::equal(std::span(typed->glyphs).first(typed->count),
                             std::span(other->glyphs).first(other->count)));
  }
  SUBCASE("knows no sequence that nobody spells") {
    CHECK_FALSE(table->shape(cluster(u"ก\u0E35\u0E34")).has_value());
    CHECK_FALSE(table->shape(cluster(u"ก\u0E48\u0E49")).has_value());
    CHECK_FALSE(table->shape(cluster(u"ก\u0E38\u0E33")).has_value());
    CHECK_FALSE(table->shape(cluster(u"ก\u0E4C\u0E33")).has_value());
    CHECK_FALSE(table->shape(cluster(u"เ")).has_value());
    CHECK_FALSE(table->shape(ClusterCharacters{}).has_value());
  }
  SUBCASE("is not taken from a damaged font") {
    CHECK_FALSE(ShapingTable::find_in({}).has_value());
    CHECK_FALSE(ShapingTable::find_in(embedded_font("truat-icons")).has_value());
    for (std::size_t length = 0; length < font.size(); length += 997)
      (void)ShapingTable::find_in(font.first(length));
    // Each of its numbers spoiled in turn: either it is refused, or it shapes without reading past its end.
    const auto bytes = table_of(font, "TRth");
    const auto at = static_cast<std::size_t>(bytes.data() - font.data());
    std::vector<std::byte> spoiled(font.begin(), font.end());
    for (std::size_t i = 0; i < bytes.size(); i += 131) {
      const std::byte before = spoiled[at + i];
      spoiled[at + i] = std::byte{0xFF};
      if (const auto read = ShapingTable::find_in(spoiled))
        (void)read->shape(cluster(u"ญ\u0E39\u0E49"));
      spoiled[at + i] = before;
    }
  }
}

TEST_CASE("a sequence that nobody spells is drawn mark by mark") {
  ThemeStage stage;
  stage.frame([] {});
  const ShapedWord drawn = drawn_word(*stage.fonts().regular, "ก\u0E35\u0E34\u0E49");
  CHECK(drawn.glyphs.size() == 4);
  CHECK(drawn.advance == drawn_word(*stage.fonts().regular, "ก").advance);
}
