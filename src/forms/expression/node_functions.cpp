#include "base/sha256.h"
#include "forms/expression/functions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace truat::forms::expression {
namespace {

Value last(Call& call) {
  return static_cast<double>(call.context().size);
}

Value position(Call& call) {
  if (call.count() == 0)
    return static_cast<double>(call.context().position);
  const NodeSet nodes = call.nodes(0);
  return nodes.empty() ? NAN : static_cast<double>(call.tree().position(nodes.front()));
}

Value count(Call& call) {
  return static_cast<double>(call.nodes(0).size());
}

Value count_non_empty(Call& call) {
  double found = 0;
  for (const NodeId node : call.nodes(0))
    found += call.tree().string_value(node).empty() ? 0 : 1;
  return found;
}

/// The name of the first node, or of the context node.
std::string name_of(Call& call) {
  NodeId node = call.context().node;
  if (call.count() == 1) {
    const NodeSet nodes = call.nodes(0);
    node = nodes.empty() ? no_node : nodes.front();
  }
  const NameId name = node == no_node ? no_name : call.tree().name(node);
  return name == no_name ? std::string() : call.tree().names().text(name);
}
Value name(Call& call) {
  return name_of(call);
}
Value local_name(Call& call) {
  const std::string whole = name_of(call);
  return whole.substr(whole.find(':') + 1); // npos + 1 is 0
}
/// Prefixes are kept and not what they stand for.
Value namespace_uri(Call& call) {
  (void)name_of(call);
  return std::string();
}

/// No document type says which attribute is an id.
Value id(Call& call) {
  (void)call.value(0);
  return NodeSet();
}

Value instance(Call& call) {
  const std::string id = call.text(0);
  const auto document = call.host().instance(id);
  if (!document)
    return call.fail("forms.expression_instance", {{"id", id}});
  return NodeSet{*document};
}

Value current(Call& call) {
  const NodeId node = call.context().current;
  return node == no_node ? NodeSet() : NodeSet{node};
}

/// The minimal standard generator of S. Park and K. Miller (1988), as the specification asks for.
class ParkMiller {
public:
  explicit ParkMiller(std::int64_t seed) : m_state(seed % modulus) {
    if (m_state <= 0)
      m_state += modulus - 1;
  }
  double next() {
    m_state = m_state * 16807 % modulus;
    return static_cast<double>(m_state - 1) / static_cast<double>(modulus - 1);
  }

private:
  static constexpr std::int64_t modulus = 2147483647;
  std::int64_t m_state;
};

/// A seed that is no number is its SHA-256, the first eight bytes as a big-endian number, as in JavaRosa.
std::int64_t seed_of(double number, const std::string& text) {
  constexpr double largest = 9e18;
  if (std::fabs(number) < largest)
    return static_cast<std::int64_t>(number);
  const Hash hash = sha256(text);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i)
    bits = bits << 8 | hash.bytes[i];
  return static_cast<std::int64_t>(bits);
}

double chance(Random& random) {
  std::array<std::byte, 4> bytes{};
  random.fill(bytes);
  std::uint32_t bits = 0;
  for (const std::byte byte : bytes)
    bits = bits << 8 | static_cast<std::uint32_t>(byte);
  return bits * 0x1p-32;
}

Value randomize(Call& call) {
  const NodeSet nodes = call.nodes(0);
  std::optional<ParkMiller> seeded;
  if (call.count() > 1)
    seeded.emplace(seed_of(call.number(1), call.text(1)));
  NodeSet shuffled(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double next = seeded ? seeded->next() : chance(call.host().random());
    const auto place = static_cast<std::size_t>(std::floor(next * static_cast<double>(i + 1)));
    const std::size_t inside = std::min(place, i);
    shuffled[i] = shuffled[inside];
    shuffled[inside] = nodes[i];
  }
  return shuffled;
}

constexpr auto table = std::to_array<Function>({
    {"last", 0, 0, last},
    {"position", 0, 1, position},
    {"count", 1, 1, count},
    {"count-non-empty", 1, 1, count_non_empty},
    {"id", 1, 1, id},
    {"name", 0, 1, name},
    {"local-name", 0, 1, local_name},
    {"namespace-uri", 0, 1, namespace_uri},
    {"instance", 1, 1, instance},
    {"current", 0, 0, current},
    {"randomize", 1, 2, randomize},
});

} // namespace

std::span<const Function> node_functions() {
  return table;
}

} // namespace truat::forms::expression
