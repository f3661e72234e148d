// What a .truat.json carries besides the log: signed heads, the seal, what only newer versions read.
#include "exchange/proof.h"
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"

#include "base/json_members.h"
#include "doctest/doctest.h"
#include "support/commits.h"
#include "support/files.h"
#include "support/signing_key.h"
#include "text/messages.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;
using records::Log;
using records::SignedHead;

namespace {

const test::SigningKey& office_key() {
  static const test::SigningKey key("office");
  return key;
}

Log two_chains() {
  Log log;
  testing::CommitChain first(1);
  testing::CommitChain second(2);
  for (const auto& commit : first.next_several(3, 2))
    REQUIRE(log.append(commit).has_value());
  for (const auto& commit : second.next_several(2))
    REQUIRE(log.append(commit).has_value());
  return log;
}

SignedHead head_of(const Log& log, const records::ReplicaId& replica, const test::SigningKey& key) {
  const auto statement = records::own_head(log, replica, key.public_key(), {1'795'000'000'000});
  return records::with_signature(*statement, key.sign(records::signed_bytes(*statement)));
}

TruatExport signed_export() {
  return {.replica = testing::CommitChain(1).replica(),
          .created_at = {1'795'000'000'000},
          .exported_at = {1'795'000'123'456},
          .photos = {},
          .left_out_photos = {},
          .key = office_key().public_key()};
}

std::string write(const Log& log, TruatExport what) {
  auto file = write_truat(
      log, std::move(what), [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); },
      [](std::string_view message) { return office_key().sign(message); });
  REQUIRE(file.has_value());
  return std::move(*file);
}

TruatContent read(std::string_view file) {
  auto content = read_truat(file);
  if (!content)
    FAIL(text::tr(content.error()));
  return std::move(*content);
}

std::vector<bool> answers(const TruatContent& content) {
  std::vector<bool> answers;
  for (const SignatureCheck& check : signature_checks(content))
    answers.push_back(holds(check));
  return answers;
}

/// The file with a changed manifest or section and all hashes mended, as a forger without the key would.
std::string mended(std::string_view file, std::string_view from, std::string_view to) {
  std::string changed(file);
  const std::size_t at = changed.find(from);
  REQUIRE(at != std::string::npos);
  changed.replace(at, from.size(), to);
  const auto document = parse_json(changed);
  REQUIRE(document.has_value());
  auto manifest = decode_manifest(document->root()["manifest"]);
  REQUIRE(manifest.has_value());
  for (auto& [name, hash] : manifest->sections) {
    Sha256 lines;
    document->root()[name].for_each_element([&](JsonView line) {
      lines.update(*canonical_json(line));
      lines.update("\n");
    });
    hash = lines.digest();
  }
  changed.replace(0, changed.find('\n'), "{\"manifest\":" + encode(*manifest) + ",");
  return changed;
}

} // namespace

TEST_CASE("Signed file: the writer asks for two signatures, of the own head and of the seal") {
  const Log log = two_chains();
  TruatWriter writer(log, signed_export());
  std::vector<std::string> messages;
  std::string file;
  for (bool finished = false; !finished;) {
    Budget budget = Budget::pieces(1);
    auto next = writer.next(budget);
    if (const auto* wanted = std::get_if<TruatWriter::NeedsSignature>(&next)) {
      CHECK(file.empty());
      messages.push_back(wanted->message);
      writer.give_signature(office_key().sign(wanted->message));
    } else if (const auto* chunk = std::get_if<TruatWriter::Chunk>(&next)) {
      file += chunk->bytes;
    } else {
      finished = true;
    }
  }
  REQUIRE(messages.size() == 2);
  CHECK(messages[0].starts_with("truat-head\n{"));
  CHECK(messages[1].starts_with("truat-seal\n{"));
  CHECK(file == write(log, signed_export()));
  const TruatContent content = read(file);
  SUBCASE("both are in the file and hold") {
    REQUIRE(content.heads.size() == 1);
    CHECK(content.heads[0].statement == *records::own_head(log, testing::CommitChain(1).replica(),
                                                           office_key().public_key(), {1'795'000'123'456}));
    REQUIRE(content.seal.has_value());
    CHECK(answers(content) == std::vector{true, true});
    CHECK(refuse_forged(content, answers(content)).has_value());
    CHECK(writer.heads().all().contains(content.heads[0].line));
  }
  SUBCASE("in any layout") {
    std::string one_line = file;
    std::erase(one_line, '\n');
    const TruatContent again = read(one_line);
    CHECK(again.heads == content.heads);
    CHECK(again.seal == content.seal);
  }
  SUBCASE("an own chain without commits has no head, and still a seal") {
    const TruatContent empty = read(write(Log(), signed_export()));
    CHECK(empty.heads.empty());
    CHECK(answers(empty) == std::vector{true});
  }
}

