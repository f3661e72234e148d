#include "exchange/truat_reader.h"
#include "exchange/truat_writer.h"

#include "doctest/doctest.h"
#include "support/commits.h"
#include "support/files.h"
#include "text/messages.h"

#include <algorithm>
#include <map>

using namespace truat;
using namespace truat::exchange;
using records::CommitLines;
using records::Log;

namespace {

const std::string first_photo = "\xFF\xD8 the bytes of a photo \xFF\xD9";
const std::string second_photo = std::string("\0\1\2", 3) + "another";

Log log_of(const std::vector<CommitLines>& commits) {
  Log log;
  for (const CommitLines& commit : commits)
    REQUIRE(log.append(commit).has_value());
  return log;
}

std::vector<CommitLines> small_office() {
  testing::CommitChain first(1);
  testing::CommitChain second(2);
  std::vector<CommitLines> commits = first.next_several(2, 3);
  commits.push_back(second.next(1));
  // A body that was left out of an earlier export.
  commits[1].operations[1] = records::left_out_line(commits[1].operations[1]);
  return commits;
}

TruatExport export_with_photos() {
  return {.replica = testing::CommitChain(1).replica(),
          .created_at = {1'795'000'000'000},
          .exported_at = {1'795'000'123'456},
          .photos = {sha256(first_photo), sha256(second_photo)},
          .left_out_photos = {sha256("not here")}};
}

Result<std::string> photo_of_tests(const Hash& hash) {
  for (const std::string& photo : {first_photo, second_photo})
    if (sha256(photo) == hash)
      return photo;
  return failure("truat.photo_differs");
}

std::string write(const std::vector<CommitLines>& commits, TruatExport what) {
  const Log log = log_of(commits);
  auto file = write_truat(log, std::move(what), photo_of_tests);
  REQUIRE(file.has_value());
  return std::move(*file);
}

std::string small_file() {
  return write(small_office(), export_with_photos());
}

Error read_error(std::string_view bytes) {
  const auto content = read_truat(bytes);
  REQUIRE_FALSE(content.has_value());
  CHECK_MESSAGE(text::find_message(content.error().key) != nullptr, content.error().key);
  return content.error();
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

/// The file as another program would lay it out: two blanks a level, one member or element a line.
std::string pretty(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  bool quoted = false;
  const auto new_line = [&] { out.append("\r\n").append(depth * 2, ' '); };
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char letter = json[at];
    if (quoted) {
      out += letter;
      if (letter == '\\')
        out += json[++at];
      else if (letter == '"')
        quoted = false;
    } else if (letter == '"') {
      quoted = true;
      out += letter;
    } else if (letter == '{' || letter == '[') {
      ++depth;
      out += letter;
      new_line();
    } else if (letter == '}' || letter == ']') {
      --depth;
      new_line();
      out += letter;
    } else if (letter == ',') {
      out += letter;
      new_line();
    } else if (letter == ':') {
      out += " : ";
    } else if (letter != '\n') {
      out += letter;
    }
  }
  return out;
}

/// As programs write that do not trust UTF-8: every letter past ASCII as an escape.
std::string escaped(std::string_view json) {
  std::string out;
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t at = 0; at < json.size(); ++at) {
    const auto byte = static_cast<unsigned char>(json[at]);
    if (byte < 0x80) {
      out += json[at];
      continue;
    }
    REQUIRE((byte & 0xF0) == 0xE0);
    const unsigned letter = (byte & 0x0FU) << 12 | (static_cast<unsigned char>(json[at + 1]) & 0x3FU) << 6 |
                            (static_cast<unsigned char>(json[at + 2]) & 0x3FU);
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
      out += digits[letter >> shift & 15];
    at += 2;
  }
  return out;
}

} // namespace

