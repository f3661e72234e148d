// An office with invented factories and visits in every state, for tests of screens and for looking at them.
#pragma once

#include "audit/visit_verbs.h"
#include "base/environment.h"
#include "workspace/workspace.h"

#include <cstddef>
#include <string_view>

namespace truat::testing {

struct FilledOffice {
  static constexpr CivilDate today{2024, 11, 14};

  /// One person at one office, at 09:40 of `today`, and so many factories; no visits.
  explicit FilledOffice(std::size_t factories = 0);

  /// Commits; the test fails where it cannot.
  void commit(const records::Change& change);
  void add_factories(std::size_t count);
  [[nodiscard]] records::RecordId factory(std::size_t index) const;

  /// Visits with the shipped yearly checklist.
  records::RecordId plan_visit(std::size_t factory, const CivilDate& day);
  records::RecordId begin_visit(std::size_t factory);
  /// Answers the choice questions from the first on: so many with the first response (passed), then so many
  /// failed.
  void answer(const records::RecordId& visit, std::size_t passed, std::size_t failed);
  void take_sample(const records::RecordId& visit, std::string_view seal);
  /// As if it had been visited, finished and signed on that day.
  void close(const records::RecordId& visit, const CivilDate& day, std::string_view state);
  /// One visit in each state, from the first factory on. Needs six factories.
  void add_visits();

  /// The same field set by another PC that did not see this one's value: a conflict.
  void conflict(const records::RecordId& record, std::string_view field, records::Value mine,
                records::Value theirs);

  FixedClock clock;
  SeededRandom random{11};
  workspace::Workspace workspace;
  records::RecordId person;
};

} // namespace truat::testing
