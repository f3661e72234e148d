// The records that pictures are drawn of: none, the sample office, or an invented one of any size.
#pragma once

#include "base/environment.h"
#include "support/filled_office.h"
#include "ui/route.h"
#include "ui/workspace_choices.h"
#include "workspace/workspace.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace truat::testing {

struct OfficeSpec {
  bool empty = false;
  bool conflicts = false;
  /// An invented office with so many factories and, from six on, a visit in each state; else the sample.
  std::optional<std::size_t> factories;
};

/// Prints why and ends the program.
[[noreturn]] void stop(const std::string& why);

class PictureOffice {
public:
  static constexpr CivilDate today = FilledOffice::today;
  static Instant now(); ///< 09:40 of `today` in Thailand

  explicit PictureOffice(const OfficeSpec& spec);

  [[nodiscard]] workspace::Workspace& workspace() { return m_filled ? m_filled->workspace : *m_own; }
  [[nodiscard]] const workspace::Workspace& workspace() const {
    return m_filled ? m_filled->workspace : *m_own;
  }
  /// Null for the sample and for nothing.
  [[nodiscard]] FilledOffice* filled() const { return m_filled.get(); }
  [[nodiscard]] const ui::WorkspaceChoices& choices() const { return m_choices; }
  [[nodiscard]] const records::RecordId& person() const { return m_person; }
  [[nodiscard]] bool is_sample() const { return m_is_sample; }
  [[nodiscard]] bool is_empty() const { return m_is_empty; }

  /// "#/visit/1" names the first record of the screen's kind, "#/visit/2" the second: ids are not for typing.
  /// "#/visit/in_progress" names the first visit in that state, "#/visit/closed" the first that is completed
  /// or locked, "#/visit/failed" the first with findings. Nothing where there is no such record.
  [[nodiscard]] std::optional<ui::Route> route(std::string address) const;

private:
  void fill(const OfficeSpec& spec);
  [[nodiscard]] records::RecordId visit(std::string_view word) const;
  void fill_sample();
  void give_roles();

  FixedClock m_clock{now()};
  SeededRandom m_random{11};
  std::unique_ptr<workspace::Workspace> m_own;
  std::unique_ptr<FilledOffice> m_filled;
  ui::WorkspaceChoices m_choices;
  records::RecordId m_person;
  bool m_is_sample = false, m_is_empty = false;
};

} // namespace truat::testing
