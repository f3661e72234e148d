// Screens that only show: checklists, help.
#include "text/messages.h"
#include "ui/screen_stage.h"

#include "doctest/doctest.h"

using namespace truat;
using testing::FilledOffice;
using testing::ScreenStage;
using ui::access::Role;

TEST_CASE("Checklists are laid open") {
  FilledOffice office;
  ScreenStage stage(office, {"checklists", {}, {}}, {.height = 4000}); // so that all of it is in sight
  const auto all = workspace::reference().checklists.all();
  REQUIRE(all.size() >= 2);
  for (const auto& checklist : all)
    CHECK_MESSAGE(stage.shows(Role::list_item, checklist->title.thai), checklist->key);

  SUBCASE("a section opens to its questions, with their legal grounds") {
    const forms::Template& first = *all.front();
    CHECK(stage.says(first.sections.front().questions.front().text.thai));
    stage.press_button(first.sections[1].number + "  " + first.sections[1].title.thai);
    CHECK(stage.says(first.sections[1].questions.front().text.thai));
    CHECK_FALSE(stage.says(first.sections.front().questions.front().text.thai));
  }
  SUBCASE("in either language") {
    stage.press(Role::list_item, all[1]->title.thai);
    text::set_language(text::Language::english);
    stage.settle();
    CHECK(stage.says(all[1]->sections.front().questions.front().text.english));
  }
}

TEST_CASE("Help") {
  FilledOffice office;
  ScreenStage stage(office, {"help", {}, {}});

  SUBCASE("every topic opens, in both languages") {
    for (const text::Language language : {text::Language::thai, text::Language::english}) {
      text::set_language(language);
      for (const std::string_view topic :
           {"inspection", "import", "share", "backup", "kept", "keys", "about"}) {
        stage.state.routes.start({"help", {}, std::string(topic)});
        stage.settle();
        CHECK_MESSAGE(stage.stage.all(Role::heading).size() >= 1, topic);
      }
    }
  }
  SUBCASE("it leads to where the work is") {
    stage.press_button("ไปที่งานตรวจ");
    CHECK(stage.screen() == "visits");
  }
  SUBCASE("the version and the notices are there") {
    stage.input.version = "0.1.0";
    const std::string notices = "Dear ImGui\nThe MIT License\n" + std::string(5000, 'x') + "\nlast line";
    stage.input.notices = notices;
    stage.state.routes.start({"help", {}, "about"});
    stage.settle();
    CHECK(stage.says("รุ่น 0.1.0"));
    CHECK(stage.says("The MIT License"));
    stage.input.notices = {};
    stage.settle();
    CHECK(stage.says("รุ่นนี้ไม่มีข้อความประกอบ"));
  }
}
