#include "chart/drawing.h"

#include "base/json.h"
#include "base/utf8.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace truat::chart {
namespace {

std::int64_t hundredths(float value) {
  return std::llround(static_cast<double>(value) * 100);
}

std::string color(Ink ink, Ground ground) {
  std::array<char, 8> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "#%06X", static_cast<unsigned>(rgb(ink, ground)));
  return buffer.data();
}

class DrawingWriter {
public:
  DrawingWriter(const Scene& scene, const DrawingSpec& spec) : m_scene(scene), m_spec(spec) {}

  std::string write() {
    m_json.begin_object();
    m_json.key("ground").string(color(Ink::surface, m_spec.ground));
    m_json.key("height").integer(hundredths(m_scene.height + 2 * m_spec.margin));
    m_json.key("marks").begin_array();
    for (const Mark& mark : m_scene.marks) {
      m_json.begin_array();
      std::visit([this](const auto& one) { put(one); }, mark);
      m_json.end_array();
    }
    m_json.end_array();
    m_json.key("ratio").integer(hundredths(m_spec.ratio));
    m_json.key("width").integer(hundredths(m_scene.width + 2 * m_spec.margin));
    m_json.end_object();
    return m_json.take();
  }

private:
  void begin(std::string_view kind, Ink ink) { m_json.string(kind).string(color(ink, m_spec.ground)); }
  void length(float value) { m_json.integer(hundredths(value)); }
  void at(const Point& point) {
    length(point.x + m_spec.margin);
    length(point.y + m_spec.margin);
  }
  void points(const std::vector<Point>& all) {
    m_json.begin_array();
    for (const Point& point : all)
      at(point);
    m_json.end_array();
  }
  void put(const Stroke& stroke) {
    begin("stroke", stroke.ink);
    length(stroke.width);
    m_json.boolean(stroke.round).begin_array();
    for (const float part : dash_pattern(stroke.dash))
      length(part * m_scene.scale);
    m_json.end_array();
    points(stroke.points);
  }
  void put(const Area& area) {
    begin("area", area.ink);
    points(area.points);
  }
  void put(const Block& block) {
    begin("block", block.ink);
    at({block.box.x, block.box.y});
    length(block.box.w);
    length(block.box.h);
    length(block.radius);
  }
  void put(const Disc& disc) {
    begin("disc", disc.ink);
    at(disc.center);
    length(disc.radius);
  }
  void put(const Words& words) {
    begin("words", words.ink);
    at(words.at);
    length(em_of(words.type) * m_scene.scale);
    m_json.integer(words.type == Type::strong || words.type == Type::title ? 600 : 400);
    m_json.string(words.anchor == Anchor::start    ? "start"
                  : words.anchor == Anchor::middle ? "center"
                                                   : "end");
    m_json.string(mended_utf8(words.text));
  }

  const Scene& m_scene;
  const DrawingSpec& m_spec;
  JsonWriter m_json;
};

} // namespace

std::string drawing_of(const Scene& scene, const DrawingSpec& spec) {
  return DrawingWriter(scene, spec).write();
}

} // namespace truat::chart
