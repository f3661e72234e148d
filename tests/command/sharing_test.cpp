// Files as offices share them: in part, signed, by newer versions.
#include "command/memory_files.h"
#include "command/run_command.h"

#include "doctest/doctest.h"
#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"
#include "support/files.h"
#include "support/signing_key.h"
#include "support/signing_pc.h"
#include "text/messages.h"

#include <initializer_list>

using namespace truat;
using namespace truat::command;

namespace {

struct Shell {
  testing::MemoryFiles files;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};

  JsonDocument done(std::initializer_list<std::string> words, Exit exit = Exit::done) {
    clock.advance_milliseconds(1000);
    const std::vector<std::string> given(words);
    const Outcome outcome = run_command(given, {files, clock, random, text::Language::english});
    text::set_language(text::Language::thai); // as every other test has it
    INFO(outcome.err);
    CHECK(outcome.exit == exit);
    auto json = parse_json(outcome.out);
    REQUIRE(json.has_value());
    return *json;
  }
  std::string refused(std::initializer_list<std::string> words, Exit exit) {
    const std::vector<std::string> given(words);
    const Outcome outcome = run_command(given, {files, clock, random, text::Language::english});
    text::set_language(text::Language::thai);
    CHECK(outcome.exit == exit);
    CHECK(outcome.err.find("truat: command.") == std::string::npos);
    return outcome.err;
  }
  std::string& operator[](const std::string& name) { return files.files[name]; }
  exchange::TruatContent content(const std::string& name) {
    auto read = exchange::read_truat(files.files[name]);
    REQUIRE(read.has_value());
    return std::move(*read);
  }
};

/// The store as its office would export it with a key.
std::string signed_file(const exchange::TruatContent& content, const test::SigningKey& key,
                        exchange::NewerContent newer = {}) {
  records::Log log;
  for (const records::CommitLines& commit : content.commits)
    REQUIRE(log.append(commit).has_value());
  auto file = exchange::write_truat(
      log,
      {.replica = content.manifest.replica,
       .created_at = content.manifest.created_at,
       .exported_at = content.manifest.exported_at,
       .photos = {},
       .left_out_photos = content.manifest.left_out.photos,
       .key = key.public_key(),
       .newer = std::move(newer)},
      [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); },
      [&](std::string_view message) { return key.sign(message); });
  REQUIRE(file.has_value());
  return std::move(*file);
}

} // namespace

