// Charts as SVG and on paper: well-formed XML whatever people typed, nothing that runs or loads.
#include "report/chart_paper.h"
#include "report/chart_svg.h"
#include "text/messages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace truat;
using namespace truat::chart;

namespace {

/// Reads XML as strictly as these files need it: every element closed in order, attributes quoted and once
/// each, no bare & or <, no character that XML forbids. Gives what is wrong, or "".
class XmlReader {
public:
  explicit XmlReader(std::string_view text) : m_rest(text) {}
  std::vector<std::string> elements;
  std::vector<std::string> attributes;

  std::string read() {
    if (m_rest.starts_with("<?xml "))
      m_rest.remove_prefix(m_rest.find("?>") + 2);
    std::vector<std::string> open;
    bool had_root = false;
    while (!m_rest.empty()) {
      if (!m_rest.starts_with('<')) {
        const std::size_t end = std::min(m_rest.find('<'), m_rest.size());
        const std::string_view text = m_rest.substr(0, end);
        if (std::string wrong = text_is_wrong(text); !wrong.empty())
          return wrong;
        if (open.empty() && text.find_first_not_of(" \n") != std::string_view::npos)
          return "text outside the root";
        m_rest.remove_prefix(end);
        continue;
      }
      const std::size_t end = m_rest.find('>');
      if (end == std::string_view::npos)
        return "an open bracket";
      std::string_view tag = m_rest.substr(1, end - 1);
      m_rest.remove_prefix(end + 1);
      if (tag.starts_with('/')) {
        if (open.empty() || open.back() != tag.substr(1))
          return "closes " + std::string(tag);
        open.pop_back();
        continue;
      }
      const bool is_empty = tag.ends_with('/');
      if (is_empty)
        tag.remove_suffix(1);
      const std::string name(tag.substr(0, tag.find(' ')));
      if (open.empty() && std::exchange(had_root, true))
        return "two roots";
      elements.push_back(name);
      if (std::string wrong = attributes_are_wrong(tag.substr(name.size())); !wrong.empty())
        return name + ": " + wrong;
      if (!is_empty)
        open.push_back(name);
    }
    return open.empty() && had_root ? "" : "not closed";
  }

private:
  static std::string text_is_wrong(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '<')
        return "a bare <";
      if (static_cast<unsigned char>(text[i]) < 0x20 && text[i] != '\n' && text[i] != '\t')
        return "a control character";
      if (text[i] != '&')
        continue;
      bool known = false;
      for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
        known = known || text.substr(i).starts_with(entity);
      if (!known)
        return "a bare &";
    }
    return {};
  }
  std::string attributes_are_wrong(std::string_view text) {
    std::vector<std::string> seen;
    while (!text.empty()) {
      const std::size_t equal = text.find("=\"");
      if (!text.starts_with(' ') || equal == std::string_view::npos)
        return "an attribute that is none";
      const std::string name(text.substr(1, equal - 1));
      text.remove_prefix(equal + 2);
      const std::size_t end = text.find('"');
      if (end == std::string_view::npos)
        return "an open quote";
      if (std::string wrong = text_is_wrong(text.substr(0, end)); !wrong.empty())
        return wrong;
      for (const std::string& other : seen)
        if (other == name)
          return "twice " + name;
      seen.push_back(name);
      attributes.push_back(name);
      text.remove_prefix(end + 1);
    }
    return {};
  }

  std::string_view m_rest;
};

const std::string hostile = "<script>alert(1)</script>\" onload='x' & ]]> \x01\x1B \xEF\xBF\xBE \xFF ก็";

Chart hostile_chart() {
  return {.title = hostile,
          .note = hostile,
          .body = BarChart{.across = Categories{{hostile, "ข"}},
                           .series = {{hostile, {3, 2}}, {"b", {1, 2}}},
                           .quantity = {Quantity::Kind::count, hostile, 0},
                           .levels = {{hostile, 2}}}};
}

} // namespace

TEST_CASE("a chart as an SVG file") {
  const auto svg = report::chart_file(hostile_chart(), {.width = 2400, .height = 480});
  REQUIRE(svg);
  XmlReader reader(*svg);
  CHECK(reader.read() == "");

  SUBCASE("has no script, no style, nothing that loads") {
    for (const std::string& name : reader.elements)
      CHECK((name == "svg" || name == "title" || name == "desc" || name == "rect" || name == "text" ||
             name == "polyline" || name == "polygon" || name == "circle"));
    for (const std::string& name : reader.attributes) {
      CHECK_FALSE(name.starts_with("on"));
      CHECK(name != "style");
      CHECK(name != "href");
    }
  }
  SUBCASE("says its name, and what it shows, to those who do not see it") {
    CHECK(svg->contains("<title id=\"chart-title\">&lt;script&gt;"));
    CHECK(svg->contains("<desc id=\"chart-desc\">"));
    CHECK(svg->contains("role=\"img\""));
  }
  SUBCASE("a broken UTF-8 byte becomes the replacement character") {
    CHECK(svg->contains("\xEF\xBF\xBD"));
  }
}

TEST_CASE("a chart that cannot be drawn makes no file") {
  Chart chart = hostile_chart();
  std::get<BarChart>(chart.body).series[0].values.pop_back();
  CHECK(report::chart_file(chart, {}).error().key == "chart.uneven");
  CHECK(report::chart_paper(chart, {}).error().key == "chart.uneven");
}

TEST_CASE("a chart on paper") {
  text::set_language(text::Language::thai);
  const auto html = report::chart_paper(hostile_chart(), {.office = hostile});
  REQUIRE(html);
  SUBCASE("has the picture and the table that says the same") {
    CHECK(html->contains("<svg xmlns"));
    CHECK(html->contains("<td class=\"figure\">3</td>"));
  }
  SUBCASE("runs nothing: names are text, looks are attributes") {
    CHECK_FALSE(html->contains("<script"));
    CHECK_FALSE(html->contains(" style="));
    CHECK_FALSE(html->contains("onload='"));
    const std::size_t begin = html->find("<svg");
    XmlReader reader(std::string_view(*html).substr(begin, html->find("</svg>") + 6 - begin));
    CHECK(reader.read() == "");
  }
  SUBCASE("in the language asked for, and leaves the screen's as it was") {
    Chart chart{.title = "Visits",
                .body = BulletChart{.rows = {{"a", 1, 0, 2, 1.5}}, .quantity = {}, .done_name = "Done"}};
    const auto english = report::chart_paper(chart, {.language = text::Language::english});
    REQUIRE(english);
    CHECK(english->contains("25.0 points below target"));
    CHECK(text::language() == text::Language::thai);
  }
}
