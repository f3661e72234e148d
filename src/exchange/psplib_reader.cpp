#include "exchange/psplib_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace truat::exchange {
namespace {

using namespace project;

constexpr std::int64_t most_jobs = 100'000;
constexpr std::int64_t most_number = 100'000; ///< of periods and of units
constexpr std::size_t most_resources = 100;

constexpr CalendarId periods{1};

class SmReader {
public:
  explicit SmReader(std::string_view bytes) : m_rest(bytes) {}

  Result<PlanFile> read() {
    for (const auto section : {&SmReader::read_head, &SmReader::read_information, &SmReader::read_precedence,
                               &SmReader::read_requests, &SmReader::read_availabilities})
      if (auto done = (this->*section)(); !done)
        return std::unexpected(done.error());
    return finish();
  }

private:
  [[nodiscard]] std::unexpected<Error> fail(std::string key, std::vector<Argument> arguments = {}) const {
    return failure(std::move(key), std::move(arguments), "line " + std::to_string(m_line));
  }

  /// The next line; nothing at the end of the file. Only a line that is ended, or one of stars, is whole.
  std::optional<std::string_view> next_line() {
    if (m_rest.empty())
      return std::nullopt;
    ++m_line;
    const std::size_t end = m_rest.find('\n');
    std::string_view line = m_rest.substr(0, end);
    m_whole = end != std::string_view::npos;
    m_rest = m_whole ? m_rest.substr(end + 1) : std::string_view();
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    return line;
  }

  static bool is_rule(std::string_view line) { return line.starts_with("***") || line.starts_with("---"); }

  /// Skips to the line that begins with the words.
  Result<void> skip_to(std::string_view words) {
    while (const auto line = next_line())
      if (line->starts_with(words))
        return {};
    return fail("psplib.cut_off");
  }

  static std::optional<std::vector<std::int64_t>> numbers_of(std::string_view line) {
    std::vector<std::int64_t> numbers;
    while (true) {
      const std::size_t begin = line.find_first_not_of(" \t");
      if (begin == std::string_view::npos)
        return numbers;
      line.remove_prefix(begin);
      std::int64_t number = 0;
      const auto parsed = std::from_chars(line.data(), line.data() + line.size(), number);
      line.remove_prefix(static_cast<std::size_t>(parsed.ptr - line.data()));
      if (parsed.ec != std::errc() || number < 0 || number > most_number ||
          (!line.empty() && line.front() != ' ' && line.front() != '\t') || numbers.size() > most_jobs)
        return std::nullopt;
      numbers.push_back(number);
    }
  }

  /// The next line of numbers, at least `least` of them.
  Result<std::vector<std::int64_t>> row(std::size_t least) {
    const auto line = next_line();
    if (!line || (!m_whole && !is_rule(*line)))
      return fail("psplib.cut_off");
    auto numbers = numbers_of(*line);
    if (!numbers || numbers->size() < least)
      return fail("psplib.damaged");
    return std::move(*numbers);
  }

  /// "jobs (incl. supersource/sink ):  32"
  static std::optional<std::int64_t> value_of(std::string_view line) {
    const std::size_t colon = line.rfind(':');
    if (colon == std::string_view::npos)
      return std::nullopt;
    std::string_view text = line.substr(colon + 1);
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    const auto numbers = numbers_of(text.substr(0, text.find_first_of(" \t")));
    return numbers && numbers->size() == 1 ? std::optional(numbers->front()) : std::nullopt;
  }

  Result<void> read_head() {
    while (const auto line = next_line()) {
      std::string_view text = *line;
      text.remove_prefix(std::min(text.find_first_not_of(" \t-"), text.size()));
      const auto value = value_of(text);
      if (text.starts_with("jobs"))
        m_jobs = value.value_or(0);
      else if (text.starts_with("renewable"))
        m_renewable = static_cast<std::size_t>(value.value_or(0));
      else if (text.starts_with("nonrenewable") || text.starts_with("doubly"))
        m_others += value.value_or(0);
      else if (text.starts_with("PROJECT INFORMATION"))
        break;
    }
    if (m_rest.empty())
      return fail("psplib.cut_off");
    if (m_others != 0)
      return fail("psplib.more_modes");
    if (m_jobs < 1 || m_renewable > most_resources)
      return fail("psplib.damaged");
    return {};
  }

