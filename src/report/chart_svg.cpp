#include "report/chart_svg.h"

#include "base/utf8.h"
#include "chart/reading.h"
#include "report/html.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace truat::report {
namespace {

using namespace chart;

/// Half of what Noto and Sarabun reach above the base line's middle: `Words::at` is the middle of its line.
constexpr float base_line = 0.32F;
constexpr std::string_view fonts =
    "Noto Sans Thai Looped, Sarabun, TH Sarabun New, Leelawadee UI, Thonburi, sans-serif";

/// What XML 1.0 does not allow cannot be escaped either.
std::string xml_text(std::string_view text) {
  std::string allowed;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    // U+FFFE and U+FFFF
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      at += 3;
      continue;
    }
    allowed += rest.front();
    ++at;
  }
  return escaped(mended_utf8(allowed));
}

/// Two places, no trailing zeros: "12.5".
std::string number(float value) {
  std::array<char, 32> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "%.2f", static_cast<double>(value));
  std::string text = buffer.data();
  while (text.ends_with('0'))
    text.pop_back();
  if (text.ends_with('.'))
    text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string color(Ink ink, Ground ground) {
  std::array<char, 8> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "#%06X", static_cast<unsigned>(rgb(ink, ground)));
  return buffer.data();
}

class SvgWriter {
public:
  SvgWriter(const Scene& scene, const SvgSpec& spec) : m_scene(scene), m_spec(spec) {}

  std::string write() {
    const bool is_file = m_spec.place == SvgSpec::Place::file;
    const float margin = is_file ? m_spec.margin : 0;
    const float width = m_scene.width + 2 * margin;
    const float height = m_scene.height + 2 * margin;
    if (is_file)
      m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    m_out += "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    attribute("viewBox",
              number(-margin) + " " + number(-margin) + " " + number(width) + " " + number(height));
    attribute("width", number(width));
    attribute("height", number(height));
    attribute("role", "img");
    attribute("aria-labelledby", m_spec.id + "-title " + m_spec.id + "-desc");
    if (is_file)
      attribute("font-family", fonts);
    m_out += ">\n";
    element("title", "-title", m_spec.title);
    element("desc", "-desc", m_spec.description);
    if (is_file) {
      m_out += "<rect";
      attribute("x", number(-margin));
      attribute("y", number(-margin));
      attribute("width", number(width));
      attribute("height", number(height));
      attribute("fill", color(Ink::surface, m_spec.ground));
      m_out += "/>\n";
    }
    for (const Mark& mark : m_scene.marks)
      std::visit([this](const auto& one) { put(one); }, mark);
    m_out += "</svg>\n";
    return std::move(m_out);
  }

private:
  void attribute(std::string_view name, std::string_view value) {
    m_out.append(" ").append(name).append("=\"").append(xml_text(value)).append("\"");
  }
  void element(std::string_view name, std::string_view id_end, std::string_view text) {
    m_out.append("<").append(name);
    attribute("id", m_spec.id + std::string(id_end));
    m_out.append(">").append(xml_text(text)).append("</").append(name).append(">\n");
  }
  void put(const Stroke& stroke) {
    m_out += "<polyline";
    attribute("points", points(stroke.points));
    attribute("fill", "none");
    attribute("stroke", color(stroke.ink, m_spec.ground));
    attribute("stroke-width", number(stroke.width));
    if (stroke.dash != Dash::solid) {
      std::string lengths;
      for (const float length : dash_pattern(stroke.dash))
        lengths += (lengths.empty() ? "" : " ") + number(length * m_scene.scale);
      attribute("stroke-dasharray", lengths);
    } else {
      attribute("stroke-linejoin", "round");
    }
    if (stroke.round)
      attribute("stroke-linecap", "round");
    m_out += "/>\n";
  }
  void put(const Area& area) {
    m_out += "<polygon";
    attribute("points", points(area.points));
    attribute("fill", color(area.ink, m_spec.ground));
    m_out += "/>\n";
  }
  void put(const Block& block) {
    m_out += "<rect";
    attribute("x", number(block.box.x));
    attribute("y", number(block.box.y));
    attribute("width", number(block.box.w));
    attribute("height", number(block.box.h));
    if (block.radius > 0)
      attribute("rx", number(block.radius));
    attribute("fill", color(block.ink, m_spec.ground));
    m_out += "/>\n";
  }
  void put(const Disc& disc) {
    m_out += "<circle";
    attribute("cx", number(disc.center.x));
    attribute("cy", number(disc.center.y));
    attribute("r", number(disc.radius));
    attribute("fill", color(disc.ink, m_spec.ground));
    m_out += "/>\n";
  }
  void put(const Words& words) {
    const float em = em_of(words.type) * m_scene.scale;
    m_out += "<text";
    attribute("x", number(words.at.x));
    attribute("y", number(words.at.y + em * base_line));
    attribute("font-size", number(em));
    if (words.type == Type::strong || words.type == Type::title)
      attribute("font-weight", "600");
    if (words.anchor != Anchor::start)
      attribute("text-anchor", words.anchor == Anchor::middle ? "middle" : "end");
    attribute("fill", color(words.ink, m_spec.ground));
    m_out.append(">").append(xml_text(words.text)).append("</text>\n");
  }
  static std::string points(const std::vector<Point>& all) {
    std::string text;
    for (const Point& point : all)
      text += (text.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
    return text;
  }

  const Scene& m_scene;
  const SvgSpec& m_spec;
  std::string m_out;
};

} // namespace

std::string chart_svg(const Scene& scene, const SvgSpec& spec) {
  return SvgWriter(scene, spec).write();
}

Result<std::string> chart_file(const Chart& chart, const ChartFile& file) {
  Layout layout{.width = file.width,
                .height = file.height,
                .measure = file.measure,
                .style = file.style,
                .with_title = true};
  layout.height = std::max(layout.height, least_height(chart, layout));
  const auto scene = lay_out(chart, layout);
  if (!scene)
    return std::unexpected(scene.error());
  return chart_svg(*scene, {.title = chart.title, .description = Reading(chart, file.style).summary()});
}

} // namespace truat::report
