// The form: what an edit commits, what it overwrites, and what happens when it cannot be read.
#include "ui/stage.h"

#include "records/ledger.h"
#include "ui/widgets/record_form.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;
using access::Role;
using records::FieldDescriptor;
using records::FieldType;
using truat::testing::WidgetStage;

namespace {

const std::array fields{
    FieldDescriptor{.wire = "thing.name",
                    .type = FieldType::text,
                    .label = "thing.name",
                    .required = records::Required::yes},
    FieldDescriptor{.wire = "thing.power", .type = FieldType::decimal, .label = "thing.power"},
    FieldDescriptor{.wire = "thing.since", .type = FieldType::date, .label = "thing.since"},
    FieldDescriptor{.wire = "thing.open", .type = FieldType::boolean, .label = "thing.open"},
    FieldDescriptor{.wire = "thing.province",
                    .type = FieldType::choice,
                    .label = "thing.province",
                    .choices = "province"},
    FieldDescriptor{.wire = "thing.district",
                    .type = FieldType::choice,
                    .label = "thing.district",
                    .choices = "district"},
    FieldDescriptor{.wire = "thing.state",
                    .type = FieldType::text,
                    .label = "thing.state",
                    .edited_by = records::EditedBy::verbs},
};
const records::RecordKind kind{.name = "thing", .label = "kind.thing", .fields = fields};

class Lists final : public ChoiceLists {
public:
  [[nodiscard]] std::vector<Choice> choices(std::string_view list, std::string_view parent) const override {
    if (list == "province")
      return {{"90", "สงขลา", {}, {}}, {"91", "สตูล", {}, {}}};
    return parent == "90" ? std::vector<Choice>{{"9011", "หาดใหญ่", {}, {}}}
                          : std::vector<Choice>{{"9101", "เมืองสตูล", {}, {}}};
  }
  [[nodiscard]] std::string label(std::string_view, std::string_view key) const override {
    return key == "90" ? "สงขลา" : key == "91" ? "สตูล" : key == "9011" ? "หาดใหญ่" : std::string(key);
  }
  [[nodiscard]] std::string_view parent_of(std::string_view list) const override {
    return list == "district" ? "province" : std::string_view();
  }
};

/// One thing in a store, with its form.
struct Office {
  FixedClock clock{Instant{1'731'550'000'000}};
  SeededRandom random{5};
  records::Schema schema{{kind}};
  records::Ledger ledger{records::new_replica_id(random), schema, clock, random};
  records::RecordId author = records::new_record_id(random);
  records::RecordId thing = records::new_record_id(random);
  Lists lists;
  FormState state;
  Requests requests;
  std::string locked;
  WidgetStage page;

  explicit Office(const testing::StageSpec& spec = {}) : page([this](Box box) { draw(box); }, spec) {
    records::Change change;
    change.label = "commit.test";
    change.create(thing, "thing");
    change.set(thing, "thing.name", std::string("ควนลัง"));
    change.set(thing, "thing.power", std::string("1486.50"));
    change.set(thing, "thing.province", std::string("90"));
    change.set(thing, "thing.district", std::string("9011"));
    REQUIRE(ledger.commit(change, author).has_value());
    page.frame();
    page.frame();
  }
  void draw(Box box) {
    if (thing.is_none())
      return;
    Box area = box.inset(24);
    const FormContext context{.projection = ledger.projection(),
                              .choices = lists,
                              .today = {2024, 11, 14},
                              .set_field = {},
                              .forbids = {},
                              .person_name = {},
                              .log = &ledger.log()};
    record_form(area, "form", state, context, {.record = thing, .kind = &kind, .read_only_because = locked},
                requests);
  }
  void open(std::string_view label) {
    page.stage.press(page.stage.find(Role::textbox, label));
    for (int i = 0; i < 3; ++i)
      page.frame();
  }
  /// The only change asked for since the last look.
  records::Change change() {
    std::optional<records::Change> found;
    for (Request& request : requests.take())
      if (CommitChange* commit = std::get_if<CommitChange>(&request)) {
        CHECK_FALSE(found.has_value());
        found = std::move(commit->change);
      }
    REQUIRE(found.has_value());
    return *found;
  }
  bool asked_for_change() const {
    for (const Request& request : requests.all())
      if (std::holds_alternative<CommitChange>(request))
        return true;
    return false;
  }
};

} // namespace

