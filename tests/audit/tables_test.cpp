#include "audit/checklist.h"
#include "audit/choices.h"
#include "audit/schema.h"
#include "support/desk.h"

#include "doctest/doctest.h"

#include <set>

using namespace truat;
using namespace truat::audit;
using truat::testing::Desk;

TEST_CASE("The field tables") {
  SUBCASE("name every field once, after its kind, with its label after its name") {
    std::set<std::string_view> wires;
    for (const records::RecordKind& kind : record_kinds())
      for (const records::FieldDescriptor& field : kind.fields) {
        CAPTURE(std::string(field.wire));
        CHECK(wires.insert(field.wire).second);
        CHECK(field.wire.starts_with(std::string(kind.name) + "."));
        CHECK(field.label == "field." + std::string(field.wire));
        CHECK(field.wire.size() <= 60);
      }
    CHECK(wires.size() > 100);
  }
  SUBCASE("name choice lists that exist") {
    const std::set<std::string_view> reference_lists = {"factory_type", "province", "district",
                                                        "subdistrict"};
    for (const records::RecordKind& kind : record_kinds())
      for (const records::FieldDescriptor& field : kind.fields)
        if (field.type == records::FieldType::choice)
          CHECK_MESSAGE((!choice_options(field.choices).empty() || reference_lists.contains(field.choices)),
                        std::string(field.wire));
  }
  SUBCASE("name kinds that exist for references") {
    for (const records::RecordKind& kind : record_kinds())
      for (const records::FieldDescriptor& field : kind.fields)
        if (field.type == records::FieldType::reference && !field.choices.empty()) // else any kind
          CHECK_MESSAGE(audit_schema().find_kind(field.choices) != nullptr, std::string(field.wire));
  }
  SUBCASE("dynamic fields are found by their prefix") {
    CHECK(audit_schema().find_field("answer/water.ph/main")->wire == "answer");
    CHECK(audit_schema().find_field("note/water.ph/main")->merge == records::MergeKind::text);
    CHECK(audit_schema().find_field("signed/x")->wire == "signed");
  }
}

TEST_CASE("A struct is written and read back whole") {
  Desk desk;
  Factory factory;
  factory.name = "โรงน้ำแข็งบ้านพรุเย็นสุข";
  factory.horsepower = Decimal{7550, 2};
  factory.workers_female = 0;
  factory.started_on = CivilDate{2018, 3, 1};
  factory.position = Position{{70142, 4}, {1004187, 4}, Decimal{6, 0}};
  factory.status = "operating";
  const RecordId id = desk.makes(add_factory(desk.audit, factory, desk.context()));
  factory.id = id;
  CHECK(*desk.audit.factory(id) == factory);

  SUBCASE("a value that does not fit its member leaves it empty and is named") {
    records::Change broken;
    broken.label = "commit.edit_factory";
    broken.set(id, "factory.position", records::Structure{R"({"latitude":"95","longitude":"100"})"});
    desk.does(broken);
    CHECK_FALSE(desk.audit.factory(id)->position.has_value());
    CHECK(factory_table().unreadable_fields(desk.ledger.projection(), id) ==
          std::vector<std::string_view>{"factory.position"});
  }
  SUBCASE("choices of a newer version are kept as they are") {
    records::Change newer;
    newer.label = "commit.edit_factory";
    newer.set(id, "factory.status", std::string("on_the_moon"));
    desk.does(newer);
    CHECK(desk.audit.factory(id)->status == "on_the_moon");
  }
}

TEST_CASE("Strokes are kept as whole numbers in their box") {
  const Strokes strokes = truat::testing::scribble();
  const records::Structure kept = to_structure(strokes);
  CHECK(kept.canonical == R"({"height":200,"lines":[[10,20,30,40,50,20],[60,60,90,60]],"width":600})");
  CHECK(as_strokes(kept) == strokes);
  for (const char* broken :
       {"", "{}", "[]", R"({"height":200,"lines":[[1]],"width":600})",
        R"({"height":200,"lines":[[601,0]],"width":600})", R"({"height":200,"lines":[[-1,0]],"width":600})",
        R"({"height":0,"lines":[],"width":600})", R"({"height":200,"lines":[["a",0]],"width":600})",
        R"({"height":200,"lines":{},"width":600})", R"({"height":99999999,"lines":[],"width":600})"})
    CHECK_MESSAGE(!as_strokes({broken}).has_value(), std::string(broken));
}

TEST_CASE("A checklist's record is its content") {
  Desk desk;
  const forms::Template& shipped = *truat::testing::shipped_reference().checklists.find("factory.yearly");
  SUBCASE("it is read back from the store") {
    const forms::Template* kept = desk.audit.checklist(desk.checklist);
    REQUIRE(kept != nullptr);
    CHECK(kept->content_hash == shipped.content_hash);
    CHECK(kept->sections == shipped.sections);
  }
  SUBCASE("it is installed once") {
    CHECK_FALSE(install_checklist(desk.audit, shipped).has_value());
  }
  SUBCASE("it is not undone, nor what was done before it") {
    CHECK_FALSE(desk.ledger.next_undo().has_value());
  }
  SUBCASE("another office that installs it makes the same record") {
    Desk other(2);
    CHECK(other.checklist == desk.checklist);
    CHECK(truat::testing::contents(other.ledger.projection(), other.checklist) ==
          truat::testing::contents(desk.ledger.projection(), desk.checklist));
  }
  SUBCASE("what is no checklist cannot be read as one") {
    CHECK(desk.audit.checklist(desk.factory) == nullptr);
    CHECK(desk.audit.checklist({}) == nullptr);
  }
}