TEST_CASE("Truat file: what is written is read back") {
  const std::string file = small_file();
  const auto content = read_truat(file);
  if (!content)
    FAIL(text::tr(content.error()));
  SUBCASE("commits, left-out bodies among them") {
    // By lamport: the first commits of both replicas, then the second of the first one.
    auto expected = small_office();
    std::ranges::sort(expected, {}, [](const CommitLines& commit) {
      const auto header = records::decode_header(commit.header);
      return std::tuple(header->lamport, header->replica);
    });
    CHECK(content->commits == expected);
    CHECK(content->problems.empty());
  }
  SUBCASE("the manifest") {
    const TruatManifest& manifest = content->manifest;
    CHECK(manifest.replica == testing::CommitChain(1).replica());
    CHECK(manifest.created_at == Instant{1'795'000'000'000});
    CHECK(manifest.exported_at == Instant{1'795'000'123'456});
    CHECK(manifest.counts == TruatManifest::Counts{3, 7, 2});
    CHECK(manifest.left_out.operations == 1);
    CHECK(manifest.left_out.photos == std::vector{sha256("not here")});
    CHECK(manifest.knows == Knowledge{{testing::CommitChain(1).replica(), {{1, 1}}},
                                      {testing::CommitChain(2).replica(), {{1, 1}}}});
  }
  SUBCASE("photos are found where they stand") {
    REQUIRE(content->photos.size() == 2);
    std::map<Hash, std::string> photos;
    for (const TruatPhoto& photo : content->photos) {
      const auto bytes = photo_bytes(photo, std::string_view(file).substr(photo.offset, photo.length));
      REQUIRE(bytes.has_value());
      CHECK(bytes->size() == photo.bytes);
      photos[photo.hash] = *bytes;
    }
    CHECK(photos == std::map<Hash, std::string>{{sha256(first_photo), first_photo},
                                                {sha256(second_photo), second_photo}});
    CHECK(photo_bytes(content->photos[0], "AAAA").error().key == "truat.photo_damaged");
  }
  SUBCASE("the same commits give the same file, in whatever order they arrived") {
    auto reversed = small_office();
    std::ranges::reverse(reversed);
    CHECK(write(reversed, export_with_photos()) == file);
  }
  SUBCASE("it is one item a line, and the photos come last") {
    CHECK(file.starts_with("{\"manifest\":{\"counts\":"));
    CHECK(std::ranges::count(file, '\n') == 1 + 1 + 3 + 1 + 1 + 7 + 1 + 1 + 2 + 1);
    CHECK(file.ends_with("\"}\n]}\n"));
  }
}

TEST_CASE("Truat file: an empty office is a file too") {
  const std::string file = write({}, {.created_at = {0}, .exported_at = {0}});
  const auto content = read_truat(file);
  REQUIRE(content.has_value());
  CHECK(content->commits.empty());
  CHECK(content->photos.empty());
  CHECK_FALSE(content->manifest.replica.has_value());
}

TEST_CASE("Truat file: it is written and read in pieces") {
  SUBCASE("any piece size reads the same") {
    const std::string file = small_file();
    const auto whole = read_truat(file);
    REQUIRE(whole.has_value());
    for (const std::size_t piece : {1, 2, 7, 100, 1000}) {
      CAPTURE(piece);
      TruatReader reader;
      for (std::size_t at = 0; at < file.size(); at += piece)
        REQUIRE(reader.feed(std::string_view(file).substr(at, piece)).has_value());
      CHECK(reader.bytes_fed() == file.size());
      const auto content = reader.finish();
      REQUIRE(content.has_value());
      CHECK(content->commits == whole->commits);
      CHECK(content->photos == whole->photos);
    }
  }
  SUBCASE("a small budget writes the same bytes in more chunks") {
    const Log log = log_of(small_office());
    TruatWriter writer(log, export_with_photos());
    std::string file;
    std::size_t chunks = 0;
    bool finished = false;
    while (!finished) {
      Budget budget = Budget::pieces(1);
      TruatWriter::Next next = writer.next(budget);
      finished = std::holds_alternative<TruatWriter::Finished>(next);
      if (const auto* chunk = std::get_if<TruatWriter::Chunk>(&next)) {
        file += chunk->bytes;
        ++chunks;
      } else if (const auto* wanted = std::get_if<TruatWriter::NeedsPhoto>(&next)) {
        CHECK(writer.give_photo("other bytes").error().key == "truat.photo_differs");
        REQUIRE(writer.give_photo(photo_of_tests(wanted->photo).value()).has_value());
      }
    }
    CHECK(chunks > 10);
    CHECK(file == small_file());
    CHECK(writer.progress().done == writer.progress().total);
  }
}

