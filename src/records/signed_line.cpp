#include "records/signed_line.h"

#include "base/contract.h"
#include "base/json_members.h"
#include "records/operation.h"

namespace truat::records {

Result<SignedLine> read_signed_line(std::string_view line, std::string_view bad) {
  if (line.size() > longest_line)
    return failure("records.line_too_long");
  const auto document = parse_json(line);
  if (!document)
    return std::unexpected(document.error());
  const JsonView root = document->root();
  const auto canonical = canonical_json(root);
  if (!canonical)
    return std::unexpected(canonical.error());
  if (*canonical != line || !root.is_object())
    return failure("records.not_canonical");
  const auto text = [&](std::string_view name) { return root[name].string().value_or(""); };
  const auto key = parse_public_key(text("key"));
  const auto replica = parse_replica_id(text("replica"));
  const auto signature = parse_signature(text("signature"));
  const auto time = parse_iso_instant(text("time"));
  if (key && replica && signature && time)
    return SignedLine{*document, *key, *replica, *signature, *time};
  return failure(std::string(bad), {{"key", !key         ? "key"
                                            : !replica   ? "replica"
                                            : !signature ? "signature"
                                                         : "time"}});
}

SignatureCheck check_of_line(std::string_view prefix, std::string_view line, const PublicKey& key,
                             const Signature& signature) {
  const auto document = parse_json(line);
  expects(document.has_value(), "a line that was read");
  auto members = canonical_members(document->root());
  expects(members.has_value(), "a canonical line");
  members->erase("signature");
  return {key, signature, std::string(prefix) + to_json(*members)};
}

} // namespace truat::records
