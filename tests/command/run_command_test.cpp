#include "command/memory_files.h"
#include "command/run_command.h"

#include "base/json.h"
#include "doctest/doctest.h"
#include "exchange/inflate.h"
#include "exchange/truat_reader.h"
#include "support/files.h"
#include "text/messages.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <initializer_list>
#include <map>

using namespace truat;
using namespace truat::command;

namespace {

struct Shell {
  testing::MemoryFiles files;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};

  Outcome run(std::initializer_list<std::string> words) {
    clock.advance_milliseconds(1000);
    const std::vector<std::string> given(words);
    Outcome outcome = run_command(given, {files, clock, random, text::Language::english});
    text::set_language(text::Language::thai); // as every other test has it
    return outcome;
  }
  JsonDocument done(std::initializer_list<std::string> words, Exit exit = Exit::done) {
    const Outcome outcome = run(words);
    INFO(outcome.err);
    CHECK(outcome.exit == exit);
    auto json = parse_json(outcome.out);
    REQUIRE(json.has_value());
    CHECK(outcome.out.ends_with("}\n"));
    return *json;
  }
  /// Ends with that code, says a sentence, prints no JSON and writes nothing.
  std::string refused(std::initializer_list<std::string> words, Exit exit) {
    const auto before = files.files;
    const Outcome outcome = run(words);
    CHECK(outcome.exit == exit);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.starts_with("truat: "));
    CHECK(outcome.err.find("truat: command.") == std::string::npos);
    CHECK(files.files == before);
    return outcome.err;
  }
  std::string& demo(const std::string& name, std::initializer_list<std::string> more = {}) {
    std::vector<std::string> words{"demo", "-o", name};
    words.insert(words.end(), more);
    const Outcome outcome = run_command(words, {files, clock, random, text::Language::english});
    INFO(outcome.err);
    REQUIRE(outcome.exit == Exit::done);
    return files.files[name];
  }
};

std::int64_t integer(const JsonDocument& json, std::string_view key) {
  const auto value = json.root()[key].integer();
  REQUIRE(value.has_value());
  return *value;
}

/// The commits of a store, with something done to them, as a store whose hashes are right again.
template <class Edit>
std::string edited(const std::string& file, Edit edit) {
  auto content = exchange::read_truat(file);
  REQUIRE(content.has_value());
  edit(content->commits);
  exchange::TruatManifest manifest = content->manifest;
  std::string headers;
  std::string operations;
  manifest.counts = {content->commits.size(), 0, 0};
  manifest.left_out.photos.clear();
  for (const records::CommitLines& commit : content->commits) {
    headers += (headers.empty() ? "" : ",\n") + commit.header;
    for (const std::string& line : commit.operations) {
      operations += (operations.empty() ? "" : ",\n") + line;
      ++manifest.counts.operations;
    }
  }
  const auto hash = [](std::string lines) {
    for (std::size_t at = lines.find(",\n{"); at != std::string::npos; at = lines.find(",\n{"))
      lines.erase(at, 1);
    return sha256(lines.empty() ? lines : lines + "\n");
  };
  manifest.sections = {{"headers", hash(headers)}, {"operations", hash(operations)}, {"photos", sha256("")}};
  return "{\"manifest\":" + encode(manifest) + ",\n\"headers\":[\n" + headers + "\n],\n\"operations\":[\n" +
         operations + "\n],\n\"photos\":[\n]}\n";
}

std::string some_list() {
  return testing::read_test_data("factories-songkhla.csv");
}

} // namespace

TEST_CASE("Command: wrong words end with 1 and say how to call it") {
  Shell shell;
  shell.files.files["a"] = "x";
  CHECK(shell.refused({}, Exit::wrong_words).find("truat merge STORE") != std::string::npos);
  shell.refused({"evaluate"}, Exit::wrong_words);
  shell.refused({"merge", "a"}, Exit::wrong_words);
  shell.refused({"merge", "-o", "b"}, Exit::wrong_words);
  shell.refused({"merge", "a", "-o"}, Exit::wrong_words);
  shell.refused({"merge", "a", "-o", "b", "-o", "c"}, Exit::wrong_words);
  shell.refused({"merge", "a", "--what", "b"}, Exit::wrong_words);
  shell.refused({"check"}, Exit::wrong_words);
  shell.refused({"check", "a", "a"}, Exit::wrong_words);
  shell.refused({"export", "a", "--as", "xlsform", "-o", "b"}, Exit::wrong_words);
  shell.refused({"export", "a", "--as", "truat", "--language", "de", "-o", "b"}, Exit::wrong_words);
  shell.refused({"report", "a", "--kind", "order", "-o", "b"}, Exit::wrong_words);
  shell.refused({"demo", "a", "-o", "b"}, Exit::wrong_words);
  shell.refused({"demo", "--seed", "-5", "-o", "b"}, Exit::wrong_words);
  shell.refused({"demo", "--offices", "0", "-o", "b"}, Exit::wrong_words);
  shell.refused({"demo", "--operations", "5", "-o", "b"}, Exit::wrong_words);
  SUBCASE("help is not wrong") {
    CHECK(shell.run({"--help"}).exit == Exit::done);
  }
  SUBCASE("the word after an option is its value, even with a dash before it") {
    shell.files.files["list"] = some_list();
    (void)shell.done({"import", "list", "-o", "-o"});
    CHECK(shell.files.files.contains("-o"));
  }
}