TEST_CASE("Truat file: what another program has reformatted is still read") {
  const std::string file = small_file();
  const auto original = read_truat(file);
  REQUIRE(original.has_value());
  const auto reads_the_same = [&](const std::string& text) {
    const auto content = read_truat(text);
    if (!content)
      FAIL(text::tr(content.error()));
    CHECK(content->manifest == original->manifest);
    CHECK(content->commits == original->commits);
    REQUIRE(content->photos.size() == 2);
    for (const TruatPhoto& photo : content->photos)
      CHECK(photo_bytes(photo, std::string_view(text).substr(photo.offset, photo.length)).value() ==
            photo_of_tests(photo.hash).value());
  };
  std::string minified = file;
  std::erase(minified, '\n');
  SUBCASE("pretty-printed") {
    reads_the_same(pretty(file));
  }
  SUBCASE("on one line") {
    reads_the_same(minified);
  }
  SUBCASE("letters escaped") {
    reads_the_same(escaped(minified));
  }
  SUBCASE("line ends changed, blanks and empty lines put in") {
    std::string changed;
    for (const char letter : file)
      changed += letter == '\n' ? std::string(" \r\n\r\n ") : std::string(1, letter);
    reads_the_same(changed);
    replace(changed, "\"sequence\":", " \"sequence\" :\t");
    replace(changed, "{\"bytes\":", "{ \"bytes\" : ");
    reads_the_same(changed);
  }
  SUBCASE("a line broken in its middle") {
    std::string changed = file;
    replace(changed, "\"sequence\":", "\n\"sequence\":");
    reads_the_same(changed);
  }
  SUBCASE("members in another order") {
    const std::size_t photos = minified.find("\"photos\":[{");
    std::string changed = "{" + minified.substr(photos, minified.size() - photos - 1) + "," +
                          minified.substr(1, photos - 2) + "}";
    reads_the_same(changed);
  }
  SUBCASE("but not past the limit") {
    TruatReader reader(OnDamage::refuse, {.reformatted_bytes = 1000});
    const auto fed = reader.feed(minified);
    REQUIRE_FALSE(fed.has_value());
    CHECK(fed.error().key == "truat.too_large");
    TruatReader as_written(OnDamage::refuse, {.reformatted_bytes = 1000});
    REQUIRE(as_written.feed(file).has_value());
    CHECK(as_written.finish().has_value());
  }
}

TEST_CASE("Truat file: cut anywhere it is refused") {
  const std::string file = small_file();
  // Only the last line break, white space, can be missed.
  for (std::size_t length = 0; length + 1 < file.size(); ++length) {
    CAPTURE(length);
    const auto content = read_truat(std::string_view(file).substr(0, length));
    REQUIRE_FALSE(content.has_value());
    CHECK_MESSAGE(text::find_message(content.error().key) != nullptr, content.error().key);
  }
  CHECK(read_truat(std::string_view(file).substr(0, file.size() - 1)).has_value());
  SUBCASE("also when it is too large to be looked at as a whole") {
    for (std::size_t length = 2000; length + 1 < file.size(); length += 7) {
      CAPTURE(length);
      TruatReader reader(OnDamage::refuse, {.reformatted_bytes = 1500});
      const auto fed = reader.feed(std::string_view(file).substr(0, length));
      CHECK_FALSE((fed && reader.finish()));
    }
  }
  CHECK(read_error(std::string_view(file).substr(0, file.size() - 100)).key == "truat.cut_off");
}

