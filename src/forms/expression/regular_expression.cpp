#include "forms/expression/regular_expression.h"

#include "base/utf8.h"
#include "forms/expression/lexer.h"

#include <algorithm>
#include <optional>
#include <string>

namespace truat::forms::expression {
namespace {

constexpr std::size_t most_instructions = 20'000;
constexpr std::size_t deepest_pattern = 100;
constexpr std::uint32_t most_repetitions = 1000;
constexpr std::size_t most_steps = 3'000'000;

std::u32string code_points(std::string_view text) {
  std::u32string letters;
  letters.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode_utf8(text);
    letters.push_back(point.value);
    text.remove_prefix(static_cast<std::size_t>(point.length));
  }
  return letters;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_word(char32_t c) {
  return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
}
bool is_line_end(char32_t c) {
  return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029;
}

} // namespace

/// Makes the program by recursive descent. A part of the pattern becomes a stretch of instructions that falls
/// through to what follows it.
class RegexCompiler {
public:
  explicit RegexCompiler(std::string_view pattern) : m_pattern(code_points(pattern)) {}

  Result<RegularExpression> run() {
    // So that no target is 0, which `emit` takes for "the next one".
    emit({Operation::jump});
    alternatives();
    if (!m_error && m_at < m_pattern.size())
      fail("forms.regex_malformed");
    emit({Operation::done});
    if (m_error)
      return std::unexpected(std::move(*m_error));
    return std::move(m_made);
  }

private:
  using Operation = RegularExpression::Operation;
  using Instruction = RegularExpression::Instruction;
  using Class = RegularExpression::Class;
  using Range = RegularExpression::Range;

