// A session: one workspace that is open in this tab, with its store, its photos, its drafts.
#pragma once

#include "app/kept_content.h"
#include "platform/browser.h"
#include "platform/image_textures.h"
#include "platform/photo_store.h"
#include "platform/signing.h"
#include "platform/system.h"
#include "platform/timers.h"
#include "storage/drafts.h"
#include "storage/receipts.h"
#include "storage/store.h"
#include "workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>

namespace truat::app {

/// What a session tells the page. Called on the page's thread.
struct SessionEvents {
  std::function<void()> began;   ///< an empty workspace stands in the place of the one before
  std::function<void()> changed; ///< something that is shown may differ: draw
  std::function<void(const storage::OpeningReport&)>
      opened;                        ///< every commit of the store is in the workspace
  std::function<void(Error)> broken; ///< commits of the store could not be taken
  std::function<void()> renamed; ///< another store writes under this one's name: it goes on under a new one
};

class Session {
public:
  Session(storage::WorkspaceName name, SessionEvents events);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void open();
  [[nodiscard]] bool is_open() const { return m_is_open; }
  /// Contract: the replica is known, which it is once the session is open.
  [[nodiscard]] workspace::Workspace& workspace();
  [[nodiscard]] const workspace::Workspace* workspace_if_open() const {
    return m_is_open ? m_workspace.get() : nullptr;
  }
  [[nodiscard]] const storage::StoreState& store_state() const { return m_store.state(); }

  /// Commits a change of the person and hands it to the store.
  [[nodiscard]] Result<void> commit(const records::Change& change);
  [[nodiscard]] Result<void> undo();
  [[nodiscard]] Result<void> redo();
  /// Hands the workspace's waiting commits to the store, after something else than the above made them.
  void keep(platform::Done<void> done = {}, storage::Append what = storage::Append::own);
  /// Whether commits can be made here now; the error says why not (another tab writes, a newer store).
  [[nodiscard]] Result<void> can_commit() const;

  [[nodiscard]] storage::Store& store() { return m_store; }
  [[nodiscard]] storage::Drafts& drafts() { return m_drafts; }
  [[nodiscard]] storage::Receipts& receipts() { return m_receipts; }
  [[nodiscard]] platform::PhotoStore& photos() { return *m_photos; }
  [[nodiscard]] platform::ImageTextures& textures() { return m_textures; }
  /// What files bring beside commits. It is kept only where commits are.
  [[nodiscard]] KeptContent& content() { return m_content; }
  /// After a merge was taken back: what is known of commits that are no longer there goes with them.
  void forget_unknown_heads() { m_forgets_heads = true; }
  /// By what this PC signs here. Contract: as of `workspace`.
  [[nodiscard]] platform::KeyName key_name();
  /// Puts out what waits, within the call: the page may be stopped right after it.
  void flush();
  /// Deletes everything of this workspace in this browser.
  void erase(platform::Done<void> done);
  /// After that: nothing is to be missed at the next opening.
  void forget_kept_commits();

private:
  /// What `can_commit` says; where it is yes, the next commit will not be refused for its maker's name.
  [[nodiscard]] Result<void> begin_commit();
  void rename_if_forked();
  [[nodiscard]] std::string kept_key() const { return m_name.name + ".kept-commits"; }
  [[nodiscard]] storage::StoreParts parts();
  [[nodiscard]] storage::StoreListener listener();
  [[nodiscard]] std::vector<records::CommitLines> everything() const;

  storage::WorkspaceName m_name;
  SessionEvents m_events;
  std::unique_ptr<platform::HotFiles> m_hot;
  std::unique_ptr<platform::BlobStore> m_cold;
  std::unique_ptr<platform::BlobStore> m_draft_blobs;
  std::unique_ptr<platform::PhotoStore> m_photos;
  std::unique_ptr<platform::WriterLock> m_lock;
  std::unique_ptr<platform::TabChannel> m_channel;
  std::unique_ptr<platform::Preferences> m_preferences;
  platform::ImageTextures m_textures;
  storage::Drafts m_drafts;
  storage::Receipts m_receipts;
  std::unique_ptr<workspace::Workspace> m_workspace;
  KeptContent m_content;
  storage::Store m_store;
  bool m_forgets_heads = false;
  bool m_is_open = false;
};

} // namespace truat::app
