#include "text/clusters.h"

#include "doctest/doctest.h"

#include <string>
#include <vector>

using namespace truat::text;

namespace {

std::vector<std::string> clusters_of(std::string_view text) {
  std::vector<std::string> clusters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = next_cluster(text, at);
    clusters.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return clusters;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a cluster is what a reader takes for one letter") {
  SUBCASE("a Thai consonant keeps its vowels, its tone and ำ") {
    CHECK(clusters_of("น้ำทิ้ง") == Texts{"น้ำ", "ทิ้", "ง"});
    CHECK(clusters_of("ปั๊ม") == Texts{"ปั๊", "ม"});
    CHECK(clusters_of("สิทธิ์") == Texts{"สิ", "ท", "ธิ์"});
    CHECK(clusters_of("ฤๅษี") == Texts{"ฤ", "ๅ", "ษี"});
  }
  SUBCASE("leading vowels, ะ, า, ๆ and digits stand by themselves") {
    CHECK(clusters_of("เกาะๆ ๑๒") == Texts{"เ", "ก", "า", "ะ", "ๆ", " ", "๑", "๒"});
  }
  SUBCASE("marks without a consonant are clusters of their own") {
    CHECK(clusters_of("่า") == Texts{"่", "า"});
    CHECK(clusters_of("a่") == Texts{"a", "่"});
  }
  SUBCASE("more marks than anyone writes are divided at nine characters") {
    std::string long_cluster = "ก";
    for (int i = 0; i < 20; ++i)
      long_cluster += "้";
    const auto clusters = clusters_of(long_cluster);
    CHECK(clusters[0].size() == most_cluster_characters * 3);
    CHECK(clusters.size() == 1 + 12);
  }
  SUBCASE("outside Thai, combining marks, joined emoji and CR LF belong to what is before") {
    CHECK(clusters_of("e\u0301x") == Texts{"e\u0301", "x"});
    CHECK(clusters_of("👩\u200D🔧!") == Texts{"👩\u200D🔧", "!"});
    CHECK(clusters_of("a\r\nb") == Texts{"a", "\r\n", "b"});
  }
  SUBCASE("malformed bytes count one by one") {
    CHECK(clusters_of("\xE0\xB8") == Texts{"\xE0", "\xB8"});
    CHECK(clusters_of("ก\xE0\xB8") == Texts{"ก", "\xE0", "\xB8"});
  }
}

TEST_CASE("going back over clusters is going forward over them reversed") {
  for (const std::string text :
       {"บ่อบำบัดและทางระบายน้ำทิ้งอยู่ในสภาพดี", "e\u0301a\r\nก้้้้้้้้้้้้้้้ข่", "👩\u200D🔧x\xE0\xB8ก่\xFF", "่่ก"}) {
    CAPTURE(text);
    std::vector<std::size_t> forward;
    for (std::size_t at = 0; at < text.size(); at = next_cluster(text, at))
      forward.push_back(at);
    std::vector<std::size_t> backward;
    for (std::size_t at = text.size(); at > 0; at = backward.back())
      backward.push_back(previous_cluster(text, at));
    CHECK(std::vector<std::size_t>(backward.rbegin(), backward.rend()) == forward);
    CHECK(count_clusters(text) == forward.size());
  }
}

TEST_CASE("a text is cut between clusters") {
  CHECK(first_clusters("น้ำเสีย", 1) == "น้ำ");
  CHECK(first_clusters("น้ำเสีย", 3) == "น้ำเสี");
  CHECK(first_clusters("น้ำเสีย", 99) == "น้ำเสีย");
  CHECK(first_clusters("น้ำเสีย", 0).empty());
}
