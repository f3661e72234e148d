#include "forms/expression/parser.h"

#include "base/utf8.h"
#include "forms/expression/functions.h"
#include "forms/expression/lexer.h"

#include <array>
#include <optional>

namespace truat::forms::expression {
namespace {

struct OperatorWord {
  std::string_view text;
  Operator operation;
  int precedence; ///< a higher one binds tighter
};
constexpr auto operator_words = std::to_array<OperatorWord>({
    {"or", Operator::either, 1},
    {"and", Operator::both, 2},
    {"=", Operator::equal, 3},
    {"!=", Operator::not_equal, 3},
    {"<", Operator::less, 4},
    {"<=", Operator::less_or_equal, 4},
    {">", Operator::greater, 4},
    {">=", Operator::greater_or_equal, 4},
    {"+", Operator::add, 5},
    {"-", Operator::subtract, 5},
    {"*", Operator::multiply, 6},
    {"div", Operator::divide, 6},
    {"mod", Operator::modulo, 6},
    {"|", Operator::join, 8}, // 7 is the minus sign before a term
});
constexpr int negation = 7;

struct AxisWord {
  std::string_view text;
  Axis axis;
};
constexpr auto axis_words = std::to_array<AxisWord>({
    {"self", Axis::self},
    {"child", Axis::child},
    {"parent", Axis::parent},
    {"descendant", Axis::descendant},
    {"descendant-or-self", Axis::descendant_or_self},
    {"ancestor", Axis::ancestor},
    {"ancestor-or-self", Axis::ancestor_or_self},
    {"following-sibling", Axis::following_sibling},
    {"preceding-sibling", Axis::preceding_sibling},
    {"following", Axis::following},
    {"preceding", Axis::preceding},
    {"attribute", Axis::attribute},
    {"namespace", Axis::name_space},
});

bool is_node_type(std::string_view name) {
  return name == "node" || name == "text" || name == "comment" || name == "processing-instruction";
}

/// Recursive descent by precedence. The first error ends the reading: `m_error` is set and every function
/// returns at once.
class Parser {
public:
  Parser(std::string_view source, std::vector<Token> tokens, Names& names)
      : m_tokens(std::move(tokens)), m_names(names) {
    m_expression.source = source;
  }

  Result<Expression> run() {
    m_expression.root = expression(1);
    if (!m_error && token().kind != TokenKind::end)
      fail_here();
    if (m_error)
      return std::unexpected(std::move(*m_error));
    return std::move(m_expression);
  }

private:
  [[nodiscard]] const Token& token(std::size_t ahead = 0) const {
    return m_tokens[std::min(m_next + ahead, m_tokens.size() - 1)];
  }
  [[nodiscard]] bool is_symbol(std::string_view text, std::size_t ahead = 0) const {
    return token(ahead).kind == TokenKind::symbol && token(ahead).text == text;
  }
  bool skip(std::string_view symbol) {
    if (!is_symbol(symbol))
      return false;
    ++m_next;
    return true;
  }
  void expect(std::string_view symbol) {
    if (!skip(symbol))
      fail_here();
  }
  void fail(std::string key, std::size_t at, std::vector<Argument> arguments = {}) {
    if (!m_error)
      m_error = Error{std::move(key), std::move(arguments), byte_place(at)};
  }
  void fail_here() {
    if (token().kind == TokenKind::end)
      fail("forms.expression_cut_off", token().at);
    else
      fail("forms.expression_unexpected", token().at, {{"text", std::string(token().text)}});
  }

  TermId add(Term term) {
    m_expression.terms.push_back(std::move(term));
    return static_cast<TermId>(m_expression.terms.size() - 1);
  }
  Term start(TermKind kind) const {
    Term term;
    term.kind = kind;
    term.at = token().at;
    return term;
  }

  [[nodiscard]] const OperatorWord* operator_here() const {
    if (token().kind != TokenKind::operation)
      return nullptr;
    for (const OperatorWord& word : operator_words)
      if (word.text == token().text)
        return &word;
    return nullptr;
  }