TEST_CASE("Signed file: without a key nothing is asked, and heads travel") {
  const Log log = two_chains();
  TruatExport what = signed_export();
  what.key.reset();
  CHECK(write(log, what).find("\"heads\"") == std::string::npos);
  const SignedHead second = head_of(log, testing::CommitChain(2).replica(), test::SigningKey("second"));
  const SignedHead first = head_of(log, testing::CommitChain(1).replica(), office_key());
  what.heads.add(second);
  what.heads.add(first);
  const TruatContent content = read(write(log, what));
  CHECK_FALSE(content.seal.has_value());
  CHECK(content.heads.size() == 2);
  CHECK(std::ranges::is_sorted(content.heads, {}, &SignedHead::line));
  SUBCASE("a new own head takes the place of the one before") {
    what.key = office_key().public_key();
    const TruatContent again = read(write(log, what));
    CHECK(again.heads.size() == 2);
    CHECK(std::ranges::none_of(again.heads, [&](const SignedHead& head) { return head == first; }));
  }
}

TEST_CASE("Signed file: what was forged does not hold") {
  const Log log = two_chains();
  const std::string file = write(log, signed_export());
  SUBCASE("a changed head") {
    const TruatContent content = read(write(log, signed_export()));
    std::string line = content.heads[0].line;
    const std::size_t at = line.find("\"sequence\":3");
    line.replace(at, 12, "\"sequence\":2");
    const std::string changed = mended(file, content.heads[0].line, line);
    // The seal states the section's hash: the manifest is another one.
    CHECK(read_truat(changed).error().key == "truat.seal_differs");
    const auto collected = read_truat(changed, OnDamage::collect);
    REQUIRE(collected.has_value());
    CHECK(collected->problems.at(0).key == "truat.seal_differs");
    CHECK(answers(*collected) == std::vector{false});
    CHECK(refuse_forged(*collected, answers(*collected)).error().key == "proof.head_forged");
  }
  SUBCASE("a changed time, all hashes mended") {
    const std::string stated = "\"exported_at\":\"" + to_iso(Instant{1'795'000'123'456});
    std::string later = stated;
    later.back() = '9';
    later[later.size() - 2] = '0';
    const std::string changed =
        mended(file, stated.substr(0, stated.size() - 1), later.substr(0, later.size() - 1));
    CHECK(read_truat(changed).error().key == "truat.seal_differs");
  }
  SUBCASE("a seal by somebody else in that key's name") {
    const TruatContent content = read(file);
    const Signature other = test::SigningKey("thief").sign(signed_bytes(content.seal->statement));
    const std::string changed =
        mended(file, content.seal->line, with_signature(content.seal->statement, other).line);
    const TruatContent read_again = read(changed);
    CHECK(answers(read_again) == std::vector{true, false});
    CHECK(refuse_forged(read_again, answers(read_again)).error().key == "proof.seal_forged");
  }
  SUBCASE("two seals") {
    const TruatContent content = read(file);
    const std::string changed =
        mended(file, content.seal->line, content.seal->line + ",\n" + content.seal->line);
    CHECK(read_truat(changed).error().key == "truat.bad_section");
  }
  SUBCASE("lines that are neither") {
    const TruatContent content = read(file);
    CHECK(read_truat(mended(file, content.seal->line, "{}")).error().key == "truat.bad_seal");
    CHECK(read_truat(mended(file, content.heads[0].line, "{}")).error().key == "records.bad_head");
    CHECK(read_truat(mended(file, content.heads[0].line, "1")).error().key == "records.not_canonical");
  }
}