TEST_CASE("Command: files that cannot be read or written end with 2") {
  Shell shell;
  CHECK(shell.refused({"check", "none"}, Exit::refused).find("none") != std::string::npos);
  shell.files.files["list"] = some_list();
  shell.refused({"import", "list", "-o", "/nowhere/x"}, Exit::refused);
}

TEST_CASE("Command: help and version are answers") {
  Shell shell;
  CHECK(shell.done({"--help"}).root()["commands"].size() == 8);
  CHECK(shell.run({"merge", "--help"}).err == "truat merge STORE... [--passphrase-file FILE] -o STORE\n");
  CHECK(shell.done({"--version"}).root()["version"].string().value_or("").size() >= 5);
  shell.refused({"merge", "--help", "x"}, Exit::wrong_words);
}

TEST_CASE("Command: a file's name that is no UTF-8, or more than a line, is shown as well as can be") {
  Shell shell;
  shell.files.files["\xFF.csv"] = some_list();
  const JsonDocument json = shell.done({"import", "\xFF.csv", "-o", "\xFE"});
  CHECK(json.root()["inputs"].at(0)["file"].string() == "\xEF\xBF\xBD.csv");
  (void)shell.done({"export", "\xFE", "--as", "factories-csv", "-o", "\xFD"});
  CHECK(shell.refused({"check", "a\nb\xFF"}, Exit::refused).find("a b\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("Command: demo") {
  Shell shell;
  const std::string first = shell.demo("a", {"--factories", "5"});
  SUBCASE("the same words give the same bytes, whatever the clock and the machine's chance") {
    CHECK(shell.demo("b", {"--factories", "5"}) == first);
  }
  SUBCASE("another seed gives other replicas") {
    shell.demo("b", {"--factories", "5", "--seed", "2"});
    const auto replicas = [&](const std::string& file) {
      std::vector<std::string> names;
      const JsonDocument json = shell.done({"check", file});
      json.root()["chains"].for_each_element(
          [&](JsonView chain) { names.emplace_back(chain["replica"].string().value_or("")); });
      return names;
    };
    CHECK(replicas("a") != replicas("b"));
  }
  SUBCASE("it checks as whole, and has what was asked for") {
    for (const auto& words :
         {std::vector<std::string>{"--offices", "3", "--factories", "20", "--operations", "1500"},
          {"--offices", "2", "--operations", "300"},
          {"--operations", "6000"},
          {"--offices", "76", "--operations", "12000"}}) {
      std::vector<std::string> call{"demo", "-o", "c"};
      call.insert(call.end(), words.begin(), words.end());
      const Outcome outcome = run_command(call, {shell.files, shell.clock, shell.random});
      INFO(outcome.err);
      REQUIRE(outcome.exit == Exit::done);
      const JsonDocument json = shell.done({"check", "c"});
      CHECK(std::to_string(integer(json, "operations")) == words.back());
      CHECK(integer(json, "conflicts") == 0);
      const std::size_t offices = words[0] == "--offices" ? std::stoul(words[1]) : 1;
      CHECK(json.root()["chains"].size() == offices);
      json.root()["chains"].for_each_element(
          [](JsonView chain) { CHECK(chain["verified"].boolean() == true); });
    }
  }
}

TEST_CASE("Command: import") {
  Shell shell;
  SUBCASE("a list: what is good is kept, what is bad is told with its place") {
    shell.files.files["list.csv"] = some_list();
    const JsonDocument json = shell.done({"import", "list.csv", "-o", "out"});
    const JsonView input = json.root()["inputs"].at(0);
    CHECK(input["file"].string() == "list.csv");
    CHECK(input["format"].string() == "factories-csv");
    CHECK(input["records"]["factory"].integer() == 37);
    CHECK(input["counts"]["rows"].integer() == 42);
    CHECK(input["counts"]["bad_rows"].integer() == 5);
    CHECK(input["warnings"].size() == 5);
    CHECK(input["warnings"].at(0)["where"].string() == "row 9, column A");
    const JsonDocument checked = shell.done({"check", "out"});
    CHECK(integer(checked, "conflicts") == 0);
  }
  SUBCASE("a column with a heading that says nothing is left out, and that is told") {
    shell.files.files["list"] = "ทะเบียนโรงงาน,ชื่อโรงงาน,zzz\n20900031725621,ก,1\n";
    const JsonDocument json = shell.done({"import", "list", "-o", "out"});
    const JsonView warning = json.root()["inputs"].at(0)["warnings"].at(0);
    CHECK(warning["where"].string() == "row 1, column C");
    CHECK(warning["message"].string()->find("zzz") != std::string::npos);
  }
  SUBCASE("told by content: names say nothing, gzip is unpacked") {
    shell.files.files["x.pdf"] = testing::read_test_data("factories-songkhla.xlsx");
    std::string packed("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
    const std::string list = testing::read_test_data("factories-songkhla-windows-874.csv");
    packed += exchange::deflate(list);
    for (const std::uint32_t number : {exchange::crc32_of(list), static_cast<std::uint32_t>(list.size())})
      for (int shift = 0; shift < 32; shift += 8)
        packed += static_cast<char>(number >> shift & 0xFF);
    shell.files.files["y.jpg"] = packed;
    const JsonDocument json = shell.done({"import", "x.pdf", "y.jpg", "-o", "out"});
    CHECK(json.root()["inputs"].at(0)["format"].string() == "factories-xlsx");
    CHECK(json.root()["inputs"].at(0)["warnings"].at(0)["where"].string()->ends_with("!A9"));
    CHECK(json.root()["inputs"].at(1)["format"].string() == "factories-csv");
    CHECK(json.root()["inputs"].at(1)["counts"]["new"].integer() == 0);
  }
  SUBCASE("a list beside a store changes what the store knows, wherever it stands") {
    shell.files.files["list"] = some_list();
    (void)shell.done({"import", "list", "-o", "store"});
    shell.files.files["newer"] = "ทะเบียนโรงงาน,ชื่อโรงงาน,แรงม้า\n20900031725621,บริษัท พะวงบรรจุภัณฑ์ จำกัด,512\n";
    const JsonDocument json = shell.done({"import", "newer", "store", "-o", "out"});
    CHECK(json.root()["inputs"].at(0)["counts"]["changed"].integer() == 1);
    CHECK(json.root()["inputs"].at(1)["format"].string() == "truat");
    CHECK(json.root()["inputs"].at(1)["records"]["factory"].integer() == 37);
    (void)shell.done({"check", "out"});
  }
  SUBCASE("one bad file among good ones, and nothing is written") {
    shell.files.files["list"] = some_list();
    shell.files.files["bad"] = "a,\"b\n";
    CHECK(shell.refused({"import", "list", "bad", "-o", "out"}, Exit::refused).find("bad: row 1, column B") !=
          std::string::npos);
    shell.files.files["bad"] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    CHECK(shell.refused({"import", "bad", "-o", "out"}, Exit::refused).find(".xlsx") != std::string::npos);
    shell.files.files["bad"] = "a,b\n1,2\n";
    shell.refused({"import", "bad", "-o", "out"}, Exit::refused);
    shell.files.files["bad"] = "ชื่อโรงงาน,x\n1,2\n";
    shell.refused({"import", "bad", "-o", "out"}, Exit::refused);
    shell.files.files["bad"] = "{\"a\":1}";
    shell.refused({"import", "bad", "-o", "out"}, Exit::refused);
  }
  SUBCASE("photos come along") {
    shell.demo("demo");
    (void)shell.done({"import", "demo", "-o", "out"});
    const auto before = exchange::read_truat(shell.files.files["demo"]);
    const auto after = exchange::read_truat(shell.files.files["out"]);
    REQUIRE(before.has_value());
    REQUIRE(after.has_value());
    CHECK(before->photos.size() > 0);
    CHECK(after->photos.size() == before->photos.size());
    CHECK(after->manifest.left_out.photos.empty());
  }
}

TEST_CASE("Command: merge gives the same bytes for any order, grouping and repetition") {
  Shell shell;
  shell.demo("a", {"--seed", "1", "--factories", "4"});
  shell.demo("b", {"--seed", "2", "--offices", "2", "--factories", "6", "--operations", "700"});
  shell.demo("c", {"--seed", "3", "--factories", "3"});
  const JsonDocument json = shell.done({"merge", "a", "b", "c", "-o", "abc"});
  const auto count = [&](const std::string& file) {
    return integer(shell.done({"merge", file, "-o", "x"}), "operations");
  };
  CHECK(integer(json, "operations") == count("a") + count("b") + count("c"));
  CHECK(json.root()["offices"].size() > 0);
  const std::string merged = shell.files.files["abc"];
  const auto merge = [&](std::initializer_list<std::string> words, const std::string& to) {
    std::vector<std::string> call{"merge"};
    call.insert(call.end(), words);
    call.insert(call.end(), {"-o", to});
    shell.clock.advance_milliseconds(86'400'000);
    const Outcome outcome = run_command(call, {shell.files, shell.clock, shell.random});
    INFO(outcome.err);
    REQUIRE(outcome.exit == Exit::done);
    return shell.files.files[to];
  };
  CHECK(merge({"c", "b", "a"}, "1") == merged);
  CHECK(merge({"a", "b", "b", "c", "a"}, "2") == merged);
  merge({"b", "c"}, "bc");
  CHECK(merge({"bc", "a"}, "3") == merged);
  CHECK(merge({"abc", "abc", "b"}, "4") == merged);
  CHECK(merge({"abc"}, "5") == merged);
}

TEST_CASE("Command: merge of stores that say different things") {
  Shell shell;
  shell.demo("base", {"--factories", "3", "--operations", "700"});
  const auto list = [](std::string_view horsepower) {
    return "ทะเบียนโรงงาน,ชื่อโรงงาน,แรงม้า\n20900031725621,ก," + std::string(horsepower) + "\n";
  };
  shell.files.files["one"] = list("100");
  shell.files.files["two"] = list("200");
  (void)shell.done({"import", "base", "one", "-o", "left"});
  (void)shell.done({"import", "base", "two", "-o", "right"});
  const JsonDocument json = shell.done({"merge", "left", "right", "-o", "both"});
  CHECK(integer(json, "conflicts") == 1);
  SUBCASE("check says 3 and names the field") {
    const Outcome outcome = shell.run({"check", "both"});
    CHECK(outcome.exit == Exit::not_as_written);
    CHECK(outcome.out.find("Machine power") != std::string::npos);
    const auto checked = parse_json(outcome.out);
    REQUIRE(checked.has_value());
    CHECK(checked->root()["conflicts"].integer() == 1);
    checked->root()["chains"].for_each_element(
        [](JsonView chain) { CHECK(chain["verified"].boolean() == true); });
  }
}

TEST_CASE("Command: check") {
  Shell shell;
  const std::string file = shell.demo("a", {"--factories", "3", "--operations", "700"});
  const auto issues = [&](const std::string& bytes, Exit exit) {
    shell.files.files["x"] = bytes;
    const JsonDocument json = shell.done({"check", "x"}, exit);
    std::string messages;
    json.root()["issues"].for_each_element(
        [&](JsonView issue) { messages.append(*issue["message"].string()).append("\n"); });
    return messages;
  };
  SUBCASE("a whole store is 0") {
    issues(file, Exit::done);
  }
  SUBCASE("what was cut off cannot be read") {
    for (const std::size_t part : {std::size_t{1}, file.size() / 2, file.size() - 2}) {
      shell.files.files["x"] = file.substr(0, part);
      shell.refused({"check", "x"}, Exit::refused);
      shell.refused({"merge", "x", "-o", "y"}, Exit::refused);
    }
  }
  SUBCASE("a changed value is 3, and merge refuses it") {
    std::string changed = file;
    const std::size_t at = changed.find("\"value\":\"5");
    REQUIRE(at != std::string::npos);
    changed[at + 9] = '6';
    CHECK(issues(changed, Exit::not_as_written).find("operations") != std::string::npos);
    shell.refused({"merge", "x", "-o", "y"}, Exit::refused);
    shell.refused({"import", "x", "-o", "y"}, Exit::refused);
    shell.refused({"export", "x", "--as", "factories-csv", "-o", "y"}, Exit::refused);
  }
  SUBCASE("a changed time in the manifest is 3") {
    std::string changed = file;
    const std::size_t at = changed.find("\"exported_at\":\"2");
    changed[at + 18] = changed[at + 18] == '6' ? '7' : '6';
    CHECK(issues(changed, Exit::not_as_written) != "");
    shell.refused({"merge", "x", "-o", "y"}, Exit::refused);
  }
  SUBCASE("with the file's hashes mended, the commit's own root tells") {
    const std::string changed = edited(file, [](std::vector<records::CommitLines>& commits) {
      std::string& line = commits.back().operations[0];
      const std::size_t at = line.find("\"value\":\"") + 9;
      line[at] = line[at] == '1' ? '2' : '1';
    });
    CHECK(issues(changed, Exit::not_as_written) != "");
    shell.refused({"merge", "x", "-o", "y"}, Exit::refused);
  }
  SUBCASE("a commit taken out of a chain leaves a gap, and merge refuses a link that does not hold") {
    const std::string gap =
        edited(file, [](std::vector<records::CommitLines>& commits) { commits.erase(commits.begin() + 2); });
    CHECK(issues(gap, Exit::not_as_written).find("gap") != std::string::npos);
    const std::string relinked = edited(file, [](std::vector<records::CommitLines>& commits) {
      auto header = records::decode_header(commits.back().header);
      header->previous = sha256("something else");
      commits.back().header = encode(*header);
    });
    CHECK(issues(relinked, Exit::not_as_written) != "");
    shell.refused({"merge", "x", "-o", "y"}, Exit::refused);
  }
  SUBCASE("a fork is kept by merge and told by check") {
    const std::string other = edited(file, [](std::vector<records::CommitLines>& commits) {
      auto header = records::decode_header(commits.back().header);
      header->time.milliseconds += 1;
      commits.back().header = encode(*header);
    });
    shell.files.files["other"] = other;
    const JsonDocument merged = shell.done({"merge", "a", "other", "-o", "both"});
    CHECK(integer(merged, "forks") == 1);
    CHECK(merged.root()["issues"].at(0)["message"].string()->find("two things") != std::string::npos);
    CHECK(issues(shell.files.files["both"], Exit::not_as_written).find("two things") != std::string::npos);
    (void)shell.done({"merge", "other", "a", "-o", "again"});
    CHECK(shell.files.files["again"] == shell.files.files["both"]);
  }
  SUBCASE("a photo whose bytes were changed is 3") {
    std::string with_photos = shell.demo("p");
    const std::size_t at = with_photos.find("{\"bytes\":\"") + 40;
    with_photos[at] = with_photos[at] == 'A' ? 'B' : 'A';
    CHECK(issues(with_photos, Exit::not_as_written).find("photo") != std::string::npos);
  }
  SUBCASE("what a newer build wrote is refused with the advice to update") {
    std::string newer = file;
    newer.replace(newer.find("\"oldest_reader\":1"), 17, "\"oldest_reader\":9");
    newer.replace(newer.find("\"version\":1}"), 12, "\"version\":9}");
    shell.files.files["x"] = newer;
    CHECK(shell.refused({"check", "x"}, Exit::refused).find("newer") != std::string::npos);
  }
}

TEST_CASE("Command: export") {
  Shell shell;
  shell.demo("a");
  SUBCASE("factories as a list that imports as the same factories") {
    const JsonDocument json = shell.done({"export", "a", "--as", "factories-csv", "-o", "list"});
    CHECK(integer(json, "records") == 40);
    const JsonDocument imported = shell.done({"import", "a", "list", "-o", "out"});
    CHECK(imported.root()["inputs"].at(1)["counts"]["unchanged"].integer() == 40);
    (void)shell.done({"export", "a", "--as", "factories-xlsx", "--language", "en", "-o", "list"});
    const JsonDocument again = shell.done({"import", "a", "list", "-o", "out"});
    CHECK(again.root()["inputs"].at(1)["counts"]["unchanged"].integer() == 40);
    shell.demo("several", {"--offices", "3", "--factories", "60"});
    (void)shell.done({"export", "several", "--as", "factories-csv", "-o", "list"});
    const JsonDocument of_several = shell.done({"import", "several", "list", "-o", "out"});
    CHECK(of_several.root()["inputs"].at(1)["counts"]["unchanged"].integer() == 60);
  }
  SUBCASE("inspections") {
    const JsonDocument json = shell.done({"export", "a", "--as", "inspections-csv", "-o", "list"});
    CHECK(integer(json, "records") > 5);
    CHECK(shell.files.files["list"].find("วัตถุประสงค์") != std::string::npos);
  }
  SUBCASE("a store as a store") {
    (void)shell.done({"export", "a", "--as", "truat", "-o", "b"});
    (void)shell.done({"merge", "a", "-o", "m"});
    CHECK(shell.files.files["b"] == shell.files.files["m"]);
  }
}

TEST_CASE("Command: report") {
  Shell shell;
  shell.demo("a");
  const JsonDocument json = shell.done({"report", "a", "--kind", "inspection", "-o", "x.html"});
  CHECK(shell.files.files["x.html"].starts_with("<!doctype html>"));
  CHECK(json.root()["title"].string()->size() > 5);
  SUBCASE("of one by its id, in English") {
    const std::string id(*json.root()["record"].string());
    (void)shell.done(
        {"report", "a", "--kind", "inspection", "--record", id, "--language", "en", "-o", "y.html"});
    CHECK(shell.files.files["y.html"] != shell.files.files["x.html"]);
  }
  SUBCASE("of none") {
    shell.refused({"report", "a", "--kind", "inspection", "--record", "99/9999", "-o", "y.html"},
                  Exit::refused);
    shell.files.files["list"] = some_list();
    (void)shell.done({"import", "list", "-o", "empty"});
    shell.refused({"report", "empty", "--kind", "inspection", "-o", "y.html"}, Exit::refused);
  }
}

TEST_CASE("Command: schedule") {
  Shell shell;
  SUBCASE("a network of PSPLIB: job numbers and periods") {
    const auto network = testing::read_source_file("../shared/data/psplib/j301_1.sm");
    if (!network) {
      testing::skip_test("../shared/data/psplib is not there");
      return;
    }
    shell.files.files["j"] = *network;
    const JsonDocument json = shell.done({"schedule", "j"});
    CHECK(json.root()["format"].string() == "psplib");
    CHECK(json.root()["critical_path_length"].integer() == 38);
    CHECK(json.root()["tasks"].size() == 32);
    const JsonView job = json.root()["tasks"].at(1);
    CHECK(job["id"].string() == "2");
    CHECK(job["early_start"].integer() == 0);
    CHECK(job["early_finish"].integer() == 8);
    CHECK(job["total_float"].integer() == *job["late_start"].integer() - *job["early_start"].integer());
    const JsonView levelled = json.root()["levelled"];
    CHECK(*levelled["makespan"].integer() >= 43);
    CHECK_FALSE(levelled["rule"].string().value_or("").empty());
    CHECK(levelled["tasks"].size() == 32);
    CHECK(levelled["tasks"].at(0)["start"].integer() == 0);
    CHECK(shell.run({"schedule", "j"}).out == shell.run({"schedule", "j"}).out);
  }
  SUBCASE("a plan of Microsoft Project: task numbers, dates and minutes") {
    shell.files.files["p"] =
        "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2024-01-08T08:00:00"
        "</StartDate><Tasks><Task><UID>7</UID><Duration>PT8H0M0S</Duration></Task><Task><UID>9</UID><Duration>PT4H0M0S"
        "</Duration><PredecessorLink><PredecessorUID>7</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks>"
        "</Project>";
    const JsonDocument json = shell.done({"schedule", "p"});
    CHECK(json.root()["format"].string() == "mspdi");
    CHECK(json.root()["critical_path_length"].integer() == 720);
    const JsonView task = json.root()["tasks"].at(1);
    CHECK(task["id"].string() == "9");
    CHECK(task["early_start"].string() == "2024-01-09T08:00:00");
    CHECK(task["early_finish"].string() == "2024-01-09T12:00:00");
    CHECK(task["total_float"].integer() == 0);
    CHECK(json.root()["levelled"]["makespan"].integer() == 720);
    std::string loop = shell.files.files["p"];
    loop.replace(loop.find("<PredecessorUID>7"), 17, "<PredecessorUID>9");
    shell.files.files["loop"] = loop;
    CHECK(shell.refused({"schedule", "loop"}, Exit::refused).find("9 → 9") != std::string::npos);
  }
  SUBCASE("what is no plan is refused") {
    shell.files.files["list"] = some_list();
    CHECK(shell.refused({"schedule", "list"}, Exit::refused).find("list") != std::string::npos);
    shell.refused({"schedule"}, Exit::wrong_words);
    shell.refused({"schedule", "list", "list"}, Exit::wrong_words);
    shell.refused({"schedule", "list", "--fast", "yes"}, Exit::wrong_words);
  }
}
