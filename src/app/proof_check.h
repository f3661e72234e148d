// Weighs what the signatures and chains of this store prove, for the page that says so.
#pragma once

#include "app/session.h"
#include "app/works.h"
#include "exchange/proof.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace truat::app {

class ProofCheck final : public LongWork {
public:
  using Done = std::function<void(Result<ui::ProofReport>)>;
  /// `session` outlives the work.
  ProofCheck(Session& session, Done done);

  Now run(Budget& budget) override;
  [[nodiscard]] Phrase sentence() const override { return {"app.checking_proof", {}}; }
  [[nodiscard]] float share() const override;

private:
  struct Answer {
    std::optional<Result<std::vector<bool>>> held;
  };
  void begin();

  Session& m_session;
  Done m_done;
  std::shared_ptr<Answer> m_answer = std::make_shared<Answer>();
  std::vector<records::SignedHead> m_heads;
  std::optional<exchange::ProofWork> m_work;
  std::uint64_t m_revision = 0; ///< of what is weighed
};

} // namespace truat::app
