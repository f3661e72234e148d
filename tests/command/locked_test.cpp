// Files under a passphrase, as the command opens and makes them.
#include "command/memory_files.h"
#include "command/run_command.h"
#include "exchange/locked_file.h"

#include "base/json.h"
#include "doctest/doctest.h"
#include "support/files.h"

#include <initializer_list>

using namespace truat;
using namespace truat::command;

namespace {

struct Desk {
  testing::MemoryFiles files;
  FixedClock clock{Instant{1'795'000'000'000}};
  SeededRandom random{1};

  Desk() {
    files.files["word"] = "ฝนตกที่สงขลา 2569\nsecond line\n";
    files.files["other"] = "ฝนตกที่พัทลุง\n";
    CHECK(run({"demo", "-o", "plain"}).exit == Exit::done);
    // A quick derivation: what is tested here is the same for any number of rounds.
    files.files["locked"] =
        exchange::lock_file({.chunk_bytes = 1 << 12, .iterations = 10, .salt = std::string(16, 's')},
                            "ฝนตกที่สงขลา 2569", files.files["plain"]);
  }
  Outcome run(std::initializer_list<std::string> words, text::Language language = text::Language::english) {
    const std::vector<std::string> given(words);
    return run_command(given, {files, clock, random, language});
  }
  /// What a call says that ends with 2 and writes nothing.
  std::string refused(std::initializer_list<std::string> words) {
    const auto before = files.files;
    const Outcome outcome = run(words);
    CHECK(outcome.exit == Exit::refused);
    CHECK(outcome.out.empty());
    CHECK(files.files == before);
    return outcome.err;
  }
};

} // namespace

TEST_CASE("Every command that reads a store opens a locked one by its passphrase") {
  Desk desk;
  CHECK(desk.run({"check", "locked", "--passphrase-file", "word"}).out == desk.run({"check", "plain"}).out);
  CHECK(desk.run({"merge", "locked", "--passphrase-file", "word", "-o", "a"}).out ==
        desk.run({"merge", "plain", "-o", "b"}).out);
  CHECK(desk.files.files["a"] == desk.files.files["b"]);
  CHECK(desk.run({"import", "locked", "plain", "--passphrase-file", "word", "-o", "c"}).exit == Exit::done);
  CHECK(
      desk.run({"export", "locked", "--as", "factories-csv", "--passphrase-file", "word", "-o", "d"}).exit ==
      Exit::done);
  CHECK(desk.run({"export", "plain", "--as", "factories-csv", "-o", "e"}).exit == Exit::done);
  CHECK(desk.files.files["d"] == desk.files.files["e"]);
  CHECK(desk.run({"report", "locked", "--kind", "inspection", "--passphrase-file", "word", "-o", "f"}).exit ==
        desk.run({"report", "plain", "--kind", "inspection", "-o", "g"}).exit);
}

TEST_CASE("A locked file without its passphrase ends the call and says what to do") {
  Desk desk;
  for (const std::string& said :
       {desk.refused({"check", "locked"}), desk.refused({"merge", "plain", "locked", "-o", "x"}),
        desk.refused({"import", "locked", "-o", "x"}),
        desk.refused({"report", "locked", "--kind", "inspection", "-o", "x"}),
        desk.refused({"export", "locked", "--as", "truat", "-o", "x"})}) {
    CHECK(said.find("passphrase") != std::string::npos);
    CHECK(said.find("--passphrase-file") != std::string::npos);
    CHECK(said.find("locked") != std::string::npos);
  }
  CHECK(desk.refused({"check", "locked", "--passphrase-file", "other"}).find("passphrase is wrong") !=
        std::string::npos);
  CHECK(desk.refused({"check", "locked", "--passphrase-file", "none"}).find("no file none") !=
        std::string::npos);
  desk.files.files["empty"] = "\nsecond line";
  CHECK(desk.refused({"check", "locked", "--passphrase-file", "empty"}).find("first line of empty") !=
        std::string::npos);
}

TEST_CASE("A passphrase is the first line, however its line ends") {
  Desk desk;
  for (const std::string_view line : {"ฝนตกที่สงขลา 2569", "ฝนตกที่สงขลา 2569\r\n",
                                      "\xEF\xBB\xBF"
                                      "ฝนตกที่สงขลา 2569\n"}) {
    desk.files.files["line"] = line;
    CHECK(desk.run({"check", "locked", "--passphrase-file", "line"}).exit != Exit::refused);
  }
  desk.files.files["line"] = "ฝนตกที่สงขลา 2569 \n"; // blanks are part of it
  desk.refused({"check", "locked", "--passphrase-file", "line"});
}

TEST_CASE("A locked file that was changed is named as such") {
  Desk desk;
  std::string& file = desk.files.files["locked"];
  const auto locked =
      exchange::LockedFile::open(file, file.substr(file.size() - exchange::locked_end_bytes), file.size());
  REQUIRE(locked.has_value());
  REQUIRE(locked->chunk_count() > 3);
  char& letter = file[locked->place(2).offset + 50];
  letter = letter == 'A' ? 'B' : 'A';
  const std::string said = desk.refused({"check", "locked", "--passphrase-file", "word"});
  CHECK(said.find("part 3 of " + std::to_string(locked->chunk_count())) != std::string::npos);
  file.resize(file.size() / 2);
  CHECK(desk.refused({"check", "locked", "--passphrase-file", "word"}).find("cut off") != std::string::npos);
}

TEST_CASE("An export is locked by a passphrase, each time otherwise, and says so") {
  Desk desk;
  const Outcome first =
      desk.run({"export", "plain", "--as", "truat", "--passphrase-file", "word", "-o", "one"});
  CHECK(first.exit == Exit::done);
  CHECK(parse_json(first.out)->root()["locked"].boolean() == true);
  CHECK(desk.run({"export", "plain", "--as", "truat", "--passphrase-file", "word", "-o", "two"}).exit ==
        Exit::done);
  CHECK(desk.run({"export", "plain", "--as", "truat", "-o", "open"}).exit == Exit::done);
  CHECK(exchange::looks_locked(desk.files.files["one"]));
  CHECK(desk.files.files["one"] != desk.files.files["two"]);
  CHECK(exchange::unlock_file(desk.files.files["one"], "ฝนตกที่สงขลา 2569") == desk.files.files["open"]);
  const Outcome table =
      desk.run({"export", "plain", "--as", "factories-csv", "--passphrase-file", "word", "-o", "table"});
  CHECK(parse_json(table.out)->root()["locked"].boolean() == false);
}