TEST_CASE("Truat file: every byte but white space is covered") {
  const std::string file = small_file();
  const auto original = read_truat(file);
  REQUIRE(original.has_value());
  const auto check_changed = [&](std::size_t at, char letter) {
    std::string changed = file;
    changed[at] = letter;
    CAPTURE(at);
    CAPTURE(changed.substr(at < 20 ? 0 : at - 20, 40));
    CHECK_FALSE(read_truat(changed).has_value());
  };
  for (std::size_t at = 0; at < file.size(); ++at) {
    if (file[at] == '\n')
      continue;
    check_changed(at, static_cast<char>(file[at] ^ (1 << at % 8)));
    check_changed(at, file[at] == '0' ? '1' : '0');
  }
  SUBCASE("the times too") {
    std::string changed = file;
    replace(changed, "\"exported_at\":\"2026", "\"exported_at\":\"2027");
    CHECK(read_error(changed).key == "truat.manifest_differs");
    changed = file;
    replace(changed, "\"created_at\":\"2026", "\"created_at\":\"2025");
    CHECK(read_error(changed).key == "truat.manifest_differs");
  }
  SUBCASE("items put in, taken out or exchanged") {
    const std::size_t begin = file.find("\"operations\":[\n") + 15;
    const std::size_t end = file.find('\n', begin) + 1;
    const std::string line = file.substr(begin, end - begin);
    CHECK(read_error(std::string(file).insert(begin, line)).key == "truat.section_differs");
    CHECK(read_error(std::string(file).erase(begin, line.size())).key == "truat.section_differs");
    const std::size_t next = file.find('\n', end) + 1;
    std::string exchanged = file;
    exchanged.replace(begin, next - begin, file.substr(end, next - end) + line);
    CHECK(read_error(exchanged).key == "truat.section_differs");
  }
  SUBCASE("escapes that mean the same are not what was written") {
    std::string changed = file;
    replace(changed, "\"format\":\"truat\"", "\"format\":\"tru\\u0061t\"");
    CHECK(read_error(changed).key == "truat.not_canonical");
    changed = file;
    replace(changed, "factory.name", "factory.n\\u0061me");
    CHECK(read_error(changed).key == "truat.not_canonical");
    CHECK(read_error(changed).where == "line 8");
  }
}

TEST_CASE("Truat file: damage can be told beside what is read") {
  std::string file = small_file();
  replace(file, "\"exported_at\":\"2026", "\"exported_at\":\"2027");
  replace(file, "โรงงาน", "ไรงงาน");
  const std::size_t photo = file.find("{\"bytes\":\"") + 10;
  file[photo] = file[photo] == 'A' ? 'B' : 'A';
  const auto content = read_truat(file, OnDamage::collect);
  if (!content)
    FAIL(text::tr(content.error()));
  std::vector<std::string> keys;
  for (const Error& problem : content->problems)
    keys.push_back(problem.key);
  CHECK(keys == std::vector<std::string>{"truat.manifest_differs", "truat.section_differs",
                                         "truat.photo_damaged", "truat.counts_differ"});
  CHECK(content->commits.size() == 3);
  CHECK(content->photos.size() == 1);
}

