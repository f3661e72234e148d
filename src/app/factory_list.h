// A factory list that was picked: read, matched and planned in slices, again whenever the person decides
// something else.
#pragma once

#include "app/works.h"
#include "exchange/factories_import.h"
#include "exchange/table_file.h"
#include "platform/files.h"
#include "ui/delivery.h"
#include "workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace truat::app {

/// What is known of the file so far. The bytes stay, so that it can be read in another encoding.
struct FactoryList {
  std::uint64_t import = 0;
  platform::PickedFile file;
  std::string bytes;
  exchange::TableFileChoices choices;
  std::optional<text::Era> era;
  // Made by ReadFactoryList:
  std::optional<exchange::CsvDialect> dialect;
  std::vector<exchange::XlsxSheet> sheets;
  std::size_t sheet = 0;
  std::vector<Warning> warnings;
  exchange::Table table;
  exchange::ColumnMatch match;
  exchange::ImportPlan plan;
};

/// From where on the work has to be done anew.
enum class ListStage : std::uint8_t { bytes, table, plan };

class ReadFactoryList final : public LongWork {
public:
  /// `list` and `workspace` outlive the work. `done` is called once, unless the work is stopped.
  ReadFactoryList(FactoryList& list, const workspace::Workspace& workspace, ListStage from,
                  std::function<void(Result<void>)> done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override { return {"app.reading", {{"file", m_list.file.name}}}; }
  [[nodiscard]] float share() const override;

private:
  struct Answer {
    std::optional<Result<std::string>> slice;
  };
  Now read_bytes();
  Now read_table(Budget& budget);
  Now plan(Budget& budget);
  Now finish(Result<void> result);

  FactoryList& m_list;
  const workspace::Workspace& m_workspace;
  ListStage m_stage;
  std::function<void(Result<void>)> m_done;
  std::shared_ptr<Answer> m_answer = std::make_shared<Answer>();
  bool m_asked = false;
  std::optional<exchange::TableFile> m_reader;
  std::optional<exchange::FactoriesImport> m_import;
};

/// The list as the screen shows it.
[[nodiscard]] ui::FactoryListPreview preview_of(const FactoryList& list);
/// Takes the person's decisions. From where the list has to be read again.
[[nodiscard]] ListStage decide(FactoryList& list, const ui::ImportColumns& decisions);

} // namespace truat::app
