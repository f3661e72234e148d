// Routes as addresses, and the way back.
#include "ui/delivery.h"
#include "ui/route.h"
#include "ui/widgets/box.h"
#include "ui/widgets/card.h"

#include <doctest/doctest.h>

using namespace truat;
using namespace truat::ui;

TEST_CASE("a route is written as an address and read back") {
  SeededRandom random(1);
  const records::RecordId record = records::new_record_id(random);
  for (const Route& route : {Route{"factories", {}, {}}, Route{"visit", record, {}},
                             Route{"visit", record, "findings"}, Route{"exchange", {}, "import"}}) {
    const std::string address = to_address(route);
    INFO(address);
    CHECK(parse_address(address) == route);
  }
  CHECK(to_address({"factories", {}, {}}) == "#/factories");
  CHECK(to_address({"exchange", {}, "import"}) == "#/exchange/-/import");
  for (const std::string_view bad : {"", "#", "#/", "factories", "#/factories/xyz", "#/a/-/b/c"})
    CHECK_FALSE(parse_address(bad).has_value());
}

TEST_CASE("the way back") {
  RouteStack routes({"factories", {}, {}});
  CHECK_FALSE(routes.can_go_back());
  routes.go({"visit", {}, {}});
  routes.go({"visit", {}, {}});
  routes.replace({"visit", {}, "findings"});
  CHECK(routes.current().part == "findings");
  routes.back();
  CHECK(routes.current().screen == "factories");
  routes.back();
  CHECK(routes.current().screen == "factories");
  routes.go({"visit", {}, {}});
  routes.start({"settings", {}, {}});
  CHECK_FALSE(routes.can_go_back());
}

TEST_CASE("boxes are cut without losing a pixel") {
  Box box{10, 20, 300, 100};
  CHECK(box.take_left(100, 12) == Box{10, 20, 100, 100});
  CHECK(box == Box{122, 20, 188, 100});
  CHECK(box.take_bottom(40) == Box{122, 80, 188, 40});
  CHECK(box.take_right(1000) == Box{122, 20, 188, 60});
  CHECK(box.w == 0);

  SUBCASE("columns share the width to its end, and what follows begins below the longest") {
    Box area{0, 0, 1000, 500};
    {
      Columns columns(area, 3, 13);
      CHECK(columns[2].right() == 1000);
      columns[0].skip(40);
      columns[1].skip(120);
    }
    CHECK(area == Box{0, 120, 1000, 380});
  }
  SUBCASE("as many columns as there is room for") {
    CHECK(columns_that_fit(1000, 300, 16, 4) == 3);
    CHECK(columns_that_fit(200, 300, 16, 4) == 1);
    CHECK(columns_that_fit(9000, 300, 16, 4) == 4);
  }
}

TEST_CASE("initials pass leading vowels over") {
  CHECK(initials_of("วรัญญา คงทอง") == "วค");
  CHECK(initials_of("เกษม ไชยา") == "กช");
  CHECK(initials_of("นางสาววรัญญา คงทอง") == "วค");
  CHECK(initials_of("นาย ก้อง ทองดี") == "กท");
  CHECK(initials_of("นายิกา ใจดี") == "นจ");
  CHECK(initials_of("Ann Lee") == "AL");
  CHECK(initials_of("").empty());
}

TEST_CASE("deliveries wait for the screen that asked") {
  Inbox inbox;
  inbox.put(FilePicked{.purpose = FilePurpose::photo, .name = "a.jpg"});
  inbox.put(FilePicked{.purpose = FilePurpose::factory_list, .name = "b.csv"});
  const auto list = inbox.take<FilePicked>(
      [](const FilePicked& file) { return file.purpose == FilePurpose::factory_list; });
  REQUIRE(list.has_value());
  CHECK(list->name == "b.csv");
  CHECK_FALSE(inbox.take<PositionFound>().has_value());
  CHECK(inbox.size() == 1);
}