TEST_CASE("Truat file: other files are told apart") {
  CHECK(read_error("").key == "truat.empty");
  CHECK(read_error("\n").key == "truat.not_json");
  CHECK(read_error("เลขทะเบียน,ชื่อ\n").key == "truat.not_json");
  CHECK(read_error("{}").key == "truat.not_truat");
  CHECK(read_error("[]").key == "truat.not_truat");
  CHECK(read_error("{\"manifest\":{}}").key == "truat.not_truat");
  CHECK(read_error("{\"manifest\":{\"format\":\"other\"},\n").key == "truat.not_truat");
  CHECK(read_error("\xEF\xBB\xBF" + small_file()).key == "truat.damaged_json");
  SUBCASE("of a newer version") {
    std::string file = small_file();
    replace(file, "\"oldest_reader\":1", "\"oldest_reader\":7");
    replace(file, "\"version\":1", "\"version\":9");
    const Error error = read_error(file);
    CHECK(error.key == "truat.newer");
    CHECK(text::tr(error).find("9") != std::string::npos);
  }
  SUBCASE("with keys twice") {
    std::string file = small_file();
    replace(file, "\"version\":1}", "\"version\":1,\"version\":1}");
    CHECK(read_error(file).key == "truat.damaged_json");
    file = small_file();
    replace(file, "\"sequence\":1", "\"sequence\":1,\"sequence\":1");
    CHECK(read_error(file).key == "truat.damaged_json");
    file = small_file();
    replace(file, "\"photos\":[\n", "\"headers\":[\n],\n\"photos\":[\n");
    CHECK(read_error(file).key == "truat.bad_section");
  }
  SUBCASE("with a section that nobody listed") {
    std::string file = small_file();
    replace(file, "\"photos\":[\n", "\"extra\":[\n1\n],\n\"photos\":[\n");
    CHECK(read_error(file).key == "truat.bad_section");
  }
}

TEST_CASE("Truat file: what a newer version adds is checked and passed by") {
  const std::string file = small_file();
  const auto document = parse_json(file);
  REQUIRE(document.has_value());
  const auto original = read_truat(file);
  REQUIRE(original.has_value());
  // A newer writer: another key in the manifest, another section, both covered by its hashes.
  TruatManifest manifest = original->manifest;
  manifest.version = 2;
  manifest.sections["notes"] = sha256("{\"note\":1}\n\"two\"\n");
  std::string manifest_text = encode(manifest);
  std::string changed = file;
  changed.replace(0, changed.find('\n'), "{\"manifest\":" + manifest_text + ",");
  replace(changed, "\"photos\":[\n", "\"notes\":[\n{\"note\":1},\n\"two\"\n],\n\"photos\":[\n");
  const auto content = read_truat(changed);
  if (!content)
    FAIL(text::tr(content.error()));
  CHECK(content->commits == original->commits);
  CHECK(content->newer.sections == decltype(NewerContent::sections){{"notes", {"\"two\"", "{\"note\":1}"}}});
  SUBCASE("pretty-printed too") {
    CHECK(read_truat(pretty(changed)).has_value());
  }
  SUBCASE("its damage is seen") {
    replace(changed, "{\"note\":1}", "{\"note\":2}");
    CHECK(read_error(changed).key == "truat.section_differs");
  }
  SUBCASE("a key that is new to the manifest is covered by its digest") {
    std::string with_key = file;
    replace(with_key, "\"version\":1}", "\"version\":1,\"zeal\":{\"a\":[1,\"digest\"]}}");
    CHECK(read_error(with_key).key == "truat.manifest_differs");
    const std::size_t begin = with_key.find("\"digest\":\"");
    std::string without = with_key.substr(12, with_key.find('\n') - 13);
    without.erase(begin - 12, 76);
    with_key.replace(begin + 10, 64, to_hex(sha256(without)));
    CHECK(read_truat(with_key).has_value());
  }
}

