// A .truat.json that is looked at without being imported: its records on a workspace of their own, its photos
// brought out of the file when they are asked for. Nothing of the office's store is touched.
#pragma once

#include "app/truat_import.h"
#include "ui/ui_state.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace truat::app {

/// Plays the staged file on a workspace of its own.
class PlayTruatFile final : public LongWork {
public:
  using Done = std::function<void(Result<std::unique_ptr<workspace::Workspace>>)>;
  PlayTruatFile(std::shared_ptr<StagedTruatFile> staged, Done done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override {
    return {"app.reading", {{"file", m_staged->source->file().name}}};
  }
  [[nodiscard]] float share() const override;

private:
  std::shared_ptr<StagedTruatFile> m_staged;
  Done m_done;
  std::unique_ptr<workspace::Workspace> m_workspace;
  std::vector<records::CommitLines> m_copies;
  std::optional<records::MergeWork> m_merge;
};

class ViewedFile {
public:
  ViewedFile(std::shared_ptr<StagedTruatFile> staged, std::unique_ptr<workspace::Workspace> workspace);
  ~ViewedFile();
  ViewedFile(const ViewedFile&) = delete;
  ViewedFile& operator=(const ViewedFile&) = delete;

  [[nodiscard]] const workspace::Workspace& workspace() const { return *m_workspace; }
  [[nodiscard]] const ui::ViewedFile& words() const { return m_words; }

  /// As `ImageTextures::find`: a photo of the file is loading until it has been brought.
  [[nodiscard]] platform::Texture texture(const std::string& key, platform::PhotoSize size);
  [[nodiscard]] platform::ImageTextures& textures() { return m_textures; }
  /// The photo's bytes; nothing where the file does not have it.
  void photo(const std::string& key, platform::Done<std::optional<std::string>> done) const;

  /// Where the person was among the office's own records, and what their screens remembered.
  ui::ScreenStates screens;
  ui::RouteStack routes;

private:
  [[nodiscard]] const exchange::TruatPhoto* find(const std::string& key) const;
  void bring(const std::string& key);

  std::shared_ptr<StagedTruatFile> m_staged;
  std::unique_ptr<workspace::Workspace> m_workspace;
  ui::ViewedFile m_words;
  /// A database of its own, emptied before and after: textures are made out of one.
  std::shared_ptr<platform::PhotoStore> m_photos;
  platform::ImageTextures m_textures;
  bool m_is_ready = false;             ///< what an earlier viewing left is gone
  std::map<std::string, bool> m_asked; ///< photos, and whether they are there or cannot be had
  std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace truat::app