TEST_CASE("Newer content: lines and keys are kept, joined and written again") {
  NewerContent one;
  one.sections["notes"] = {"{\"note\":1}", "\"two\""};
  one.manifest["zeal"] = "{\"a\":[1,\"digest\"]}";
  NewerContent other;
  other.sections["notes"] = {"3", "\"two\""};
  other.sections["empty"];
  other.manifest["zeal"] = "{\"b\":1}";
  other.manifest["aim"] = "null";
  NewerContent both = one;
  join(both, other);
  SUBCASE("in any order and as often as is wished") {
    NewerContent again = other;
    join(again, one);
    join(again, other);
    CHECK(again == both);
    CHECK(both.sections["notes"].size() == 3);
    CHECK(both.manifest["zeal"] == "{\"b\":1}");
  }
  SUBCASE("as text for a store") {
    const auto read_back = parse_newer_content(to_text(both));
    REQUIRE(read_back.has_value());
    CHECK(*read_back == both);
    CHECK(to_text(NewerContent()).empty());
    CHECK(parse_newer_content("").value().empty());
    for (const std::string_view bad : {"[]\n", "{}\n", "[\"section\",\"a\",[1,2]]\n",
                                       "[\"section\",\"a\",1]\n", "[\"other\",\"a\",1]\n", "[\"key\",1,1]\n"})
      CHECK(parse_newer_content(bad).error().key == "truat.bad_line");
    CHECK_FALSE(parse_newer_content("[\"key\",").has_value());
    CHECK(parse_newer_content("[\"key\",\"a\",1.5]").error().key == "json.not_canonical_number");
  }
  SUBCASE("through a file and back, every byte, under a seal too") {
    const Log log = two_chains();
    TruatExport what = signed_export();
    what.newer = both;
    const std::string file = write(log, what);
    const TruatContent content = read(file);
    CHECK(content.newer == both);
    CHECK(answers(content) == std::vector{true, true});
    TruatExport again = signed_export();
    again.newer = content.newer;
    CHECK(write(log, again) == file);
  }
}

TEST_CASE("Manifest: the scope is stated as it was set, and nothing of it where nothing was") {
  TruatManifest manifest;
  manifest.sections = {{"headers", sha256("")}, {"operations", sha256("")}, {"photos", sha256("")}};
  CHECK(encode(manifest).find("scope") == std::string::npos);
  manifest.scope = {.kinds = {"factory", "inspection"},
                    .factories = {records::natural_record_id("factory", "1")},
                    .from = CivilDate{2026, 1, 1},
                    .until = CivilDate{2026, 12, 31},
                    .photos = workspace::ScopePhotos::without,
                    .known = {{testing::CommitChain(1).replica(), 7}},
                    .recipient = "สอจ.สงขลา"};
  const std::string text = encode(manifest);
  const auto document = parse_json(text);
  const auto read_back = decode_manifest(document->root());
  REQUIRE(read_back.has_value());
  CHECK(*read_back == manifest);
  CHECK(digest_agrees(document->root()).value());
  for (const auto& [from, to] :
       {std::pair("\"from\":\"2026-01-01\"", "\"from\":\"2026-13-01\""),
        std::pair("\"photos\":false", "\"photos\":0"),
        std::pair("\"kinds\":[\"factory\",\"inspection\"]", "\"kinds\":[]"), std::pair(":7}", ":0}"),
        std::pair("\"recipient\":\"", "\"recipient\":1,\"x\":\"")}) {
    std::string changed = text;
    changed.replace(changed.find(from), std::string_view(from).size(), to);
    const auto other = parse_json(changed);
    REQUIRE(other.has_value());
    CHECK(decode_manifest(other->root()).error().arguments.at(0).value == "scope");
  }
}