TEST_CASE("Truat file: hostile texts get one clear error") {
  const std::string file = small_file();
  SUBCASE("deep nesting") {
    const Error error = read_error("{\"manifest\":" + std::string(100'000, '['));
    CHECK(error.key == "truat.damaged_json");
  }
  SUBCASE("a line without end") {
    TruatReader reader(OnDamage::refuse, {.reformatted_bytes = 1 << 20});
    REQUIRE(reader.feed(file.substr(0, file.find("\"headers\":[\n") + 12)).has_value());
    Result<void> fed;
    for (int piece = 0; fed && piece < 100; ++piece)
      fed = reader.feed(std::string(1 << 16, 'x'));
    REQUIRE_FALSE(fed.has_value());
    CHECK(fed.error().key == "truat.line_too_long");
  }
  SUBCASE("a header that claims four thousand million operations") {
    std::string changed = file;
    replace(changed, "\"count\":3", "\"count\":4000000000");
    CHECK_FALSE(read_truat(changed).has_value());
    CHECK_FALSE(read_truat(changed, OnDamage::collect).has_value());
  }
  SUBCASE("photos twice, unsorted, with white space in their base 64, with more members") {
    const std::size_t begin = file.find("\"photos\":[\n") + 11;
    const std::size_t middle = file.find('\n', begin) + 1;
    const std::size_t end = file.find("\n]}", middle);
    const std::string first = file.substr(begin, middle - begin - 2);
    const std::string second = file.substr(middle, end - middle);
    const auto with_photos = [&](const std::string& lines) {
      return file.substr(0, begin) + lines + "\n]}\n";
    };
    CHECK(read_error(with_photos(first + ",\n" + first)).key == "truat.bad_photo");
    CHECK(read_error(with_photos(second + ",\n" + first)).key == "truat.bad_photo");
    CHECK(read_error(with_photos(first)).key == "truat.section_differs");
    std::string spaced = first;
    spaced.insert(20, " ");
    CHECK(read_error(with_photos(spaced)).key == "truat.photo_damaged");
    std::string more = first;
    more.insert(1, "\"a\":1,");
    CHECK(read_error(with_photos(more)).key == "truat.bad_photo");
  }
  SUBCASE("the texts of JSONTestSuite") {
    std::string names = testing::read_test_data("json-test-suite.txt");
    std::size_t read = 0;
    for (std::size_t end = names.find('\n'); end != std::string::npos; end = names.find('\n')) {
      const std::string name = names.substr(0, end);
      names.erase(0, end + 1);
      CAPTURE(name);
      const auto text = testing::read_source_file("../shared/data/json-test-suite/" + name);
      if (!text) {
        testing::skip_test("shared material json-test-suite/ is not beside the checkout");
        return;
      }
      ++read;
      (void)read_error(*text);
      // In the place of the manifest, of a header, of an operation and of a photo.
      for (const std::string_view before :
           {"{\"manifest\":", "\"headers\":[\n", "\"operations\":[\n", "\"photos\":[\n"}) {
        std::string changed = file;
        changed.insert(changed.find(before) + before.size(), *text + ",\n");
        const auto content = read_truat(changed);
        REQUIRE_FALSE(content.has_value());
        CHECK_MESSAGE(text::find_message(content.error().key) != nullptr, content.error().key);
      }
    }
    CHECK(read == 318);
  }
}

TEST_CASE("Truat file: the golden export stays readable for ever") {
  const std::string golden = testing::read_test_data("golden/export-1.truat.json");
  const auto content = read_truat(golden);
  if (!content)
    FAIL(text::tr(content.error()));
  CHECK(content->manifest.version == 1);
  CHECK(content->manifest.oldest_reader == 1);
  CHECK(to_iso(content->manifest.exported_at) == "2026-11-22T02:40:00.000Z");
  REQUIRE(content->commits.size() == 3);
  REQUIRE(content->photos.size() == 1);
  Log log;
  for (const CommitLines& commit : content->commits) {
    const auto appended = log.append(commit);
    if (!appended)
      FAIL(text::tr(appended.error()));
  }
  SUBCASE("and is written again byte for byte") {
    const auto photo =
        photo_bytes(content->photos[0],
                    std::string_view(golden).substr(content->photos[0].offset, content->photos[0].length));
    REQUIRE(photo.has_value());
    const TruatManifest& manifest = content->manifest;
    const auto again = write_truat(log,
                                   {.replica = manifest.replica,
                                    .created_at = manifest.created_at,
                                    .exported_at = manifest.exported_at,
                                    .photos = {content->photos[0].hash},
                                    .left_out_photos = manifest.left_out.photos},
                                   [&](const Hash&) { return photo; });
    REQUIRE(again.has_value());
    CHECK(*again == golden);
  }
}
