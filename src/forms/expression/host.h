// What an expression may ask of the form it stands in and of the world around it. Everything is injected, so
// that tests repeat exactly.
#pragma once

#include "base/environment.h"
#include "forms/expression/date_time.h"
#include "forms/expression/regular_expression.h"
#include "forms/expression/value.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace truat::forms::expression {

class Host {
public:
  Host(Clock& clock, Random& random) : m_clock(clock), m_random(random) {}
  virtual ~Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  [[nodiscard]] Instant now() { return m_clock.now(); }
  [[nodiscard]] Random& random() { return m_random; }
  /// Compiled once for each pattern.
  [[nodiscard]] const Result<RegularExpression>& regular_expression(const std::string& pattern);

  /// Of the device's clock from UTC.
  int offset_minutes = thailand_offset_minutes;
  DateNames date_names = DateNames::english;

  /// The document of a secondary instance; nothing for an id that no instance has.
  [[nodiscard]] virtual std::optional<NodeId> instance(std::string_view id) const;
  /// The document of the primary instance; nothing where there is none.
  [[nodiscard]] virtual std::optional<NodeId> primary() const;
  /// Whether an element of the primary instance is one of a repeat's iterations.
  [[nodiscard]] virtual bool is_iteration(NodeId node) const;
  /// A text of the form in the active language.
  [[nodiscard]] virtual std::optional<std::string> itext(std::string_view id) const;
  /// The label of the choice `value` of the question that `path` names from `current`.
  [[nodiscard]] virtual std::optional<std::string> choice_label(std::string_view path, std::string_view value,
                                                                NodeId current);
  /// "deviceid", "username", "email", … of who fills the form; nothing where it is not known.
  [[nodiscard]] virtual std::optional<std::string> property(std::string_view name) const;
  /// The form's version.
  [[nodiscard]] virtual std::string version() const;

private:
  Clock& m_clock;
  Random& m_random;
  std::map<std::string, Result<RegularExpression>, std::less<>> m_regular_expressions;
};

} // namespace truat::forms::expression