TEST_CASE("Sharing: export of a part") {
  Shell shell;
  (void)shell.done({"demo", "-o", "a"});
  (void)shell.done({"export", "a", "--as", "truat", "-o", "all"});
  const auto factories = [&](const std::string& file) {
    (void)shell.done({"export", file, "--as", "factories-csv", "-o", "list"});
    return shell.done({"import", file, "-o", "x"}).root()["inputs"].at(0)["records"]["factory"].integer();
  };
  SUBCASE("by kind") {
    const JsonDocument json = shell.done({"export", "a", "--as", "truat", "--kind", "factory", "-o", "b"});
    CHECK(*json.root()["records"].integer() < 50);
    CHECK(factories("b") == 40);
    CHECK(shell.content("b").photos.empty());
    CHECK(shell.content("b").manifest.scope.kinds == std::vector<std::string>{"factory"});
  }
  SUBCASE("by factory, given by number or by id") {
    const std::string list =
        (shell.done({"export", "a", "--as", "factories-csv", "-o", "list"}), shell["list"]);
    // The first number of the list: 14 digits.
    const std::size_t at = list.find_first_of("0123456789");
    const std::string number = list.substr(at, 14);
    (void)shell.done({"export", "a", "--as", "truat", "--factory", number, "-o", "b"});
    CHECK(factories("b") == 1);
    const std::string id = to_string(shell.content("b").manifest.scope.factories.at(0));
    (void)shell.done({"export", "a", "--as", "truat", "--factory", id, "-o", "c"});
    CHECK((shell["c"] == shell["b"]));
    (void)shell.done({"merge", "b", "a", "-o", "m"});
    CHECK((shell["m"] == shell["all"]));
    CHECK(shell.refused({"export", "a", "--as", "truat", "--factory", "1", "-o", "d"}, Exit::refused)
              .find("1") != std::string::npos);
  }
  SUBCASE("by period, without photos") {
    (void)shell.done(
        {"export", "a", "--as", "truat", "--from", "1990-01-01", "--until", "1990-12-31", "-o", "b"});
    CHECK(factories("b").value_or(0) == 0);
    (void)shell.done({"export", "a", "--as", "truat", "--without-photos", "-o", "c"});
    const auto content = shell.content("c");
    CHECK(content.photos.empty());
    CHECK(content.manifest.left_out.photos.size() >= shell.content("a").photos.size());
    CHECK(content.manifest.left_out.operations == 0);
    (void)shell.done({"merge", "c", "a", "-o", "m"});
    CHECK((shell["m"] == shell["all"]));
  }
  SUBCASE("what another file's store lacks") {
    shell["list"] = "ทะเบียนโรงงาน,ชื่อโรงงาน,แรงม้า\n20900031725621,ก,100\n";
    (void)shell.done({"import", "a", "list", "-o", "newer"});
    (void)shell.done({"export", "newer", "--as", "truat", "--since", "a", "-o", "delta"});
    CHECK(shell.content("delta").commits.size() == 1);
    (void)shell.done({"merge", "a", "delta", "-o", "m"});
    (void)shell.done({"export", "newer", "--as", "truat", "-o", "n"});
    CHECK(shell.content("m").commits == shell.content("n").commits);
  }
  SUBCASE("a delta to somebody who lacks what went before says what to ask for") {
    shell["list"] = "ทะเบียนโรงงาน,ชื่อโรงงาน\n20900031725621,ก\n";
    (void)shell.done({"import", "list", "-o", "one"});
    const auto lines = shell.content("one").commits;
    records::Log log;
    for (const auto& commit : lines)
      REQUIRE(log.append(commit).has_value());
    REQUIRE(lines.size() == 1);
    (void)shell.done({"demo", "--factories", "2", "-o", "office"});
    auto office = shell.content("office");
    const auto& replica = *office.manifest.replica;
    records::Log office_log;
    for (const auto& commit : office.commits)
      REQUIRE(office_log.append(commit).has_value());
    shell["delta"] = *exchange::write_truat(
        office_log,
        {.replica = replica, .created_at = {0}, .exported_at = {0}, .scope = {.known = {{replica, 3}}}},
        [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); });
    const JsonDocument imported = shell.done({"import", "delta", "-o", "x"});
    const JsonView warning = imported.root()["inputs"].at(0)["warnings"].at(0);
    CHECK(warning["message"].string()->find("1 to 3") != std::string::npos);
    const JsonDocument merged = shell.done({"merge", "delta", "-o", "x"});
    CHECK(merged.root()["issues"].at(0)["message"].string()->find("1 to 3") != std::string::npos);
    CHECK(shell.done({"import", "delta", "office", "-o", "x"}).root()["inputs"].at(1)["warnings"].size() ==
          0);
  }
  SUBCASE("wrong words") {
    shell.refused({"export", "a", "--as", "factories-csv", "--kind", "factory", "-o", "b"},
                  Exit::wrong_words);
    shell.refused({"export", "a", "--as", "truat", "--kind", "nothing", "-o", "b"}, Exit::wrong_words);
    shell.refused({"export", "a", "--as", "truat", "--from", "2026-13-01", "-o", "b"}, Exit::wrong_words);
    shell.refused({"export", "a", "--as", "truat", "--without-photos", "--without-photos", "-o", "b"},
                  Exit::wrong_words);
    shell.refused({"export", "a", "--as", "truat", "--since", "none", "-o", "b"}, Exit::refused);
  }
}