  void fail(std::string key) {
    if (!m_error)
      m_error = Error{std::move(key), {}, byte_place(m_at)};
  }
  [[nodiscard]] bool is_end() const { return m_at >= m_pattern.size(); }
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : U'\0';
  }
  [[nodiscard]] bool skip(char32_t c) {
    if (is_end() || peek() != c)
      return false;
    ++m_at;
    return true;
  }
  std::vector<Instruction>& program() { return m_made.m_program; }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(m_made.m_program.size()); }
  std::uint32_t emit(Instruction instruction) {
    if (program().size() >= most_instructions) {
      fail("forms.regex_too_large");
      return 0;
    }
    instruction.next = instruction.next == 0 ? here() + 1 : instruction.next;
    program().push_back(instruction);
    return here() - 1;
  }

  /// Instructions of a stretch with their targets moved: for parts that are repeated and for forks put
  /// before.
  void shift(std::uint32_t from, std::uint32_t by) {
    for (std::uint32_t i = from; i < here(); ++i) {
      program()[i].next += by;
      if (has_other(program()[i].operation))
        program()[i].other += by;
    }
  }
  static bool has_other(Operation operation) {
    return operation == Operation::fork || operation == Operation::ahead || operation == Operation::not_ahead;
  }
  void insert_before(std::uint32_t at, Instruction instruction) {
    shift(at, 1);
    if (program().size() >= most_instructions)
      return fail("forms.regex_too_large");
    program().insert(program().begin() + at, instruction);
  }

  void alternatives() {
    if (++m_depth > deepest_pattern)
      fail("forms.regex_too_large");
    std::vector<std::uint32_t> exits;
    std::uint32_t begin = here();
    sequence();
    while (!m_error && skip(U'|')) {
      insert_before(begin, {Operation::fork, 0, begin + 1, here() + 2});
      exits.push_back(emit({Operation::jump}));
      begin = here();
      sequence();
    }
    for (const std::uint32_t exit : exits)
      program()[exit].next = here();
    --m_depth;
  }

  void sequence() {
    while (!m_error && !is_end() && peek() != U'|' && peek() != U')') {
      const std::uint32_t begin = here();
      const bool repeatable = atom();
      if (m_error)
        return;
      repetition(begin, repeatable);
    }
  }

  /// One letter, class, group or assertion; says whether a quantifier may follow.
  bool atom() {
    const char32_t c = m_pattern[m_at++];
    switch (c) {
    case U'^':
      emit({Operation::text_begin});
      return false;
    case U'$':
      emit({Operation::text_end});
      return false;
    case U'.':
      emit({Operation::any});
      return true;
    case U'[':
      bracket_class();
      return true;
    case U'(':
      return group();
    case U'\\':
      return escape();
    case U'*':
    case U'+':
    case U'?':
      --m_at;
      fail("forms.regex_malformed");
      return false;
    default:
      emit({Operation::letter, static_cast<std::uint32_t>(c)});
      return true;
    }
  }

  bool group() {
    std::optional<Operation> assertion;
    if (skip(U'?')) {
      if (skip(U'='))
        assertion = Operation::ahead;
      else if (skip(U'!'))
        assertion = Operation::not_ahead;
      else if (!skip(U':'))
        fail("forms.regex_unknown");
    }
    const std::uint32_t begin = here();
    if (assertion)
      emit({*assertion, 0, 0, begin + 1});
    alternatives();
    if (!m_error && !skip(U')'))
      fail("forms.regex_malformed");
    if (assertion && !m_error) {
      emit({Operation::done});
      program()[begin].next = here();
    }
    return !assertion;
  }

  std::optional<char32_t> hexadecimal(std::size_t digits) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char32_t c = peek(i);
      const char32_t lower = c | 0x20U;
      if (is_digit(c))
        value = value * 16 + (c - U'0');
      else if (lower >= U'a' && lower <= U'f')
        value = value * 16 + (lower - U'a' + 10);
      else
        return std::nullopt;
    }
    m_at += digits;
    return value;
  }

  /// The letter that an escape stands for, behind its backslash.
  char32_t escaped_letter(char32_t c) {
    switch (c) {
    case U't':
      return U'\t';
    case U'n':
      return U'\n';
    case U'r':
      return U'\r';
    case U'f':
      return U'\f';
    case U'v':
      return U'\v';
    case U'0':
      return U'\0';
    case U'x':
    case U'u': {
      const auto value = hexadecimal(c == U'x' ? 2 : 4);
      if (!value)
        fail("forms.regex_malformed");
      return value.value_or(0);
    }
    default:
      if (is_word(c))
        fail("forms.regex_unknown"); // \1, \p, \k, …
      return c;
    }
  }

  static bool is_class_letter(char32_t c) {
    return c == U'd' || c == U'D' || c == U'w' || c == U'W' || c == U's' || c == U'S';
  }
  static std::vector<Range> class_ranges(char32_t letter) {
    std::vector<Range> ranges;
    switch (letter | 0x20U) {
    case U'd':
      ranges = {{U'0', U'9'}};
      break;
    case U'w':
      ranges = {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
      break;
    default:
      ranges = {{0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    }
    if (letter >= U'a')
      return ranges;
    std::vector<Range> rest;
    char32_t from = 0;
    for (const Range& range : ranges) {
      if (range.first > from)
        rest.push_back({from, range.first - 1});
      from = range.last + 1;
    }
    rest.push_back({from, 0x10FFFF});
    return rest;
  }
  void emit_class(Class made) {
    m_made.m_classes.push_back(std::move(made));
    emit({Operation::in_class, static_cast<std::uint32_t>(m_made.m_classes.size() - 1)});
  }

  bool escape() {
    if (is_end()) {
      fail("forms.regex_malformed");
      return false;
    }
    const char32_t c = m_pattern[m_at++];
    if (c == U'b' || c == U'B') {
      emit({c == U'b' ? Operation::word_edge : Operation::no_word_edge});
      return false;
    }
    if (is_class_letter(c))
      emit_class({false, class_ranges(c)});
    else
      emit({Operation::letter, static_cast<std::uint32_t>(escaped_letter(c))});
    return true;
  }

  /// A letter inside brackets; nothing where a whole class was added.
  std::optional<char32_t> class_letter(Class& made) {
    char32_t c = m_pattern[m_at++];
    if (c != U'\\')
      return c;
    if (is_end()) {
      fail("forms.regex_malformed");
      return std::nullopt;
    }
    c = m_pattern[m_at++];
    if (is_class_letter(c)) {
      const std::vector<Range> ranges = class_ranges(c);
      made.ranges.insert(made.ranges.end(), ranges.begin(), ranges.end());
      return std::nullopt;
    }
    return c == U'b' ? U'\b' : escaped_letter(c);
  }

  void bracket_class() {
    Class made;
    made.inverted = skip(U'^');
    while (!m_error && !is_end() && peek() != U']') {
      const auto first = class_letter(made);
      if (!first)
        continue;
      char32_t last = *first;
      if (peek() == U'-' && m_at + 1 < m_pattern.size() && peek(1) != U']') {
        ++m_at;
        const auto end = class_letter(made);
        if (!end)
          made.ranges.push_back({U'-', U'-'}); // [a-\d] is a letter, a dash and a class
        else
          last = *end;
      }
      if (last < *first)
        fail("forms.regex_malformed");
      made.ranges.push_back({*first, last});
    }
    if (!skip(U']'))
      fail("forms.regex_malformed");
    emit_class(std::move(made));
  }

  struct Counts {
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most;
  };

  std::optional<std::uint32_t> count() {
    if (!is_digit(peek()))
      return std::nullopt;
    std::uint32_t number = 0;
    while (is_digit(peek()) && number <= most_repetitions)
      number = number * 10 + static_cast<std::uint32_t>(m_pattern[m_at++] - U'0');
    if (number > most_repetitions)
      fail("forms.regex_too_large");
    return number;
  }

  /// `{n}`, `{n,}` or `{n,m}`; braces that are none of these are letters.
  std::optional<Counts> braces() {
    const std::size_t begin = m_at;
    ++m_at;
    if (const auto least = count()) {
      Counts counts{*least, least};
      if (skip(U','))
        counts.most = count();
      if (skip(U'}')) {
        if (counts.most && *counts.most < counts.least)
          fail("forms.regex_malformed");
        return counts;
      }
    }
    m_at = begin;
    return std::nullopt;
  }

  void repetition(std::uint32_t begin, bool repeatable) {
    std::optional<Counts> counts;
    if (skip(U'*'))
      counts = Counts{0, std::nullopt};
    else if (skip(U'+'))
      counts = Counts{1, std::nullopt};
    else if (skip(U'?'))
      counts = Counts{0, 1};
    else if (peek() == U'{')
      counts = braces();
    if (!counts || m_error)
      return;
    if (!repeatable)
      return fail("forms.regex_malformed");
    (void)skip(U'?'); // whether lazy or not is the same for whether it matches
    repeat(begin, *counts);
  }

  void repeat(std::uint32_t begin, const Counts& counts) {
    const std::vector<Instruction> once(program().begin() + begin, program().end());
    program().resize(begin);
    for (std::uint32_t i = 0; i < counts.least && !m_error; ++i)
      append(once, begin);
    if (!counts.most) {
      const std::uint32_t fork = emit({Operation::fork});
      append(once, begin);
      emit({Operation::jump, 0, fork});
      if (!m_error)
        program()[fork].other = here();
      return;
    }
    std::vector<std::uint32_t> forks;
    for (std::uint32_t i = counts.least; i < *counts.most && !m_error; ++i) {
      forks.push_back(emit({Operation::fork}));
      append(once, begin);
    }
    if (!m_error)
      for (const std::uint32_t fork : forks)
        program()[fork].other = here();
  }
  void append(const std::vector<Instruction>& part, std::uint32_t was_at) {
    const std::uint32_t by = here() - was_at;
    for (Instruction instruction : part) {
      if (program().size() >= most_instructions)
        return fail("forms.regex_too_large");
      instruction.next += by;
      if (has_other(instruction.operation))
        instruction.other += by;
      program().push_back(instruction);
    }
  }

  std::u32string m_pattern;
  std::size_t m_at = 0;
  std::size_t m_depth = 0;
  RegularExpression m_made;
  std::optional<Error> m_error;
};

class RegexMatcher {
public:
  RegexMatcher(const RegularExpression& expression, std::u32string letters)
      : m_expression(expression), m_letters(std::move(letters)) {}

  /// Whether the part that begins at `start` matches at `from`, or anywhere from there on.
  enum class Anchor : std::uint8_t { here, anywhere };
  bool run(std::uint32_t start, std::size_t from, Anchor anchor) {
    // Assertions make their own states; their room is work too.
    m_steps += m_expression.m_program.size() / 16;
    States now(m_expression.m_program.size());
    States after(m_expression.m_program.size());
    for (std::size_t at = from; !m_too_costly; ++at) {
      if (at == from || anchor == Anchor::anywhere)
        follow(start, at, now);
      if (now.is_done)
        return true;
      if (at >= m_letters.size() || (now.waiting.empty() && anchor == Anchor::here))
        return false;
      for (const std::uint32_t state : now.waiting)
        if (fits(m_expression.m_program[state], m_letters[at]))
          follow(m_expression.m_program[state].next, at + 1, after);
      std::swap(now, after);
      after.clear();
    }
    return false;
  }
  [[nodiscard]] bool is_too_costly() const { return m_too_costly; }

private:
  using Operation = RegularExpression::Operation;
  using Instruction = RegularExpression::Instruction;

  struct States {
    explicit States(std::size_t size) : seen(size, false) {}
    void clear() {
      for (const std::uint32_t state : visited)
        seen[state] = false;
      visited.clear();
      waiting.clear();
      is_done = false;
    }
    std::vector<bool> seen;
    std::vector<std::uint32_t> visited;
    std::vector<std::uint32_t> waiting; ///< for a letter
    bool is_done = false;
  };

  [[nodiscard]] bool fits(const Instruction& instruction, char32_t letter) const {
    if (instruction.operation == Operation::letter)
      return instruction.value == letter;
    if (instruction.operation == Operation::any)
      return !is_line_end(letter);
    const auto& letters = m_expression.m_classes[instruction.value];
    const bool inside = std::ranges::any_of(
        letters.ranges, [&](const auto& range) { return letter >= range.first && letter <= range.last; });
    return inside != letters.inverted;
  }

  [[nodiscard]] bool is_edge(std::size_t at) const {
    const bool before = at > 0 && is_word(m_letters[at - 1]);
    const bool behind = at < m_letters.size() && is_word(m_letters[at]);
    return before != behind;
  }

  /// Adds a state with all that follow from it without a letter.
  void follow(std::uint32_t start, std::size_t at, States& states) {
    std::vector<std::uint32_t> open{start};
    while (!open.empty() && !m_too_costly) {
      const std::uint32_t state = open.back();
      open.pop_back();
      if (states.seen[state])
        continue;
      states.seen[state] = true;
      states.visited.push_back(state);
      m_too_costly = ++m_steps > most_steps;
      const Instruction& instruction = m_expression.m_program[state];
      bool passes = true;
      switch (instruction.operation) {
      case Operation::letter:
      case Operation::any:
      case Operation::in_class:
        states.waiting.push_back(state);
        continue;
      case Operation::done:
        states.is_done = true;
        continue;
      case Operation::fork:
        open.push_back(instruction.other);
        break;
      case Operation::jump:
        break;
      case Operation::text_begin:
        passes = at == 0;
        break;
      case Operation::text_end:
        passes = at == m_letters.size();
        break;
      case Operation::word_edge:
        passes = is_edge(at);
        break;
      case Operation::no_word_edge:
        passes = !is_edge(at);
        break;
      case Operation::ahead:
        passes = run(instruction.other, at, Anchor::here);
        break;
      case Operation::not_ahead:
        passes = !run(instruction.other, at, Anchor::here);
        break;
      }
      if (passes)
        open.push_back(instruction.next);
    }
  }

  const RegularExpression& m_expression;
  std::u32string m_letters;
  std::size_t m_steps = 0;
  bool m_too_costly = false;
};

Result<RegularExpression> RegularExpression::compile(std::string_view pattern) {
  if (pattern.size() > most_instructions)
    return failure("forms.regex_too_large");
  return RegexCompiler(pattern).run();
}

Result<bool> RegularExpression::matches(std::string_view text) const {
  RegexMatcher matcher(*this, code_points(text));
  const bool found = matcher.run(0, 0, RegexMatcher::Anchor::anywhere);
  if (matcher.is_too_costly())
    return failure("forms.regex_too_costly");
  return found;
}

} // namespace truat::forms::expression
