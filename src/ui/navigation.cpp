#include "ui/navigation.h"

#include "base/contract.h"
#include "ui/screens/changes_screen.h"
#include "ui/screens/checklists_screen.h"
#include "ui/screens/conflicts_screen.h"
#include "ui/screens/exchange_import_screen.h"
#include "ui/screens/exchange_screen.h"
#include "ui/screens/factories_import_screen.h"
#include "ui/screens/factories_screen.h"
#include "ui/screens/help_screen.h"
#include "ui/screens/people_screen.h"
#include "ui/screens/proof_screen.h"
#include "ui/screens/receipts_screen.h"
#include "ui/screens/recheck_screen.h"
#include "ui/screens/registers_screen.h"
#include "ui/screens/requests_screen.h"
#include "ui/screens/settings_screen.h"
#include "ui/screens/start_screen.h"
#include "ui/screens/storage_screen.h"
#include "ui/screens/today_screen.h"
#include "ui/screens/visit_screen.h"
#include "ui/screens/visits_screen.h"

#include <algorithm>
#include <array>

namespace truat::ui {

namespace {

const std::array table{
    Screen{.id = "today",
           .title = "ui.nav_today",
           .icon = Icon::house,
           .group = NavigationGroup::home,
           .header = today_header,
           .draw = draw_today,
           .short_title = "ui.nav_today"},
    Screen{.id = "requests",
           .title = "ui.nav_requests",
           .icon = Icon::clipboard_list,
           .group = NavigationGroup::home,
           .header = requests_header,
           .draw = draw_requests,
           .waiting = requests_waiting},
    Screen{.id = "visits",
           .title = "ui.nav_visits",
           .icon = Icon::clipboard_check,
           .group = NavigationGroup::inspect,
           .header = visits_header,
           .draw = draw_visits,
           .short_title = "ui.nav_visits_short",
           .waiting = visits_waiting},
    Screen{.id = "factories",
           .title = "ui.nav_factories",
           .icon = Icon::factory,
           .group = NavigationGroup::inspect,
           .header = factories_header,
           .draw = draw_factories,
           .short_title = "ui.nav_factories"},
    Screen{.id = "factories_import",
           .title = "factories_import.title",
           .icon = Icon::file_spreadsheet,
           .group = NavigationGroup::inspect,
           .header = factories_import_header,
           .draw = draw_factories_import,
           .in_navigation = false,
           .under = "factories"},
    Screen{.id = "checklists",
           .title = "ui.nav_checklists",
           .icon = Icon::list_checks,
           .group = NavigationGroup::inspect,
           .header = checklists_header,
           .draw = draw_checklists},
    Screen{.id = "visit",
           .title = "ui.nav_visit",
           .icon = Icon::clipboard_check,
           .group = NavigationGroup::inspect,
           .header = visit_header,
           .draw = draw_visit,
           .chrome = Chrome::focused,
           .in_navigation = false,
           .under = "visits"},
    Screen{.id = "changes",
           .title = "changes.title",
           .icon = Icon::history,
           .group = NavigationGroup::reports,
           .header = changes_header,
           .draw = draw_changes},
    Screen{.id = "registers",
           .title = "registers.title",
           .icon = Icon::clipboard_list,
           .group = NavigationGroup::reports,
           .header = registers_header,
           .draw = draw_registers},
    Screen{.id = "recheck",
           .title = "recheck.title",
           .icon = Icon::scale,
           .group = NavigationGroup::reports,
           .header = recheck_header,
           .draw = draw_recheck},
    Screen{.id = "exchange",
           .title = "ui.nav_exchange",
           .icon = Icon::arrow_left_right,
           .group = NavigationGroup::foot,
           .header = exchange_header,
           .draw = draw_exchange,
           .waiting = exchange_waiting},
    Screen{.id = "exchange_import",
           .title = "exchange_import.title",
           .icon = Icon::file_input,
           .group = NavigationGroup::foot,
           .header = exchange_import_header,
           .draw = draw_exchange_import,
           .in_navigation = false,
           .under = "exchange"},
    Screen{.id = "receipts",
           .title = "receipts.title",
           .icon = Icon::file_input,
           .group = NavigationGroup::foot,
           .header = receipts_header,
           .draw = draw_receipts,
           .in_navigation = false,
           .under = "exchange"},
    Screen{.id = "conflicts",
           .title = "conflicts.title",
           .icon = Icon::git_merge,
           .group = NavigationGroup::foot,
           .header = conflicts_header,
           .draw = draw_conflicts,
           .in_navigation = false,
           .under = "exchange"},
    Screen{.id = "proof",
           .title = "proof_screen.title",
           .icon = Icon::list_checks,
           .group = NavigationGroup::foot,
           .header = proof_header,
           .draw = draw_proof,
           .in_navigation = false,
           .under = "exchange"},
    Screen{.id = "people",
           .title = "ui.nav_people",
           .icon = Icon::users,
           .group = NavigationGroup::foot,
           .header = people_header,
           .draw = draw_people_screen},
    Screen{.id = "settings",
           .title = "ui.nav_settings",
           .icon = Icon::settings,
           .group = NavigationGroup::foot,
           .header = settings_header,
           .draw = draw_settings},
    Screen{.id = "storage",
           .title = "storage_page.title",
           .icon = Icon::hard_drive,
           .group = NavigationGroup::foot,
           .header = storage_header,
           .draw = draw_storage,
           .in_navigation = false,
           .under = "settings"},
    Screen{.id = "help",
           .title = "ui.nav_help",
           .icon = Icon::circle_question_mark,
           .group = NavigationGroup::foot,
           .header = help_header,
           .draw = draw_help},
    Screen{.id = "start",
           .title = "ui.nav_start",
           .icon = Icon::house,
           .header = start_header,
           .draw = draw_start,
           .chrome = Chrome::none,
           .in_navigation = false},
};

struct GroupWords {
  std::string_view title;
  Icon icon;
};

GroupWords words_of(NavigationGroup group) {
  switch (group) {
  case NavigationGroup::home:
    return {"ui.nav_home", Icon::house};
  case NavigationGroup::inspect:
    return {"ui.nav_inspect", Icon::clipboard_check};
  case NavigationGroup::projects:
    return {"ui.nav_projects", Icon::folder_kanban};
  case NavigationGroup::stock:
    return {"ui.nav_stock", Icon::boxes};
  case NavigationGroup::meetings:
    return {"ui.nav_meetings", Icon::users};
  case NavigationGroup::reports:
    return {"ui.nav_reports", Icon::chart_column};
  case NavigationGroup::foot:
    break;
  }
  return {"ui.nav_foot", Icon::settings};
}

} // namespace

std::span<const Screen> screens() {
  return table;
}

const Screen* find_screen(std::span<const Screen> table_, std::string_view id) {
  const auto found = std::ranges::find_if(table_, [&](const Screen& screen) { return screen.id == id; });
  return found == table_.end() ? nullptr : &*found;
}

std::string_view group_title(NavigationGroup group) {
  return words_of(group).title;
}

Icon group_icon(NavigationGroup group) {
  return words_of(group).icon;
}

const workspace::Workspace& ScreenContext::workspace() const {
  expects(input.workspace != nullptr, "the store is open");
  return *input.workspace;
}

} // namespace truat::ui
