#include "audit/reference/reference.h"
#include "support/desk.h"

#include "doctest/doctest.h"

using namespace truat;
using namespace truat::audit;
using truat::testing::shipped_reference;

TEST_CASE("The 107 types") {
  const FactoryTypes& types = shipped_reference().types;
  SUBCASE("are all there") {
    int greatest = 0;
    for (const FactoryType& type : types.all())
      greatest = std::max(greatest, type.main);
    CHECK(greatest == 107);
    CHECK(types.find("05203")->number == "52(3)");
    CHECK(types.find("05299") == nullptr);
  }
  SUBCASE("are read as people write them") {
    for (const char* text : {"52(3)", "05203", "5203", "52 (3)", "๕๒(๓)", "ลำดับที่ 52(3)", "52(3) การทำยางแผ่น"})
      CHECK_MESSAGE(types.read(text) == types.find("05203"), text);
    CHECK(types.read("106") == types.find("10600"));
  }
  SUBCASE("a type without its part, an unknown one and no number are none") {
    for (const char* text : {"52", "52(99)", "108", "", "โรงงานยาง"})
      CHECK_MESSAGE(types.read(text) == nullptr, text);
  }
  SUBCASE("a broken list is refused with its place") {
    CHECK_FALSE(FactoryTypes::parse("{").has_value());
    CHECK_FALSE(FactoryTypes::parse("{}").has_value());
    const auto broken = FactoryTypes::parse(R"({"types":[{"code":"00100","number":"1","main":1,"th":"x"}]})");
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().where == "types[0]");
  }
}

TEST_CASE("The group that sizes suggest") {
  const FactoryTypes& types = shipped_reference().types;
  struct Case {
    const char* number;
    std::optional<Decimal> horsepower;
    std::optional<std::int64_t> workers;
    int group;
    bool certain;
    const char* condition;
  };
  const Case cases[] = {
      {"1", Decimal{75, 0}, std::nullopt, 2, true, ""}, // horsepower alone decides
      {"1", Decimal{7501, 2}, std::nullopt, 3, true, ""},
      {"1", std::nullopt, 500, 2, false, ""}, // its size is not known
      {"2(8)", Decimal{75, 0}, 75, 2, true, ""},
      {"2(8)", Decimal{10, 0}, 76, 3, true, ""},
      {"2(8)", Decimal{10, 0}, std::nullopt, 2, false, ""},
      {"2(4)", std::nullopt, std::nullopt, 3, true, ""}, // every size
      {"2(11)", Decimal{900, 0}, 900, 1, true, ""},
      {"9(1)", Decimal{50, 0}, 10, 2, false, "boiler"}, // until somebody has asked for the boiler
      {"9(1)", Decimal{80, 0}, 10, 3, true, ""},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.number));
    const FactoryType* type = types.read(one.number);
    REQUIRE(type != nullptr);
    const auto suggested = types.suggest_group(type->code, one.horsepower, one.workers);
    REQUIRE(suggested.has_value());
    CHECK(*suggested == GroupSuggestion{one.group, one.certain, one.condition});
  }
  CHECK_FALSE(types.suggest_group("05200", Decimal{1, 0}, 1).has_value()); // a heading
  CHECK_FALSE(types.suggest_group("99999", Decimal{1, 0}, 1).has_value());
  CHECK(types.find_condition("boiler")->thai.find("หม้อ") != std::string::npos);
}