TEST_CASE("a form on a phone") {
  Office office({.width = 390, .height = 844, .pointer = PointerKind::touch});
  SUBCASE("has its keys above the values, each as high as a finger") {
    const access::Item power = office.page.stage.find(Role::textbox, "thing.power");
    CHECK(power.box.h >= 48);
    CHECK(power.box.w > 300);
  }
  SUBCASE("opens the field over the whole width") {
    office.open("thing.power");
    CHECK(office.page.stage.find(Role::textbox, "thing.power").box.w > 300);
  }
}

TEST_CASE("an edit in place") {
  Office office;

  SUBCASE("shows the value as people read it") {
    CHECK(office.page.stage.find(Role::textbox, "thing.power").value == "1,486.50");
    CHECK(office.page.stage.find(Role::textbox, "thing.province").value == "สงขลา");
    CHECK(office.page.stage.find(Role::textbox, "thing.since").value == "–");
  }
  SUBCASE("commits on leaving, over what the person saw when it was opened") {
    const auto seen = office.ledger.projection().heads(office.thing, "thing.name");
    office.open("thing.name");
    office.page.type("ควนลังยางแท่ง");
    // Meanwhile another value arrives: the edit does not know it and must not overwrite it.
    records::Change other;
    other.label = "commit.test";
    other.set(office.thing, "thing.name", std::string("จากที่อื่น"));
    REQUIRE(office.ledger.commit(other, office.author).has_value());
    office.page.send(OverlayEventKind::blur);
    const records::Change change = office.change();
    REQUIRE(change.operations.size() == 1);
    CHECK(change.operations[0].field == "thing.name");
    CHECK(records::as_text(change.operations[0].value) == "ควนลังยางแท่ง");
    REQUIRE(change.operations[0].overwrites.has_value());
    CHECK(*change.operations[0].overwrites == std::vector{seen.front().operation});
    CHECK(office.state.open.empty());
  }
  SUBCASE("that changes nothing commits nothing") {
    office.open("thing.power");
    office.page.send(OverlayEventKind::blur);
    CHECK_FALSE(office.asked_for_change());
    CHECK(office.state.open.empty());
  }
  SUBCASE("that is given up commits nothing and drops its draft") {
    office.open("thing.name");
    office.page.type("อื่น");
    office.page.send(OverlayEventKind::escape);
    CHECK_FALSE(office.asked_for_change());
    const std::vector<Request> all = office.requests.take();
    CHECK(std::holds_alternative<KeepDraft>(all.front()));
    CHECK(std::holds_alternative<DropDraft>(all.back()));
  }
  SUBCASE("keeps a draft with what it will overwrite") {
    office.open("thing.name");
    office.page.type("ครึ่งคำ");
    const auto* draft = std::get_if<KeepDraft>(&office.requests.all().back());
    REQUIRE(draft != nullptr);
    CHECK(draft->text == "ครึ่งคำ");
    CHECK(draft->overwrites.size() == 1);
  }
  SUBCASE("that cannot be read stays open, as typed, with what can be typed") {
    office.open("thing.power");
    office.page.type("ห้าร้อย");
    office.page.send(OverlayEventKind::blur);
    CHECK_FALSE(office.asked_for_change());
    CHECK(office.state.open.at("thing.power").text == "ห้าร้อย");
    CHECK(office.page.stage.shows(Role::text, "“ห้าร้อย” ไม่ใช่ตัวเลข พิมพ์อย่าง 1,486.50"));
    office.page.fill(Role::textbox, "thing.power", "๕๐๐");
    CHECK(records::as_text(office.change().operations[0].value) == "500");
  }
  SUBCASE("of a required field to nothing is refused") {
    office.open("thing.name");
    office.page.type("  ");
    office.page.send(OverlayEventKind::blur);
    CHECK_FALSE(office.asked_for_change());
    CHECK(office.state.open.at("thing.name").error->key == "ui.required");
  }
  SUBCASE("of a date reads what is typed") {
    office.open("thing.since");
    office.page.type("1 มี.ค. 61");
    office.page.send(OverlayEventKind::blur);
    CHECK(records::as_date(office.change().operations[0].value) == CivilDate{2018, 3, 1});
  }
  SUBCASE("of a truth is one press") {
    office.page.stage.press(office.page.stage.find(Role::textbox, "thing.open"));
    CHECK(records::as_boolean(office.change().operations[0].value) == true);
  }
  SUBCASE("of a province empties the district that hung on it") {
    office.open("thing.province");
    office.page.stage.press(office.page.stage.find(Role::option, "สตูล"));
    office.page.frame();
    const records::Change change = office.change();
    REQUIRE(change.operations.size() == 2);
    CHECK(records::as_text(change.operations[0].value) == "91");
    CHECK(change.operations[1].field == "thing.district");
    CHECK(records::is_empty(change.operations[1].value));
  }
  SUBCASE("the list that closes without a choice closes the field") {
    office.open("thing.district");
    CHECK(office.page.stage.shows(Role::option, "หาดใหญ่"));
    office.page.stage.key(ImGuiKey_Escape);
    office.page.frame();
    CHECK(office.state.open.empty());
    CHECK_FALSE(office.asked_for_change());
  }
  SUBCASE("a field that only verbs change is not in the form") {
    for (const access::Item& item : access::items())
      CHECK(item.name != "thing.state");
  }
  SUBCASE("of a locked record does not open") {
    office.locked = "ล็อกแล้ว";
    office.page.frame();
    office.page.frame();
    const access::Item item = office.page.stage.find(Role::text, "thing.name");
    CHECK(item.state.read_only);
    office.page.stage.press(item);
    CHECK(office.state.open.empty());
  }
}