TEST_CASE("Sharing: heads go through merge and import, seals do not") {
  Shell shell;
  const test::SigningKey key("office");
  (void)shell.done({"demo", "--factories", "2", "--operations", "80", "-o", "plain"});
  (void)shell.done({"demo", "--factories", "2", "--operations", "80", "--seed", "2", "-o", "other"});
  shell["a"] = signed_file(shell.content("plain"), key);
  const auto heads = shell.content("a").heads;
  REQUIRE(heads.size() == 1);
  (void)shell.done({"merge", "a", "other", "-o", "m"});
  CHECK(shell.content("m").heads == heads);
  CHECK_FALSE(shell.content("m").seal.has_value());
  (void)shell.done({"import", "a", "-o", "i"});
  CHECK(shell.content("i").heads == heads);
  (void)shell.done({"export", "a", "--as", "truat", "-o", "e"});
  CHECK(shell.content("e").heads == heads);
  SUBCASE("any order, grouping and repetition give the same bytes") {
    shell["b"] = signed_file(shell.content("other"), test::SigningKey("other"));
    (void)shell.done({"merge", "a", "b", "-o", "ab"});
    CHECK(shell.content("ab").heads.size() == 2);
    (void)shell.done({"merge", "b", "a", "a", "ab", "-o", "ba"});
    CHECK((shell["ba"] == shell["ab"]));
    (void)shell.done({"merge", "plain", "b", "-o", "pb"});
    (void)shell.done({"merge", "pb", "a", "-o", "pba"});
    CHECK((shell["pba"] == shell["ab"]));
  }
  SUBCASE("a signature that does not hold is refused") {
    auto forged = shell.content("plain");
    records::Log log;
    for (const auto& commit : forged.commits)
      REQUIRE(log.append(commit).has_value());
    const auto statement = records::own_head(log, *forged.manifest.replica, key.public_key(), {1});
    records::Heads with_forged;
    with_forged.add(records::with_signature(*statement, test::SigningKey("thief").sign("x")));
    shell["forged"] = *exchange::write_truat(
        log, {.created_at = {0}, .exported_at = {0}, .heads = with_forged},
        [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); });
    for (const std::string verb : {"merge", "import"})
      CHECK(shell.refused({verb, "other", "forged", "-o", "x"}, Exit::refused).find("forged") !=
            std::string::npos);
    shell.refused({"export", "forged", "--as", "truat", "-o", "x"}, Exit::refused);
  }
}

TEST_CASE("Sharing: what a newer version added goes through import, merge and export to the byte") {
  Shell shell;
  const test::SigningKey key("office");
  (void)shell.done({"demo", "--factories", "1", "--operations", "40", "-o", "plain"});
  exchange::NewerContent newer;
  newer.sections["notes"] = {"{\"note\":1}", "\"two\""};
  newer.manifest["zeal"] = "{\"a\":[1]}";
  shell["newer"] = signed_file(shell.content("plain"), key, newer);
  CHECK(shell.content("newer").newer == newer);
  const JsonDocument imported = shell.done({"import", "newer", "-o", "i"});
  CHECK(imported.root()["inputs"].at(0)["warnings"].at(0)["where"].string() == "notes");
  const JsonDocument merged = shell.done({"merge", "i", "plain", "-o", "m"});
  CHECK(merged.root()["issues"].at(0)["message"].string()->find("notes") != std::string::npos);
  (void)shell.done({"export", "m", "--as", "truat", "-o", "e"});
  for (const std::string file : {"i", "m", "e"})
    CHECK(shell.content(file).newer == newer);
  SUBCASE("of headers, operations, lines without body and heads too") {
    shell["golden"] = testing::read_test_data("golden/export-2.truat.json");
    (void)shell.done({"import", "golden", "-o", "i"});
    (void)shell.done({"merge", "plain", "i", "-o", "m"});
    (void)shell.done({"export", "m", "--as", "truat", "-o", "e"});
    for (const std::string file : {"golden", "i", "m", "e"})
      for (const std::string_view unknown :
           {R"(,"schema":7)", R"(,"unit":{"of":["kg"]})", R"({"basis":{"of":"a newer version"},)",
            R"("witness":["of a newer version"])", R"("zeal":{"of":["a newer version",2]})",
            "\"notes\":[\n\"สอง\",\n{\"note\":1}\n]", R"({"erased":"2026-11-30T04:00:00.000Z",)"}) {
        CAPTURE(file);
        CAPTURE(std::string(unknown));
        CHECK((shell[file].find(unknown) != std::string::npos));
      }
  }
  (void)shell.done({"merge", "plain", "newer", "-o", "m2"});
  (void)shell.done({"merge", "newer", "plain", "newer", "-o", "m3"});
  CHECK((shell["m2"] == shell["m3"]));
}