namespace {

/// All that a file of this version can have, and what a newer one might add to it.
std::string everything() {
  testing::CommitChain first(1);
  testing::CommitChain second(2);
  std::vector<records::CommitLines> commits = first.next_several(2, 3);
  commits.push_back(second.next(2));
  std::string& whole = commits[1].operations[2];
  whole.insert(whole.find(",\"value\":"), ",\"unit\":{\"of\":[\"kg\"]}");
  auto header = records::decode_header(commits[1].header);
  header->root = records::merkle_root(commits[1].operations);
  commits[1].header = encode(*header);
  commits[1].header.insert(commits[1].header.find(",\"sequence\":"), ",\"schema\":7");
  commits[1].operations[0] = records::left_out_line(commits[1].operations[0]);
  commits[1].operations[1] = records::left_out_line(commits[1].operations[1]);
  commits[1].operations[1].insert(1, "\"erased\":\"2026-11-30T04:00:00.000Z\",");
  commits[2].operations[1] = records::left_out_line(commits[2].operations[1]);
  commits[2].operations[1].insert(1, "\"basis\":{\"of\":\"a newer version\"},");
  Log log;
  for (const records::CommitLines& commit : commits)
    REQUIRE(log.append(commit).has_value());
  TruatExport what = signed_export();
  what.photos = {sha256("a photo")};
  what.left_out_photos = {sha256("not here")};
  // The other's head has a key that only a newer version reads.
  const test::SigningKey other("second");
  SignedHead head = head_of(log, second.replica(), other);
  auto members = canonical_members(parse_json(head.line)->root());
  members->erase("signature");
  members->emplace("witness", "[\"of a newer version\"]");
  members->emplace("signature", '"' + to_text(other.sign("truat-head\n" + to_json(*members))) + '"');
  what.heads.add(records::decode_head(to_json(*members)).value());
  what.scope = {.kinds = {"factory", "inspection"},
                .factories = {records::natural_record_id("factory", "20900031725621")},
                .from = CivilDate{2026, 1, 1},
                .until = CivilDate{2026, 12, 31},
                .known = {{testing::CommitChain(3).replica(), 7}},
                .recipient = "สำนักงานอุตสาหกรรมจังหวัดสงขลา"};
  what.newer.sections["notes"] = {"{\"note\":1}", "\"สอง\""};
  what.newer.manifest["zeal"] = "{\"of\":[\"a newer version\",2]}";
  auto file = write_truat(
      log, std::move(what), [](const Hash&) -> Result<std::string> { return "a photo"; },
      [](std::string_view message) { return office_key().sign(message); });
  REQUIRE(file.has_value());
  return std::move(*file);
}

} // namespace

TEST_CASE("Truat file: the golden signed export stays readable for ever, and is written the same") {
  const std::string golden = testing::read_test_data("golden/export-2.truat.json");
  CHECK((everything() == golden));
  const TruatContent content = read(golden);
  CHECK(answers(content) == std::vector{true, true, true});
  CHECK(content.manifest.scope.recipient == "สำนักงานอุตสาหกรรมจังหวัดสงขลา");
  CHECK(content.manifest.left_out.operations == 3);
  CHECK(records::is_erased_line(content.commits[2].operations[1]));
  CHECK(content.newer.sections.at("notes").size() == 2);
  SUBCASE("what is not the exporter's own word goes through this version byte for byte") {
    Log log;
    for (const auto& commit : content.commits)
      REQUIRE(log.append(commit).has_value());
    const TruatManifest& manifest = content.manifest;
    TruatExport what{.replica = manifest.replica,
                     .created_at = manifest.created_at,
                     .exported_at = manifest.exported_at,
                     .photos = {content.photos[0].hash},
                     .left_out_photos = manifest.left_out.photos,
                     .key = office_key().public_key(),
                     .scope = manifest.scope,
                     .newer = content.newer};
    for (const SignedHead& head : content.heads)
      what.heads.add(head);
    const auto again = write_truat(
        log, std::move(what), [](const Hash&) -> Result<std::string> { return "a photo"; },
        [](std::string_view message) { return office_key().sign(message); });
    REQUIRE(again.has_value());
    CHECK((*again == golden));
  }
  SUBCASE("every byte but white space is covered") {
    for (std::size_t at = 0; at < golden.size(); ++at)
      if (golden[at] != '\n') {
        std::string changed = golden;
        changed[at] = static_cast<char>(golden[at] ^ (1 << at % 8));
        CAPTURE(at);
        CHECK_FALSE(read_truat(changed).has_value());
      }
  }
}