  Result<void> read_information() {
    if (const auto heading = next_line(); !heading)
      return fail("psplib.cut_off");
    const auto information = row(6);
    if (!information)
      return std::unexpected(information.error());
    m_plan.foreign.push_back({"MPM-Time", std::to_string((*information)[5])});
    return skip_to("PRECEDENCE RELATIONS");
  }

  Result<void> read_precedence() {
    next_line();
    for (std::int64_t job = 1; job <= m_jobs; ++job) {
      const auto relation = row(3);
      if (!relation)
        return std::unexpected(relation.error());
      if ((*relation)[0] != job || (*relation)[2] != static_cast<std::int64_t>(relation->size()) - 3)
        return fail("psplib.damaged");
      if ((*relation)[1] != 1)
        return fail("psplib.more_modes");
      m_plan.tasks.push_back({.id = TaskId{job}, .name = "job " + std::to_string(job)});
      for (std::size_t at = 3; at < relation->size(); ++at) {
        if ((*relation)[at] < 1 || (*relation)[at] > m_jobs)
          return fail("psplib.damaged");
        m_plan.links.push_back({.predecessor = TaskId{job}, .successor = TaskId{(*relation)[at]}});
      }
      if (m_plan.links.size() > 10 * static_cast<std::size_t>(most_jobs))
        return fail("psplib.too_large");
    }
    return skip_to("REQUESTS/DURATIONS");
  }

  Result<void> read_requests() {
    next_line();
    next_line();
    for (std::int64_t job = 1; job <= m_jobs; ++job) {
      const auto request = row(3 + m_renewable);
      if (!request)
        return std::unexpected(request.error());
      if ((*request)[0] != job || request->size() != 3 + m_renewable)
        return fail("psplib.damaged");
      Task& task = m_plan.tasks[static_cast<std::size_t>(job) - 1];
      task.duration = {.minutes = (*request)[2], .unit = TimeUnit::minutes};
      task.milestone = task.duration.minutes == 0;
      for (std::size_t resource = 0; resource < m_renewable; ++resource)
        if (const std::int64_t units = (*request)[3 + resource]; units > 0)
          m_plan.assignments.push_back(
              {.id = AssignmentId{static_cast<std::int64_t>(m_plan.assignments.size()) + 1},
               .task = task.id,
               .resource = ResourceId{static_cast<std::int64_t>(resource) + 1},
               .units = static_cast<std::int32_t>(units * 10'000)});
    }
    return skip_to("RESOURCEAVAILABILITIES");
  }

  Result<void> read_availabilities() {
    next_line();
    const auto units = row(m_renewable);
    if (!units)
      return std::unexpected(units.error());
    for (std::size_t resource = 0; resource < m_renewable; ++resource)
      m_plan.resources.push_back({.id = ResourceId{static_cast<std::int64_t>(resource) + 1},
                                  .name = "R " + std::to_string(resource + 1),
                                  .units = static_cast<std::int32_t>((*units)[resource] * 10'000)});
    if (const auto end = next_line(); !end || !is_rule(*end))
      return fail("psplib.cut_off");
    return {};
  }

  Result<PlanFile> finish() {
    for (const Assignment& assignment : m_plan.assignments) {
      const Resource& resource = m_plan.resources[static_cast<std::size_t>(*assignment.resource) - 1];
      if (assignment.units > resource.units)
        return failure("psplib.beyond_capacity",
                       {{"job", to_string(assignment.task)}, {"resource", resource.name}});
    }
    m_plan.start = Moment{0};
    m_plan.calendar = periods;
    m_plan.calendars = {continuous_calendar(periods, "periods")};
    return PlanFile{std::move(m_plan), {}};
  }

  std::string_view m_rest;
  std::size_t m_line = 0;
  bool m_whole = true; ///< the line read last was ended
  std::int64_t m_jobs = 0;
  std::size_t m_renewable = 0;
  std::int64_t m_others = 0;
  Plan m_plan;
};

} // namespace

bool is_psplib(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return head.starts_with("**") && head.find("file with basedata") != std::string_view::npos;
}

Result<PlanFile> read_psplib(std::string_view bytes) {
  return SmReader(bytes).read();
}

} // namespace truat::exchange