TEST_CASE("Sharing: check says what is signed, by whom, and what is not as it was") {
  Shell shell;
  testing::SigningPc pc(1, "สอจ.หนึ่ง");
  pc.publishes();
  pc.works();
  shell["signed"] = pc.file();
  const std::string key = fingerprint(pc.key.public_key());
  const auto issues = [&](const JsonDocument& json) {
    std::string messages;
    json.root()["issues"].for_each_element(
        [&](JsonView issue) { messages.append(*issue["message"].string()).append("\n"); });
    return messages;
  };
  /// The commits up to so many, with heads, as a file whose own hashes all agree.
  const auto remade = [&](std::size_t commits, std::vector<records::SignedHead> heads) {
    records::Log log;
    for (std::size_t at = 0; at < commits; ++at)
      REQUIRE(log.append(pc.workspace.ledger().log().lines(at)).has_value());
    exchange::TruatExport what{.replica = pc.replica(), .created_at = {0}, .exported_at = {0}};
    for (records::SignedHead& head : heads)
      what.heads.add(std::move(head));
    return *exchange::write_truat(
        log, what, [](const Hash&) -> Result<std::string> { return failure("truat.photo_differs"); });
  };
  SUBCASE("a signed file") {
    const JsonDocument json = shell.done({"check", "signed"});
    const JsonView chain = json.root()["chains"].at(0);
    CHECK(chain["commits"].integer() == 3);
    CHECK(chain["signed"].boolean() == true);
    CHECK(chain["signed_to"].integer() == 3);
    CHECK(chain["key"].string() == key);
    CHECK(chain["trusted"].boolean() == true); // by the file's maker, itself
    CHECK(chain["verified"].boolean() == true);
    CHECK(json.root()["seal"]["holds"].boolean() == true);
    CHECK(json.root()["seal"]["key"].string() == key);
    CHECK(json.root()["seal"]["trusted"].boolean() == true);
    CHECK(json.root()["proof"].at(0).string()->find("proven") != std::string::npos);
    CHECK(issues(json).find("signed") == std::string::npos);
  }
  SUBCASE("what is merely not signed is told and is no breach") {
    shell["plain"] = remade(3, {});
    const JsonDocument json = shell.done({"check", "plain"});
    CHECK(issues(json).find("not signed") != std::string::npos);
    CHECK(json.root()["chains"].at(0)["signed"].boolean() == false);
    CHECK(json.root()["seal"].is_null());
  }
  SUBCASE("an end that was cut off") {
    shell["cut"] = remade(2, {pc.head()});
    const JsonDocument json = shell.done({"check", "cut"}, Exit::not_as_written);
    CHECK(issues(json).find("the rest is missing") != std::string::npos);
    CHECK(json.root()["chains"].at(0)["verified"].boolean() == false);
    // It can be merged: the head is kept, and so it is seen that something is missing.
    (void)shell.done({"merge", "cut", "-o", "m"});
    CHECK(shell.content("m").heads.size() == 1);
    (void)shell.done({"merge", "m", "signed", "-o", "whole"});
    (void)shell.done({"check", "whole"});
  }
  SUBCASE("a forged head") {
    records::SignedHead head = pc.head();
    const auto statement = head.statement;
    shell["forged"] = remade(3, {with_signature(statement, test::SigningKey("thief").sign("x"))});
    CHECK(issues(shell.done({"check", "forged"}, Exit::not_as_written)).find("does not hold") !=
          std::string::npos);
    shell.refused({"merge", "forged", "-o", "m"}, Exit::refused);
    auto stolen = statement;
    const test::SigningKey thief("thief");
    stolen.key = thief.public_key();
    shell["unknown"] = remade(3, {with_signature(stolen, thief.sign(signed_bytes(stolen)))});
    CHECK(issues(shell.done({"check", "unknown"}, Exit::not_as_written)).find("never published") !=
          std::string::npos);
  }
  SUBCASE("a part is what it says to be") {
    shell["part"] = pc.file({.kinds = {"office"}});
    (void)shell.done({"check", "part"});
    shell["delta"] = pc.file({.known = {{pc.replica(), 2}}});
    const JsonDocument json = shell.done({"check", "delta"});
    CHECK(json.root()["chains"].at(0)["commits"].integer() == 1);
  }
}
