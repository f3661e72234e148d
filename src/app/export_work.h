// Makes one .truat.json of everything, or of the part in scope: the log, then the photos, piece by piece into
// a file that the browser holds, sealed where there is a passphrase.
#pragma once

#include "app/export_file.h"
#include "app/session.h"
#include "app/works.h"
#include "exchange/truat_writer.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace truat::app {

class ExportWork final : public LongWork {
public:
  struct Outcome {
    std::string file;
    std::uint64_t bytes = 0;
    std::size_t photos = 0;
    std::size_t missing_photos = 0;
    std::size_t commits = 0;                     ///< in the log when it began
    bool with_photos = false;                    ///< as far as they are here
    std::shared_ptr<platform::OutgoingFile> out; ///< whole
    std::optional<Error> unsigned_because;       ///< nothing: it is signed
    workspace::Scope scope;                      ///< what the file has
    records::VersionVector known;                ///< what was here when it was made
    /// Whoever has the file, and what the scope says they had, has everything that was here.
    [[nodiscard]] bool completes() const { return with_photos && !scope.chooses_records(); }
  };
  /// `session` outlives the work. `done` is called once, unless the work is stopped.
  ExportWork(Session& session, const ui::ExportEverything& request, std::string file_name,
             std::function<void(const Result<Outcome>&)> done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override { return {"app.exporting", {{"file", m_file_name}}}; }
  [[nodiscard]] float share() const override;

private:
  /// What the browser's answers reach, as long as the work lives.
  struct Answers {
    bool keys_known = false;
    std::set<std::string> keys;
    std::optional<Result<std::string>> photo;
    std::optional<Result<PublicKey>> key;
    std::optional<Result<void>> published;
    std::optional<Result<Signature>> signature;
    std::optional<Error> error;
  };
  [[nodiscard]] bool key_is_settled();
  [[nodiscard]] Result<void> publish(const PublicKey& key);
  [[nodiscard]] bool scope_is_known(Budget& budget);
  void start_writing();
  [[nodiscard]] Result<bool> take_answer();
  void ask_for(const Hash& photo);
  Now finish();
  Now fail(Error error);

  Session& m_session;
  workspace::Scope m_scope;
  std::string m_file_name;
  std::function<void(const Result<Outcome>&)> m_done;
  std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
  std::optional<workspace::ScopeWork> m_in_scope;
  std::uint64_t m_scoped_at = 0; ///< the projection's revision
  std::unique_ptr<exchange::TruatWriter> m_writer;
  ExportFile m_out;
  Outcome m_outcome;
  std::optional<PublicKey> m_key;
  bool m_asked_to_publish = false;
  bool m_waits = true; ///< for a photo or a signature
  bool m_is_written = false;
};

/// "สอจ.สงขลา_2569-11-22.truat.json": the office, the day; no character that a file system refuses.
[[nodiscard]] std::string export_file_name(const workspace::Workspace& workspace);

} // namespace truat::app
