// truat schedule FILE
//
// PSPLIB: ids are job numbers, times are periods. Microsoft Project and GanttProject: ids are the file's task
// numbers (UID, id); dates are civil date-times ("2018-10-18T08:00:00"), lengths and floats working minutes.
#include "base/json.h"
#include "base/utf8.h"
#include "command/formats.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "project/levelling.h"
#include "text/messages.h"

namespace truat::command {
namespace {

using namespace project;

class PlanAnswer {
public:
  PlanAnswer(const PlanFormat& format, const Network& network) : m_format(format), m_plan(network.plan()) {}

  std::string write(const Schedule& schedule, const Levelled& levelled,
                    const std::vector<Warning>& warnings) {
    m_json.begin_object();
    write_conflicts(schedule);
    m_json.key("critical_path_length").integer(schedule.length);
    m_json.key("finish");
    write_time(schedule.finish);
    m_json.key("format").string(name_of(m_format.format));
    write_levelled(levelled);
    m_json.key("start");
    write_time(schedule.start);
    write_tasks(schedule);
    m_json.key("unit").string(counts_periods() ? "period" : "minute");
    m_json.key("warnings").begin_array();
    for (const Warning& warning : warnings)
      m_json.begin_object()
          .key("message")
          .string(mended_utf8(text::tr(warning.phrase)))
          .key("where")
          .string(mended_utf8(warning.where))
          .end_object();
    m_json.end_array().end_object();
    return m_json.take();
  }

private:
  [[nodiscard]] bool counts_periods() const { return m_format.format == Format::psplib; }

  void write_time(Moment moment) {
    if (counts_periods())
      m_json.integer(moment.minutes);
    else
      m_json.string(to_iso(moment));
  }

  void write_times(std::initializer_list<std::pair<std::string_view, Moment>> times) {
    for (const auto& [name, moment] : times) {
      m_json.key(name);
      write_time(moment);
    }
  }

  /// What the dates do not keep.
  void write_conflicts(const Schedule& schedule) {
    m_json.key("conflicts").begin_array();
    for (const ScheduleConflict& conflict : schedule.conflicts) {
      m_json.begin_object();
      if (conflict.kind == ScheduleConflict::Kind::link) {
        const Link& link = m_plan.links[conflict.index];
        m_json.key("kind").string("link").key("predecessor").string(to_string(link.predecessor));
        m_json.key("successor").string(to_string(link.successor));
      } else {
        m_json.key("kind").string(conflict.kind == ScheduleConflict::Kind::deadline ? "deadline"
                                                                                    : "constraint");
        m_json.key("task").string(to_string(m_plan.tasks[conflict.index].id));
      }
      m_json.end_object();
    }
    m_json.end_array();
  }

  void write_levelled(const Levelled& levelled) {
    m_json.key("levelled").begin_object();
    m_json.key("improved").boolean(levelled.improved);
    m_json.key("makespan").integer(levelled.length);
    m_json.key("overloading").begin_array();
    for (const std::uint32_t task : levelled.overloading)
      m_json.string(to_string(m_plan.tasks[task].id));
    m_json.end_array();
    m_json.key("rule").string(name_of(levelled.rule));
    m_json.key("schedules").integer(static_cast<std::int64_t>(levelled.schedules));
    m_json.key("scheme").string(name_of(levelled.scheme));
    m_json.key("shaken").boolean(levelled.shaken);
    m_json.key("tasks").begin_array();
    for (std::size_t task = 0; task < m_plan.tasks.size(); ++task) {
      m_json.begin_object();
      write_times({{"finish", levelled.tasks[task].finish}});
      m_json.key("id").string(to_string(m_plan.tasks[task].id));
      write_times({{"start", levelled.tasks[task].start}});
      m_json.end_object();
    }
    m_json.end_array().end_object();
  }

  void write_tasks(const Schedule& schedule) {
    m_json.key("tasks").begin_array();
    for (std::size_t task = 0; task < m_plan.tasks.size(); ++task) {
      const TaskSchedule& row = schedule.tasks[task];
      m_json.begin_object();
      m_json.key("critical").boolean(row.critical);
      write_times(
          {{"early_finish", row.early_finish}, {"early_start", row.early_start}, {"finish", row.finish}});
      m_json.key("free_float").integer(row.free_float);
      m_json.key("id").string(to_string(m_plan.tasks[task].id));
      write_times({{"late_finish", row.late_finish}, {"late_start", row.late_start}});
      m_json.key("name").string(m_plan.tasks[task].name);
      write_times({{"start", row.start}});
      m_json.key("summary").boolean(row.summary);
      m_json.key("total_float").integer(row.total_float);
      m_json.end_object();
    }
    m_json.end_array();
  }

  const PlanFormat& m_format;
  const Plan& m_plan;
  JsonWriter m_json;
};

} // namespace

VerbResult schedule_plan(const Arguments& arguments, Machine& machine) {
  if (arguments.files.size() != 1)
    return wrong_words("command.one_plan");
  const std::string& path = arguments.files[0];
  const auto bytes = read_unpacked(machine.files, path);
  if (!bytes)
    return refused(bytes.error());
  const PlanFormat* format = find_plan_format(*bytes);
  if (format == nullptr)
    return refused({"command.no_plan", {}, path});
  const auto file = format->read(*bytes);
  if (!file)
    return refused(in_file(path, file.error()));
  const auto network = Network::of(file->plan);
  if (!network)
    return refused(in_file(path, network.error()));
  const auto result = schedule(*network);
  if (!result)
    return refused(in_file(path, result.error()));
  const Levelled levelled = level(*network, *result);
  return Answer{PlanAnswer(*format, *network).write(*result, levelled, file->warnings)};
}

} // namespace truat::command
