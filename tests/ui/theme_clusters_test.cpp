// Thai clusters as single characters: their codes, and ImGui's text functions over them.
#include "text/clusters.h"
#include "ui/theme/cluster_codes.h"
#include "ui/theme/imgui_text_hooks.h"
#include "ui/theme_stage.h"

#include "doctest/doctest.h"

#include <string>
#include <vector>

using namespace truat;
using namespace truat::ui;
using truat::testing::ThemeStage;

namespace {

/// One character as ImGui gets it.
struct Decoded {
  unsigned int character = 0;
  int bytes = 0;
};
Decoded decoded(std::string_view text) {
  Decoded out;
  out.bytes = char_from_utf8(&out.character, text.data(), text.data() + text.size());
  return out;
}

/// Cluster number `n` of as many as one likes: a consonant with two marks and a tone.
std::string numbered_cluster(int n) {
  std::string out;
  for (const int c : {0x0E01 + n % 46, 0x0E34 + n / 46 % 7, 0x0E34 + n / 322 % 7, 0x0E48 + n / 2254 % 7}) {
    out += static_cast<char>(0xE0);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

} // namespace

TEST_CASE("a cluster has one private code, for good") {
  ClusterCodes codes;
  const std::uint16_t first = codes.code_of("น้ำ");
  SUBCASE("the same each time, another for another") {
    CHECK(first == ClusterCodes::first);
    CHECK(codes.code_of("น้ำ") == first);
    CHECK(codes.code_of("นำ้") != first);
    CHECK(codes.size() == 2);
  }
  SUBCASE("which leads back to its characters") {
    const ClusterCharacters characters = codes.characters_of(first);
    REQUIRE(characters.count == 3);
    CHECK(characters.characters[0] == u'น');
    CHECK(characters.characters[1] == 0x0E49);
    CHECK(characters.characters[2] == 0x0E33);
  }
  SUBCASE("when all are taken, what has one keeps it and what has none gets none") {
    int given = 1;
    for (int n = 0; n < 46 * 7 * 7 * 7 && codes.size() < ClusterCodes::capacity; ++n)
      given += codes.code_of(numbered_cluster(n)) != 0 ? 1 : 0;
    CHECK(given == 6400);
    CHECK(codes.code_of("ปั๊") == 0);
    CHECK_FALSE(codes.has_code_for("ปั๊"));
    CHECK(codes.code_of("น้ำ") == first);
    CHECK(codes.has_code_for("น้ำ"));
    CHECK(codes.size() == ClusterCodes::capacity);
  }
}

TEST_CASE("ImGui's decoder takes a cluster at once") {
  SUBCASE("a consonant with marks is one private character") {
    const Decoded water = decoded("น้ำทิ้ง");
    CHECK(ClusterCodes::is_private(water.character));
    CHECK(water.bytes == 9);
    CHECK(count_bytes("น้ำทิ้ง", nullptr) == 3);
    const std::string_view text = "น้ำทิ้ง";
    CHECK(count_bytes(text.data(), text.data() + text.size()) == 9);
    CHECK(decoded("น้ำ").character == water.character);
  }
  SUBCASE("anything else is what it was") {
    CHECK(decoded("นา").character == U'น');
    CHECK(decoded("เก").character == U'เ');
    CHECK(decoded("aก").character == 'a');
    CHECK(decoded("\u0E48").character == 0x0E48);
    CHECK(decoded("→").character == U'→');
    CHECK(decoded("\xE0\xB8").character == IM_UNICODE_CODEPOINT_INVALID);
  }
  SUBCASE("marks beyond the text's end do not count") {
    const std::string_view text = "น้ำ";
    unsigned int character = 0;
    CHECK(char_from_utf8(&character, text.data(), text.data() + 6) == 6);
    CHECK(char_from_utf8(&character, text.data(), text.data() + 5) == 3);
    CHECK(character == U'น');
  }
  SUBCASE("without an end, as pasted text is taken in, everything passes through") {
    unsigned int character = 0;
    CHECK(char_from_utf8(&character, "น้ำ", nullptr) == 3);
    CHECK(character == U'น');
    CHECK(char_from_utf8(&character, "\u200B", nullptr) == 3);
    CHECK(character == 0x200B);
  }
  SUBCASE("U+200B is a place to break, and private code points of others are unknown characters") {
    CHECK(decoded("\u200B").character == 0x3000);
    CHECK(decoded("\uE000").character == IM_UNICODE_CODEPOINT_INVALID);
    CHECK(decoded("\uF700").character == IM_UNICODE_CODEPOINT_INVALID);
    CHECK(decoded("\uE000").bytes == 3);
  }
}

TEST_CASE("going back takes a cluster at once too") {
  const std::string text = "กน้ำab่";
  const auto back = [&text](std::size_t from) {
    return find_previous(text.data(), text.data() + from) - text.data();
  };
  CHECK(back(12) == 3);
  CHECK(back(3) == 0);
  CHECK(back(13) == 12);
  CHECK(back(text.size()) == 14);
  SUBCASE("from inside a cluster to what is before") {
    CHECK(back(9) == 3);
  }
}

TEST_CASE("text is measured and cut between clusters") {
  ThemeStage stage;
  stage.frame([] {});
  ImFont* font = stage.fonts().regular;
  constexpr float size = 24;
  const std::string text = "ปั๊มน้ำทิ้งที่บ่อบำบัดใต้พื้นญี่ปุ่น ฐานุฎฺ";
  const auto width = [&](std::string_view part) {
    return font->CalcTextSizeA(size, FLT_MAX, 0, part.data(), part.data() + part.size()).x;
  };

  SUBCASE("a text is as wide as its clusters, and marks add nothing") {
    float sum = 0;
    for (std::size_t at = 0; at < text.size(); at = text::next_cluster(text, at))
      sum += width(std::string_view(text).substr(at, text::next_cluster(text, at) - at));
    CHECK(width(text) == doctest::Approx(sum));
    CHECK(width("ปั๊") == doctest::Approx(width("ป")));
    CHECK(width("น้ำ") > width("น"));
  }
  SUBCASE("whatever fits ends with a whole cluster") {
    for (float limit = 1; limit < width(text); limit += 1.7F) {
      const char* rest = nullptr;
      (void)font->CalcTextSizeA(size, limit, 0, text.data(), text.data() + text.size(), &rest);
      const auto cut = static_cast<std::size_t>(rest - text.data());
      std::size_t at = 0;
      while (at < cut)
        at = text::next_cluster(text, at);
      CHECK(at == cut);
    }
  }
  SUBCASE("a column narrower than any word is wrapped between clusters") {
    for (float column = 5; column < 60; column += 3) {
      const char* end = text.data() + text.size();
      for (const char* s = text.data(); s < end;) {
        const char* line_end = font->CalcWordWrapPosition(size, s, end, column);
        REQUIRE(line_end > s);
        const auto cut = static_cast<std::size_t>(line_end - text.data());
        std::size_t at = 0;
        while (at < cut)
          at = text::next_cluster(text, at);
        CHECK(at == cut);
        s = line_end;
      }
    }
  }
  SUBCASE("U+200B has no width, and lines break there and not elsewhere in Thai") {
    const std::string broken = "ตรวจ\u200Bโรงงาน\u200Bน้ำเสีย";
    CHECK(width(broken) == doctest::Approx(width("ตรวจโรงงานน้ำเสีย")));
    const float column = width("ตรวจโรงงาน") + 1;
    const char* line_end =
        font->CalcWordWrapPosition(size, broken.data(), broken.data() + broken.size(), column);
    CHECK(std::string_view(broken.data(), line_end) == "ตรวจ\u200Bโรงงาน");
  }
}

namespace {

/// A person at a text field of ImGui's own.
struct Field {
  explicit Field(std::string text) { std::snprintf(bytes.data(), bytes.size(), "%s", text.c_str()); }

  void draw() {
    ImGui::SetCursorScreenPos({20, 20});
    ImGui::SetNextItemWidth(600);
    if (wants_focus)
      ImGui::SetKeyboardFocusHere();
    wants_focus = false;
    ImGui::InputText("##field", bytes.data(), bytes.size());
    id = ImGui::GetItemID();
  }
  [[nodiscard]] std::string text() const { return bytes.data(); }
  [[nodiscard]] int cursor() const { return ImGui::GetInputTextState(id)->GetCursorPos(); }

  std::array<char, 256> bytes{};
  ImGuiID id = 0;
  bool wants_focus = true;
};

} // namespace

TEST_CASE("ImGui's own text fields step over clusters") {
  ThemeStage stage;
  Field field("กน้ำปั๊มx");
  const auto draw = [&field] { field.draw(); };
  for (int i = 0; i < 3; ++i)
    stage.frame(draw);
  stage.key(ImGuiKey_End, draw);
  REQUIRE(field.cursor() == static_cast<int>(field.text().size()));

  SUBCASE("Left and Right") {
    std::vector<int> stops;
    for (int i = 0; i < 6; ++i) {
      stops.push_back(field.cursor());
      stage.key(ImGuiKey_LeftArrow, draw);
    }
    CHECK(stops == std::vector<int>{25, 24, 21, 12, 3, 0});
    stage.key(ImGuiKey_RightArrow, draw);
    stage.key(ImGuiKey_RightArrow, draw);
    CHECK(field.cursor() == 12);
  }
  SUBCASE("Backspace takes one mark, Delete a whole cluster") {
    stage.key(ImGuiKey_Backspace, draw);
    stage.key(ImGuiKey_Backspace, draw);
    stage.key(ImGuiKey_Backspace, draw);
    CHECK(field.text() == "กน้ำปั");
    stage.key(ImGuiKey_Home, draw);
    stage.key(ImGuiKey_RightArrow, draw);
    stage.key(ImGuiKey_Delete, draw);
    CHECK(field.text() == "กปั");
  }
  SUBCASE("a click puts the cursor between clusters") {
    const float pad = ImGui::GetStyle().FramePadding.x;
    ImFont* font = stage.fonts().regular;
    const auto width = [font](std::string_view part) {
      return font->CalcTextSizeA(24, FLT_MAX, 0, part.data(), part.data() + part.size()).x;
    };
    // In the right half of น้ำ, whose code points alone would end elsewhere.
    const float x = 20 + pad + width("ก") + width("น้ำ") * 0.8F;
    ImGui::GetIO().AddMousePosEvent(x, 35);
    stage.frame(draw);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    stage.frame(draw);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    stage.frame(draw);
    CHECK(field.cursor() == 12);
  }
  SUBCASE("typed and pasted text stays plain Unicode") {
    ImGui::GetIO().AddInputCharactersUTF8("ที่");
    stage.frame(draw);
    stage.frame(draw);
    ImGui::SetClipboardText("น้ำ\u200Bดี");
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    stage.key(ImGuiKey_V, draw);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    stage.frame(draw);
    CHECK(field.text() == "กน้ำปั๊มxที่น้ำ\u200Bดี");
  }
}
