// The choice lists of the field descriptors over a workspace: fixed lists, factory types, places, people,
// factories.
#pragma once

#include "ui/widgets/choice_field.h"
#include "workspace/workspace.h"

namespace truat::ui {

/// Labels are in the current language. `workspace` may be null before the store is open: then records have no
/// choices.
class WorkspaceChoices final : public ChoiceLists {
public:
  void use(const workspace::Workspace* workspace) { m_workspace = workspace; }

  /// `list` is a fixed list of audit/choices.h, "factory_type", "province", "district", "subdistrict", or the
  /// name of a kind
  /// ("person", "factory", "office", "instrument", "template").
  [[nodiscard]] std::vector<Choice> choices(std::string_view list, std::string_view parent) const override;
  [[nodiscard]] std::string label(std::string_view list, std::string_view key) const override;
  [[nodiscard]] std::string_view parent_of(std::string_view list) const override;

private:
  [[nodiscard]] std::vector<Choice> records_of(std::string_view kind) const;

  const workspace::Workspace* m_workspace = nullptr;
};

} // namespace truat::ui
