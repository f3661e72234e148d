// Where the person is: a screen, the record shown in it, and a part of it. Routes are written as the page's
// address.
#pragma once

#include "records/ids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::ui {

struct Route {
  std::string screen;       ///< id of the screen table: "factories"
  records::RecordId record; ///< none: the list alone
  std::string part;         ///< the screen's own: a section, a step; no '/'
  bool operator==(const Route&) const = default;
};

/// "#/factories/0123…/history"; "-" stands for no record where a part follows.
[[nodiscard]] std::string to_address(const Route& route);
/// Nothing for what `to_address` never wrote.
[[nodiscard]] std::optional<Route> parse_address(std::string_view address);

/// The way here. `back` from the first route stays there.
class RouteStack {
public:
  explicit RouteStack(Route first = {}) : m_routes{std::move(first)} {}
  [[nodiscard]] const Route& current() const { return m_routes.back(); }
  [[nodiscard]] bool can_go_back() const { return m_routes.size() > 1; }
  /// Goes to another place; going to where one is changes nothing.
  void go(Route route);
  /// Another record or part of the same screen, which is no step back: choosing in a list beside its detail.
  void replace(Route route) { m_routes.back() = std::move(route); }
  /// A new way, as from the rail.
  void start(Route route);
  void back();

private:
  std::vector<Route> m_routes;
};

} // namespace truat::ui
