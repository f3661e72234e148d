#include "ui/route.h"

namespace truat::ui {

namespace {

constexpr std::string_view prefix = "#/";
constexpr std::string_view no_record = "-";

/// What stands before the next '/', taken off.
std::string_view next_part(std::string_view& rest) {
  const std::size_t end = rest.find('/');
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

} // namespace

std::string to_address(const Route& route) {
  std::string address = std::string(prefix) + route.screen;
  if (route.record.is_none() && route.part.empty())
    return address;
  address += '/';
  address += route.record.is_none() ? std::string(no_record) : records::to_string(route.record);
  if (!route.part.empty())
    address += '/' + route.part;
  return address;
}

std::optional<Route> parse_address(std::string_view address) {
  if (!address.starts_with(prefix))
    return std::nullopt;
  std::string_view rest = address.substr(prefix.size());
  Route route;
  route.screen = next_part(rest);
  if (route.screen.empty())
    return std::nullopt;
  const std::string_view record = next_part(rest);
  if (!record.empty() && record != no_record) {
    const std::optional<records::RecordId> id = records::parse_record_id(record);
    if (!id)
      return std::nullopt;
    route.record = *id;
  }
  route.part = next_part(rest);
  if (!rest.empty())
    return std::nullopt;
  return route;
}

void RouteStack::go(Route route) {
  if (route == m_routes.back())
    return;
  m_routes.push_back(std::move(route));
}

void RouteStack::start(Route route) {
  m_routes.clear();
  m_routes.push_back(std::move(route));
}

void RouteStack::back() {
  if (can_go_back())
    m_routes.pop_back();
}

} // namespace truat::ui
