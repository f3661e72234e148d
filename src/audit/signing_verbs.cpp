#include "audit/signing_verbs.h"

#include "audit/digest.h"
#include "audit/plain_text.h"
#include "audit/verb_support.h"
#include "base/contract.h"
#include "base/sort.h"

#include <algorithm>
#include <tuple>

namespace truat::audit {
namespace {

std::string signed_field(const RecordId& signature) {
  return std::string(signed_prefix) + "/" + records::to_string(signature);
}

Result<const Inspection*> signable_visit(const Audit& audit, const RecordId& id) {
  const Inspection* visit = audit.inspection(id);
  if (visit == nullptr)
    return failure("audit.no_such_record");
  if (visit->state() == InspectionState::locked)
    return failure("audit.inspection_locked");
  if (visit->state() == InspectionState::planned)
    return failure("audit.inspection_not_started");
  return visit;
}

bool has_drawing(const Strokes& strokes) {
  const auto has_points = [](const auto& line) { return !line.empty(); };
  return std::ranges::any_of(strokes.lines, has_points);
}

/// Whether the two are signatures of one signer: an officer, or the one who guided; witnesses are told by
/// their names.
bool same_signer(const Signature& left, const Signature& right) {
  if (left.role_key != right.role_key)
    return false;
  switch (left.role()) {
  case SignerRole::officer:
    return left.person == right.person;
  case SignerRole::guide:
    return true;
  case SignerRole::witness:
  case SignerRole::unknown:
    return plain_key(left.name) == plain_key(right.name);
  }
  return false;
}

/// Keeps the signature in place of an earlier one of the same signer.
Result<Created> keep(const Audit& audit, Signature signature, std::string label, const Context& context) {
  expects(context.random != nullptr, "a verb that creates has a source of ids");
  signature.id = records::new_record_id(*context.random);
  signature.digest = to_hex(content_digest(audit, signature.inspection));
  signature.signed_at = context.now;
  Created created{signature.id, labelled(std::move(label), records::Undoable::no)};
  for (const RecordId& id : audit.signatures_of(signature.inspection)) {
    const Signature* earlier = audit.signature(id);
    if (earlier == nullptr || !same_signer(*earlier, signature))
      continue;
    if (earlier->digest == signature.digest && earlier->refused == signature.refused)
      return failure("audit.signed_already", {{"name", earlier->name}});
    created.change.remove(id);
    created.change.set(signature.inspection, signed_field(id), {});
  }
  created.change.create(signature.id, signature_kind);
  signature_table().write(created.change, signature.id, signature);
  created.change.seal(signature.inspection, signed_field(signature.id), signature.digest);
  return created;
}

SigningState::Expected expected_of(SignerRole role, const RecordId& person, std::string name,
                                   std::string position) {
  return {.role = role,
          .person = person,
          .name = std::move(name),
          .position = std::move(position),
          .signature = std::nullopt,
          .changed_since = false};
}

std::vector<SigningState::Expected> expected_signers(const Audit& audit, const Inspection& visit) {
  std::vector<SigningState::Expected> expected;
  std::vector<const Person*> team;
  for (const RecordId& member : visit.team)
    if (const Person* person = audit.person(member))
      team.push_back(person);
  // In the order of the snapshot's team, which papers list.
  truat::sort(team, [](const Person* left, const Person* right) {
    return std::tie(left->officer_card, left->name, left->id) <
           std::tie(right->officer_card, right->name, right->id);
  });
  for (const Person* person : team)
    expected.push_back(expected_of(SignerRole::officer, person->id, person->name, person->position));
  expected.push_back(expected_of(SignerRole::guide, {}, visit.guide_name, visit.guide_position));
  return expected;
}

} // namespace

Result<Created> sign(const Audit& audit, const RecordId& inspection, const SignatureDraft& draft,
                     const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const auto visit = signable_visit(audit, inspection);
  if (!visit)
    return std::unexpected(visit.error());
  if (!has_drawing(draft.strokes))
    return failure("audit.signature_empty");
  Signature signature;
  signature.inspection = inspection;
  signature.role_key = key_of(draft.role);
  signature.name = trimmed(draft.name);
  signature.position = trimmed(draft.position);
  signature.strokes = to_structure(draft.strokes);
  if (draft.role == SignerRole::officer) {
    const bool in_team = std::ranges::find((*visit)->team, draft.person) != (*visit)->team.end();
    const Person* person = in_team ? audit.person(draft.person) : nullptr;
    if (person == nullptr)
      return failure("audit.signer_missing");
    signature.person = draft.person;
    signature.name = signature.name.empty() ? person->name : signature.name;
    signature.position = signature.position.empty() ? person->position : signature.position;
  } else if (draft.role == SignerRole::guide) {
    signature.name = signature.name.empty() ? (*visit)->guide_name : signature.name;
    signature.position = signature.position.empty() ? (*visit)->guide_position : signature.position;
  }
  if (signature.name.empty())
    return failure("audit.signer_missing");
  return keep(audit, std::move(signature), "commit.sign", context);
}

Result<Created> refuse_signature(const Audit& audit, const RecordId& inspection, const Refusal& refusal,
                                 const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const auto visit = signable_visit(audit, inspection);
  if (!visit)
    return std::unexpected(visit.error());
  Signature signature;
  signature.inspection = inspection;
  signature.role_key = key_of(SignerRole::guide);
  signature.name = refusal.name.empty() ? (*visit)->guide_name : trimmed(refusal.name);
  signature.position = refusal.position.empty() ? (*visit)->guide_position : trimmed(refusal.position);
  signature.refused = true;
  signature.refusal_reason = trimmed(refusal.reason);
  signature.witness_name = trimmed(refusal.witness_name);
  if (signature.name.empty())
    return failure("audit.signer_missing");
  if (signature.witness_name.empty())
    return failure("audit.witness_missing");
  if (has_drawing(refusal.witness_strokes))
    signature.strokes = to_structure(refusal.witness_strokes);
  return keep(audit, std::move(signature), "commit.refuse_signature", context);
}

Result<Change> remove_signature(const Audit& audit, const RecordId& id, const Context& context) {
  if (auto allowed = may_inspect(audit, context); !allowed)
    return std::unexpected(allowed.error());
  const Signature* signature = audit.signature(id);
  if (signature == nullptr)
    return failure("audit.no_such_record");
  if (const auto visit = signable_visit(audit, signature->inspection); !visit)
    return std::unexpected(visit.error());
  Change change = labelled("commit.remove_signature", records::Undoable::no);
  change.remove(id);
  change.set(signature->inspection, signed_field(id), {});
  return change;
}

SigningState signing_state(const Audit& audit, const RecordId& inspection) {
  SigningState state;
  const Inspection* visit = audit.inspection(inspection);
  if (visit == nullptr)
    return state;
  state.expected = expected_signers(audit, *visit);
  const std::string digest = to_hex(content_digest(audit, inspection));
  for (const RecordId& id : audit.signatures_of(inspection)) {
    const Signature* signature = audit.signature(id);
    if (signature == nullptr)
      continue;
    const bool changed = signature->digest != digest;
    state.any_changed_since = state.any_changed_since || changed;
    const auto expected = std::ranges::find_if(state.expected, [&](const SigningState::Expected& candidate) {
      return !candidate.signature && candidate.role == signature->role() &&
             (candidate.role == SignerRole::guide || candidate.person == signature->person);
    });
    if (expected == state.expected.end()) {
      state.others.push_back(id);
      continue;
    }
    expected->signature = id;
    expected->changed_since = changed;
    ++state.signed_count;
  }
  return state;
}

bool changed_since_signed(const Audit& audit, const RecordId& id) {
  const Signature* signature = audit.signature(id);
  return signature != nullptr && signature->digest != to_hex(content_digest(audit, signature->inspection));
}

std::vector<records::Projection::Unseen> fields_since_signed(const Audit& audit, const RecordId& id) {
  const Signature* signature = audit.signature(id);
  if (signature == nullptr)
    return {};
  const auto heads = audit.projection().heads(signature->inspection, signed_field(id));
  if (heads.empty())
    return {};
  auto unseen = audit.projection().changed_since(signature->inspection, heads.front().seen);
  std::erase_if(unseen, [](const records::Projection::Unseen& change) {
    return !is_signed_field(inspection_kind, change.field);
  });
  return unseen;
}

} // namespace truat::audit