TEST_CASE("a conflict") {
  Office office;
  // Two changes that both overwrite what stood before, as two offices make them.
  const auto seen = office.ledger.projection().heads(office.thing, "thing.name").front().operation;
  for (const char* name : {"ฝ่ายหนึ่ง", "อีกฝ่าย"}) {
    records::Change change;
    change.label = "commit.test";
    change.operations.push_back({office.thing, "thing.name", std::string(name), std::vector{seen}});
    REQUIRE(office.ledger.commit(change, office.author).has_value());
  }
  for (int i = 0; i < 3; ++i)
    office.page.frame();

  SUBCASE("is marked at its field, and choosing overwrites all values") {
    office.page.stage.press(office.page.stage.find(Role::button, "ขัดแย้ง 2 ค่า"));
    for (int i = 0; i < 12; ++i)
      office.page.frame(0.03);
    office.page.stage.press(office.page.stage.find(Role::radio, "ฝ่ายหนึ่ง"));
    const records::Change change = office.change();
    CHECK(records::as_text(change.operations[0].value) == "ฝ่ายหนึ่ง");
    CHECK(change.operations[0].overwrites->size() == 2);
    REQUIRE(office.ledger.commit(change, office.author).has_value());
    for (int i = 0; i < 3; ++i)
      office.page.frame();
    CHECK_FALSE(office.page.stage.shows(Role::button, "ขัดแย้ง 2 ค่า"));
    CHECK(office.page.stage.all(Role::dialog).empty());
  }
}

TEST_CASE("values as they are typed and read") {
  const FieldDescriptor whole{.wire = "thing.count", .type = FieldType::integer, .label = "thing.count"};
  const FieldDescriptor position{
      .wire = "thing.position", .type = FieldType::structure, .label = "thing.position"};
  const CivilDate today{2024, 11, 14};
  CHECK(records::as_integer(*read_typed(whole, "1,234", today)) == 1234);
  CHECK(records::is_empty(*read_typed(whole, "  ", today)));
  CHECK(read_typed(whole, "12.5", today).error().key == "ui.not_a_whole_number");
  CHECK(typed_form(position, *read_typed(position, "7.0142, 100.4187", today)) == "7.0142, 100.4187");
  CHECK(read_typed(position, "ที่นี่", today).error().key == "ui.not_a_position");
}