TEST_CASE("Places") {
  const Places& places = shipped_reference().places;
  SUBCASE("are all there") {
    CHECK(places.provinces().size() == 77);
    CHECK(places.find("90")->thai == "สงขลา");
    CHECK(places.districts("90").size() == 16);
    CHECK(places.find("9011")->thai == "หาดใหญ่");
    for (const Place& subdistrict : places.subdistricts("9011")) {
      CHECK(subdistrict.code.starts_with("9011"));
      CHECK(subdistrict.postcode.size() == 5);
    }
    CHECK(places.find("901199") == nullptr);
    CHECK(places.find("") == nullptr);
    CHECK(places.districts("").empty());
  }
  SUBCASE("are found by names as lists have them") {
    const PlaceCodes expected = places.read("สงขลา", "หาดใหญ่", "ควนลัง");
    CHECK(expected.province == "90");
    CHECK(expected.district == "9011");
    CHECK(places.find(expected.subdistrict)->thai == "ควนลัง");
    CHECK(places.read("จังหวัดสงขลา", "อำเภอหาดใหญ่", "ตำบลควนลัง") == expected);
    CHECK(places.read("จ.สงขลา", "อ.หาดใหญ่", "ต.ควนลัง") == expected);
    CHECK(places.read(" จ. สงขลา ", "อ. หาดใหญ่", "ต. ควนลัง") == expected);
    CHECK(places.read("Songkhla", "Hat Yai", "Khuan Lang") == expected);
    CHECK(places.read(expected.province, expected.district, expected.subdistrict) == expected);
  }
  SUBCASE("the capital district in short, and Bangkok by its nicknames") {
    CHECK(places.read("สงขลา", "เมือง", "").district == "9001");
    CHECK(places.read("สงขลา", "อ.เมือง", "บ่อยาง").district == "9001");
    CHECK(places.read("กทม.", "เขตพระนคร", "").district == "1001");
    CHECK(places.read("กรุงเทพฯ", "", "").province == "10");
  }
  SUBCASE("what is not found stays empty, with everything below it") {
    CHECK(places.read("แดนสนธยา", "หาดใหญ่", "ควนลัง") == PlaceCodes{});
    CHECK(places.read("สงขลา", "บางรัก", "ควนลัง") == PlaceCodes{"90", "", ""});
    CHECK(places.read("สงขลา", "หาดใหญ่", "สีลม") == PlaceCodes{"90", "9011", ""});
  }
  SUBCASE("a broken table is refused with its line") {
    // TIS-620: \xA1 is ก, \xA2 is ข, \xA4 is ค.
    CHECK(Places::parse("\xA1\tKo\n\n\xA1\t\t\t90\n   x\n").error().where == "places, line 4");
    CHECK(Places::parse("\n \xA1\tKo\n").error().where == "places, line 2");
    CHECK(Places::parse("\n\xA1\n").error().where == "places, line 2"); // its English is not known
    CHECK(Places::parse("\n\xA1\tKo\t\t9\n").error().where == "places, line 2");
    CHECK(Places::parse("\n\xA1\tKo\t\t91\n\xA2\tKho\t\t90\n").error().key == "audit.reference_unreadable");
    CHECK(Places::parse("\xA1\tKo").error().where == "places, line 1");
    CHECK_FALSE(Places::parse("").has_value());
    CHECK_FALSE(Places::parse("\n").has_value());
  }
  SUBCASE("codes, postcodes and English follow from what stands before") {
    const auto parsed =
        Places::parse("\xA1\tKo\n\xA1\xA2\tKok\n\n\xA1\t\t\t90\n \xA2\tKho\n  \xA1\xA2\xA1\t\t90000\n"
                      "  \xA4\tPho\n  \xA1\t\t\t07\n \xA1\n  \xA1\t\t90100\n");
    REQUIRE(parsed.has_value());
    CHECK(parsed->find("90")->thai == "ก");
    CHECK(parsed->find("9001")->english == "Kho");
    CHECK(parsed->find("900101")->english == "Kok Ko"); // the longest part first
    CHECK(parsed->find("900102")->postcode == "90000");
    CHECK(parsed->find("900107")->english == "Ko");
    CHECK(parsed->find("900201")->postcode == "90100");
  }
}

TEST_CASE("The shipped checklists are offered by purpose") {
  const ChecklistLibrary& library = shipped_reference().checklists;
  CHECK(library.all().size() == 7);
  CHECK(library.find("factory.yearly") != nullptr);
  CHECK(library.find("factory.none") == nullptr);
  for (const char* purpose : {"annual", "complaint", "before_licence", "re_inspection", "accident"}) {
    CAPTURE(std::string(purpose));
    const auto suited = library.suited(purpose);
    REQUIRE_FALSE(suited.empty());
    CHECK(suited.front()->purposes == std::vector<std::string>{purpose}); // the short form first
    CHECK(suited.back()->key == "factory.full");
  }
  SUBCASE("a missing list and a broken file are named") {
    const ChecklistLibrary::File broken[] = {{"checklists/questions.json", "{}"},
                                             {"checklists/responses.json", "{}"},
                                             {"checklists/x.json", "{\"format\":\"truat-checklist\""}};
    CHECK(ChecklistLibrary::parse(broken, "{}", "{}").error().where.starts_with("checklists/x.json"));
    CHECK(ChecklistLibrary::parse({}, "{}", "{}").error().key == "audit.reference_missing");
  }
}