  /// Operands joined by operators that bind at least as tight as `least`. Those of one precedence make one
  /// chain, so that a sum of a thousand terms is no tower of a thousand.
  TermId expression(int least) {
    if (++m_depth > deepest_expression)
      fail("forms.expression_too_deep", token().at, {{"most", std::to_string(deepest_expression)}});
    if (m_error)
      return 0;
    TermId left = least <= negation ? negated() : path();
    int chain_precedence = 0;
    while (!m_error) {
      const OperatorWord* word = operator_here();
      if (word == nullptr || word->precedence < least)
        break;
      const std::size_t at = token().at;
      ++m_next;
      const TermId right = expression(word->precedence + 1);
      if (chain_precedence != word->precedence) {
        Term chain;
        chain.kind = TermKind::chain;
        chain.at = at;
        chain.operands = {left};
        left = add(std::move(chain));
        chain_precedence = word->precedence;
      }
      m_expression.terms[left].operands.push_back(right);
      m_expression.terms[left].operators.push_back(word->operation);
    }
    --m_depth;
    return left;
  }

  /// Any number of minus signs: only whether they are odd matters, but two still make a number of a text.
  TermId negated() {
    std::size_t signs = 0;
    Term term = start(TermKind::negate);
    while (token().kind == TokenKind::operation && token().text == "-") {
      ++signs;
      ++m_next;
    }
    if (signs == 0)
      return path();
    term.operands = {expression(negation + 1)};
    TermId result = add(std::move(term));
    if (signs % 2 == 0) {
      Term again;
      again.kind = TermKind::negate;
      again.at = m_expression.terms[result].at;
      again.operands = {result};
      result = add(std::move(again));
    }
    return result;
  }

  TermId path() {
    if (m_error)
      return 0;
    const Token& here = token();
    switch (here.kind) {
    case TokenKind::number:
    case TokenKind::literal:
      return filtered(primary());
    case TokenKind::name: {
      const bool calls = is_symbol("(", 1) && !is_node_type(here.text);
      return calls ? filtered(primary()) : location();
    }
    case TokenKind::symbol:
      if (here.text == "(")
        return filtered(primary());
      if (here.text == "$") {
        fail("forms.expression_variable", here.at);
        return 0;
      }
      if (here.text == "/" || here.text == "//" || here.text == "." || here.text == ".." || here.text == "@")
        return location();
      break;
    case TokenKind::operation:
    case TokenKind::end:
      break;
    }
    fail_here();
    return 0;
  }

  TermId primary() {
    Term term = start(TermKind::number);
    const Token here = token();
    if (here.kind == TokenKind::name)
      return call();
    ++m_next;
    if (here.kind == TokenKind::number) {
      term.number = plain_number(here.text);
      return add(std::move(term));
    }
    if (here.kind == TokenKind::literal) {
      term.kind = TermKind::literal;
      term.text = here.text;
      return add(std::move(term));
    }
    const TermId inner = expression(1);
    expect(")");
    return inner;
  }

  TermId call() {
    Term term = start(TermKind::call);
    const Token name = token();
    m_next += 2;
    term.function = find_function(name.text);
    if (term.function == nullptr) {
      fail("forms.expression_function", name.at, {{"function", std::string(name.text)}});
      return 0;
    }
    if (!is_symbol(")")) {
      do
        term.operands.push_back(expression(1));
      while (!m_error && skip(","));
    }
    if (m_error)
      return 0;
    expect(")");
    if (!accepts(*term.function, term.operands.size()))
      fail("forms.expression_arguments", name.at,
           {{"function", std::string(name.text)}, {"count", std::to_string(term.operands.size())}});
    return add(std::move(term));
  }

