#include "exchange/seal.h"

#include "base/json_members.h"
#include "records/signed_line.h"

namespace truat::exchange {
namespace {

constexpr std::string_view signed_prefix = "truat-seal\n";

std::string write(const SealStatement& statement, const Signature* signature) {
  JsonWriter writer;
  writer.begin_object();
  writer.key("digest").string(to_hex(statement.digest));
  writer.key("key").string(to_text(statement.key));
  writer.key("replica").string(to_string(statement.replica));
  if (signature != nullptr)
    writer.key("signature").string(to_text(*signature));
  writer.key("time").string(to_iso(statement.time));
  return writer.end_object().take();
}

} // namespace

std::string signed_bytes(const SealStatement& statement) {
  return std::string(signed_prefix) + write(statement, nullptr);
}

Seal with_signature(const SealStatement& statement, const Signature& signature) {
  return {statement, signature, write(statement, &signature)};
}

Result<Seal> decode_seal(std::string_view line) {
  const auto read = records::read_signed_line(line, "truat.bad_seal");
  if (!read)
    return std::unexpected(read.error());
  const auto digest = parse_hash(read->document.root()["digest"].string().value_or(""));
  if (!digest)
    return failure("truat.bad_seal", {{"key", "digest"}});
  return Seal{{*digest, read->key, read->replica, read->time}, read->signature, std::string(line)};
}

SignatureCheck check_of(const Seal& seal) {
  return records::check_of_line(signed_prefix, seal.line, seal.statement.key, seal.signature);
}

Result<Hash> sealed_digest(JsonView manifest) {
  auto members = canonical_members(manifest);
  if (!members)
    return std::unexpected(members.error());
  auto sections = canonical_members(manifest["sections"]);
  if (!sections)
    return std::unexpected(sections.error());
  sections->erase("seal");
  members->erase("digest");
  (*members)["sections"] = to_json(*sections);
  return sha256(to_json(*members));
}

} // namespace truat::exchange
