// Words and states that several screens show alike: a visit's state, a factory's state, dates of lists.
#pragma once

#include "audit/permissions.h"
#include "ui/navigation.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/record_form.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>

namespace truat::ui {

struct StateWord {
  Status status = Status::not_applicable;
  std::string word;
  [[nodiscard]] ChipSpec chip(bool on_selection = false) const { return {status, word, on_selection}; }
  bool operator==(const StateWord&) const = default;
};

/// "กำลังตรวจ", "รอผลวิเคราะห์", "ไม่ผ่าน 2", "ผ่าน", "ครบพรุ่งนี้", "เกิน 2 วัน" of a planned one.
[[nodiscard]] StateWord state_of_visit(const workspace::Workspace& workspace, const audit::Inspection& visit,
                                       const CivilDate& today);
/// What the factory's latest visit says; "ยังไม่ตรวจ" when there was none.
[[nodiscard]] StateWord state_of_factory(const workspace::Workspace& workspace,
                                         const records::RecordId& factory, const CivilDate& today);

/// The state whose shape and colour a response of this tone shows; none for a neutral one.
[[nodiscard]] std::optional<Status> status_of(forms::Tone tone);

/// "14 พ.ย. 67", "วันนี้"; empty for none.
[[nodiscard]] std::string list_date(const std::optional<CivilDate>& date, const CivilDate& today);
[[nodiscard]] std::string shown_date(const std::optional<CivilDate>& date);
/// "14 พ.ย. 2567 09:40 น." in Thai time.
[[nodiscard]] std::string shown_instant(Instant instant);

/// "52(3)" of a factory's type; the code itself where the annex has none.
[[nodiscard]] std::string type_number(const audit::Factory& factory);
/// "อ.หาดใหญ่", "Hat Yai".
[[nodiscard]] std::string district_name(const audit::Factory& factory);
/// "88/4 หมู่ 5 ต.ควนลัง อ.หาดใหญ่ จ.สงขลา 90110".
[[nodiscard]] std::string one_line_address(const audit::Factory& factory);

/// What a form needs of the workspace.
[[nodiscard]] FormContext form_context(ScreenContext& context);
/// Why nothing can be changed here now, "" when it can: another tab writes, a newer store.
[[nodiscard]] std::string_view read_only_reason(const ScreenContext& context);
/// The same, or why the person here may not do it.
[[nodiscard]] std::string forbidden_because(const ScreenContext& context, audit::Permission permission);
/// Pushes the change, or shows the verb's error as a toast. Whether it was pushed.
bool push_change(ScreenContext& context, Result<records::Change> change,
                 Announce announce = Announce::quietly);

} // namespace truat::ui