  /// What stands behind a primary: predicates, then steps.
  TermId filtered(TermId primary) {
    if (m_error || (!is_symbol("[") && !is_symbol("/") && !is_symbol("//")))
      return primary;
    Term term = start(TermKind::from);
    term.operands = {primary};
    predicates(term.predicates);
    if (is_symbol("/") || is_symbol("//"))
      steps(term);
    return add(std::move(term));
  }

  TermId location() {
    Term term = start(TermKind::path);
    if (is_symbol("/") || is_symbol("//")) {
      term.absolute = true;
      if (is_symbol("/") && !starts_step(1)) {
        ++m_next;
        return add(std::move(term));
      }
      steps(term);
    } else {
      step(term);
      steps(term);
    }
    return add(std::move(term));
  }

  [[nodiscard]] bool starts_step(std::size_t ahead) const {
    const Token& here = token(ahead);
    return here.kind == TokenKind::name ||
           (here.kind == TokenKind::symbol && (here.text == "." || here.text == ".." || here.text == "@"));
  }

  void steps(Term& term) {
    while (!m_error && (is_symbol("/") || is_symbol("//"))) {
      if (is_symbol("//"))
        term.steps.push_back({Axis::descendant_or_self, Test::node, no_name, {}, {}});
      ++m_next;
      if (starts_step(0))
        step(term);
      else
        fail_here();
    }
  }

  void step(Term& term) {
    if (m_error)
      return;
    Step made;
    if (skip(".")) {
      made.axis = Axis::self;
      made.test = Test::node;
    } else if (skip("..")) {
      made.axis = Axis::parent;
      made.test = Test::node;
    } else {
      axis(made);
      test(made);
    }
    predicates(made.predicates);
    term.steps.push_back(std::move(made));
  }

  void axis(Step& made) {
    if (skip("@")) {
      made.axis = Axis::attribute;
      return;
    }
    if (token().kind != TokenKind::name || !is_symbol("::", 1))
      return;
    for (const AxisWord& word : axis_words)
      if (word.text == token().text) {
        made.axis = word.axis;
        m_next += 2;
        return;
      }
    fail("forms.expression_axis", token().at, {{"axis", std::string(token().text)}});
  }

  void test(Step& made) {
    const Token here = token();
    if (m_error || here.kind != TokenKind::name) {
      fail_here();
      return;
    }
    ++m_next;
    if (is_node_type(here.text) && skip("(")) {
      made.test = here.text == "node" ? Test::node : here.text == "text" ? Test::text : Test::nothing;
      if (here.text == "processing-instruction" && token().kind == TokenKind::literal)
        ++m_next;
      expect(")");
    } else if (here.text == "*") {
      made.test = Test::any_name;
    } else if (here.text.ends_with(":*")) {
      made.test = Test::of_prefix;
      made.prefix = here.text.substr(0, here.text.size() - 1);
    } else {
      made.name = m_names.intern(here.text);
    }
  }

  void predicates(std::vector<TermId>& into) {
    while (!m_error && skip("[")) {
      into.push_back(expression(1));
      expect("]");
    }
  }

  Expression m_expression;
  std::vector<Token> m_tokens;
  std::size_t m_next = 0;
  std::size_t m_depth = 0;
  Names& m_names;
  std::optional<Error> m_error;
};

} // namespace

Result<Expression> parse_expression(std::string_view source, Names& names) {
  if (source.size() > longest_expression)
    return failure("forms.expression_too_long", {{"most", std::to_string(longest_expression)}});
  if (const std::size_t bad = find_invalid_utf8(source); bad != std::string_view::npos)
    return failure("forms.expression_not_utf8", {}, byte_place(bad));
  if (trimmed(source).empty())
    return failure("forms.expression_empty", {}, byte_place(0));
  // Tokens and literals point into what the caller holds; the expression keeps its own copies.
  auto tokens = tokenize(source);
  if (!tokens)
    return std::unexpected(std::move(tokens.error()));
  return Parser(source, std::move(*tokens), names).run();
}

} // namespace truat::forms::expression
