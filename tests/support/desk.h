// An officer's desk for the tests of the audit domain: a ledger, the shipped lists, and hands that do what a
// person does.
#pragma once

#include "audit/answer_verbs.h"
#include "audit/audit.h"
#include "audit/completion.h"
#include "audit/evidence_verbs.h"
#include "audit/schema.h"
#include "audit/signing_verbs.h"
#include "audit/visit_verbs.h"
#include "records/ledger.h"

#include "doctest/doctest.h"

#include <string>

namespace truat::testing {

/// The lists that are compiled in, read once.
const audit::Reference& shipped_reference();

/// The fields of the record that have a value, each as text: what undo must restore.
std::string contents(const records::Projection& projection, const records::RecordId& record);

struct Desk {
  explicit Desk(std::uint64_t seed = 1);

  SeededRandom random;
  FixedClock clock{*parse_iso_instant("2026-02-13T02:40:00.000Z")}; // 09:40 in Thailand
  records::Ledger ledger;
  audit::Audit audit;
  records::RecordId actor;     ///< who acts; somebody unknown until a test says who
  records::RecordId officer;   ///< นางสาววรรณา คงแก้ว
  records::RecordId colleague; ///< นางสาวสุไรดา หมัดอะดัม
  records::RecordId factory;   ///< บริษัท หาดใหญ่น้ำยางข้น จำกัด, 52(3)
  records::RecordId checklist; ///< the shipped yearly form

  records::Context context() const;
  records::ReplicaId replica() const { return ledger.replica(); }

  /// Commits what a verb proposed; the test ends where it refused.
  void does(const Result<records::Change>& change);
  records::RecordId makes(const Result<audit::Created>& created);
  void undoes();
  void redoes();

  audit::VisitPlan plan() const;
  /// A visit by both officers that began today at 09:40.
  records::RecordId begins_visit();
  void answers(const records::RecordId& visit, const char* question, forms::Answer answer);
  void notes(const records::RecordId& visit, const char* question, const char* text);
  void photographs(const records::RecordId& visit, const char* question);
  void sets(const records::RecordId& record, const char* field, records::Value value);
  /// Every question that must be answered: choices by their best response, numbers within their limits.
  void answers_everything(const records::RecordId& visit);
  /// Exit, guide, statement, result: what else completing asks.
  void fills_in(const records::RecordId& visit);
  void signs(const records::RecordId& visit, audit::SignerRole role, const records::RecordId& person = {});
};

/// Why a verb refused; the test ends where it did not.
template <class T>
std::string refused(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error().key;
}

/// A drawing of two strokes.
audit::Strokes scribble();

inline constexpr const char* a_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

} // namespace truat::testing
