// Expressions of forms. Input: lines; the first is an expression, the second a pattern of regex(), the third
// a format of dates, the fourth a text.
#include "base/utf8.h"
#include "forms/expression/evaluator.h"
#include "forms/expression/parser.h"
#include "forms/expression/references.h"
#include "fuzz/support.h"

#include <array>
#include <cmath>

namespace truat::fuzzing {
namespace {

using namespace truat::forms::expression;

/// data(a=1 b="two words" d=2026-11-30 r(q=1 s=x) r(q=2 s=) r(q=7 s=y)), and an instance `cities` of items.
class SmallForm final : public Host {
public:
  SmallForm(Clock& clock, Random& random) : Host(clock, random) {
    m_primary = tree.add_document();
    m_data = element(m_primary, "data");
    text(m_data, "a", "1");
    text(m_data, "b", "two words");
    text(m_data, "d", "2026-11-30");
    for (const char* value : {"1", "2", "7"}) {
      const NodeId iteration = element(m_data, "r");
      question = text(iteration, "q", value);
      text(iteration, "s", *value == '2' ? "" : "x");
    }
    m_cities = tree.add_document();
    const NodeId root = element(m_cities, "root");
    for (const char* name : {"songkhla", "satun"})
      text(element(root, "item"), "name", name);
  }
  [[nodiscard]] std::optional<NodeId> instance(std::string_view id) const override {
    return id == "cities" ? std::optional(m_cities) : std::nullopt;
  }
  [[nodiscard]] std::optional<NodeId> primary() const override { return m_primary; }
  [[nodiscard]] bool is_iteration(NodeId node) const override {
    return tree.kind(node) == NodeKind::element && tree.names().text(tree.name(node)) == "r";
  }
  Tree tree{std::make_shared<Names>()};
  NodeId question = no_node; ///< of the last iteration

private:
  NodeId element(NodeId parent, std::string_view name) {
    return tree.add_element(parent, tree.shared_names()->intern(name));
  }
  NodeId text(NodeId parent, std::string_view name, std::string value) {
    const NodeId node = element(parent, name);
    tree.set_text(node, std::move(value));
    return node;
  }
  NodeId m_primary = 0;
  NodeId m_data = 0;
  NodeId m_cities = 0;
};

void evaluate(std::string_view source) {
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};
  SmallForm form(clock, random);
  const auto expression = parse_expression(source, *form.tree.shared_names());
  if (!expression) {
    must_be_told(expression.error());
    must_lie_within(expression.error(), source);
    return;
  }
  must(expression->root < expression->terms.size(), "an expression has a root");
  Evaluator evaluator(form.tree, form, {.visits = 200'000, .text_bytes = 1 << 16});
  const auto value = evaluator.evaluate(*expression, form.question);
  if (!value) {
    must_be_told(value.error());
    must_lie_within(value.error(), source);
  } else {
    if (const auto* text = std::get_if<std::string>(&*value))
      must(text->size() <= 1 << 16 && is_valid_utf8(*text), "a text is valid and no longer than it may be");
    if (const auto* nodes = std::get_if<NodeSet>(&*value))
      for (const NodeId node : *nodes)
        must(node < form.tree.size(), "a node is one of the tree");
    if (const auto* number = std::get_if<double>(&*value)) {
      const double again = plain_number(number_text(*number));
      must(std::isnan(*number) || std::isinf(*number) || again == *number,
           "a number that is written reads alike");
    }
  }
  std::vector<bool> repeats(form.tree.size());
  const auto references =
      references_of(*expression, {.tree = form.tree, .document = 0, .repeats = repeats}, form.question);
  if (!references)
    must_be_told(references.error());
  else
    for (const Reference& reference : *references)
      must(reference.node < form.tree.size() && reference.shared < form.tree.size(),
           "what is read is of the form");
}

void match(std::string_view pattern, std::string_view text) {
  const auto expression = RegularExpression::compile(pattern);
  if (!expression) {
    must_be_told(expression.error());
    must_lie_within(expression.error(), pattern);
    return;
  }
  if (const auto matches = expression->matches(text); !matches)
    must_be_told(matches.error());
}

void tell_time(std::string_view text, std::string_view format) {
  if (const auto moment = parse_date_or_date_time(text, thailand_offset_minutes)) {
    must(exists(moment->date) && moment->milliseconds >= 0 && moment->milliseconds < 86'400'000,
         "a moment that is read exists");
    const std::string written = format_moment(*moment, format, DateNames::thai);
    must(!is_valid_utf8(format) || is_valid_utf8(written), "a moment is written as text");
    const auto again = parse_date_or_date_time(date_time_text(*moment), 0);
    must(again.has_value() && *again == *moment, "a moment that is written reads alike");
  }
  if (const auto time = parse_time(text, thailand_offset_minutes))
    must(*time >= 0 && *time < 86'400'000, "a time is of a day");
  static_cast<void>(number_of_text(text, thailand_offset_minutes));
}

} // namespace

void fuzz(std::string_view input) {
  std::array<std::string_view, 4> lines;
  std::size_t at = 0;
  for (std::string_view& line : lines) {
    if (at >= input.size())
      break;
    const std::size_t end = std::min(input.find('\n', at), input.size());
    line = input.substr(at, end - at);
    at = end + 1;
  }
  evaluate(lines[0]);
  match(lines[1], lines[3]);
  tell_time(lines[3], lines[2]);
}

} // namespace truat::fuzzing
