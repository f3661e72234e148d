#include "storage/store_format.h"

#include "doctest/doctest.h"
#include "storage/layout.h"
#include "support/commits.h"
#include "support/files.h"

#include <zlib.h>

namespace truat {

using storage::Layout;
using storage::Part;
using testing::CommitChain;

namespace {

/// What the golden files of format 1 were made of: three commits, sealed and packed by hand where a real
/// store needs 4 MB. The pack is the one that was made then: another zlib may deflate the same segments to
/// other bytes.
struct Golden {
  std::vector<records::CommitLines> commits = CommitChain(11).next_several(3, 2);
  Layout layout;
  std::string segment;
  std::string pack;

  Golden() {
    SeededRandom random(5);
    layout = storage::empty_layout(records::new_replica_id(random), Instant{1'795'000'000'000});
    pack = testing::read_test_data("golden/store-1/cold/pack-1-1");
    segment = storage::segment_head(2);
    storage::append_lines(segment, commits[1]);
    layout.meta.packs = {Part{1, 1, pack.size(), 1, sha256(pack)}};
    layout.meta.segments = {Part{2, 2, segment.size(), 1, sha256(segment)}};
    layout.meta.former_replicas = {records::new_replica_id(random)};
    layout.meta.lost = {Part{7, 9, 10, 2, sha256("lost")}};
    layout.meta.unknown = {{"zoo", "[1,2]"}};
    layout.tail = storage::segment_head(3);
    layout.meta.tail = Part{3, 3, 0, 0, {}};
    layout.meta.commits = 2;
    static_cast<void>(storage::place(layout, std::span(commits).subspan(2)));
  }

  static std::string deflated(std::string_view bytes) {
    std::string out(compressBound(static_cast<uLong>(bytes.size())), '\0');
    uLongf length = static_cast<uLongf>(out.size());
    CHECK(compress2(reinterpret_cast<Bytef*>(out.data()), &length,
                    reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()),
                    6) == Z_OK);
    out.resize(length);
    return out;
  }
};

} // namespace

TEST_CASE("format 1 is what the golden files say") {
  const Golden golden;
  CHECK(storage::encode(golden.layout.meta) == testing::read_test_data("golden/store-1/hot/meta"));
  CHECK(golden.layout.tail == testing::read_test_data("golden/store-1/hot/tail"));
  CHECK(golden.segment == testing::read_test_data("golden/store-1/hot/segments/2"));

  SUBCASE("and they read back") {
    const auto meta = storage::decode_meta(testing::read_test_data("golden/store-1/hot/meta"));
    REQUIRE(meta.has_value());
    CHECK(*meta == golden.layout.meta);
    const auto tail = storage::read_segment(testing::read_test_data("golden/store-1/hot/tail"));
    REQUIRE(tail.has_value());
    CHECK(*tail == std::vector{golden.commits[2]});
    const auto pack = storage::decode_pack(golden.pack);
    REQUIRE(pack.has_value());
    const auto segments = storage::split_segments(*pack);
    REQUIRE(segments.size() == 1);
    CHECK(storage::read_segment(segments[0]) == std::vector{golden.commits[0]});
  }
}

TEST_CASE("meta") {
  const Golden golden;
  const std::string good = storage::encode(golden.layout.meta);

  SUBCASE("cut off anywhere is damaged, never a crash") {
    for (std::size_t length = 0; length + 1 < good.size(); ++length)
      CHECK_FALSE(storage::decode_meta(std::string_view(good).substr(0, length)).has_value());
  }
  SUBCASE("with any byte changed either does not read or says something else") {
    for (std::size_t at = 0; at + 1 < good.size(); ++at) {
      std::string changed = good;
      changed[at] = static_cast<char>(changed[at] ^ 2);
      const auto meta = storage::decode_meta(changed);
      CHECK((!meta || *meta != golden.layout.meta));
    }
  }
  SUBCASE("says how a merge is taken back, while it can be") {
    storage::Meta meta = golden.layout.meta;
    meta.restore = storage::RestorePoint{3, Part{3, 3, 51, 0, sha256(storage::segment_head(3))}};
    const std::string with = storage::encode(meta);
    CHECK(with.find(
              R"(,"restore":{"commits":3,"tail":{"bytes":51,"commits":0,"first":3,"last":3,"sha256":")") !=
          std::string::npos);
    CHECK(storage::decode_meta(with) == meta);
    std::string changed = with;
    changed.replace(changed.find("\"restore\":{\"commits\":3"), 22, "\"restore\":{\"commits\":-");
    CHECK_FALSE(storage::decode_meta(changed).has_value());
  }
  SUBCASE("with numbers that are no counts is damaged") {
    for (const std::string_view bad : {"-1", "1.5", "\"1\"", "9007199254740992", "null"}) {
      std::string changed = good;
      changed.replace(changed.find("\"commits\":3"), 11, "\"commits\":" + std::string(bad));
      CHECK_FALSE(storage::decode_meta(changed).has_value());
    }
  }
}

TEST_CASE("segments") {
  CommitChain chain;
  const auto commits = chain.next_several(4, 3);
  std::string segment = storage::segment_head(9);
  for (const auto& commit : commits)
    storage::append_lines(segment, commit);

  SUBCASE("give back their commits") {
    CHECK(storage::read_segment(segment) == commits);
  }
  SUBCASE("cut off anywhere but behind a commit are damaged") {
    std::size_t readable = 0;
    for (std::size_t length = 0; length < segment.size(); ++length)
      readable += storage::read_segment(std::string_view(segment).substr(0, length)).has_value();
    CHECK(readable == commits.size());
  }
  SUBCASE("are salvaged commit by commit") {
    CHECK(storage::salvage(segment) == commits);
    std::string changed = segment;
    changed[changed.find(commits[1].operations[1]) + 30] ^= 1;
    CHECK(storage::salvage(changed) == std::vector{commits[0], commits[2], commits[3]});
    CHECK(storage::salvage("").empty());
    CHECK(storage::salvage(std::string(1000, '\n')).empty());
  }
  SUBCASE("a header that claims a billion operations takes no memory") {
    std::string header = commits[0].header;
    header.replace(header.find("\"count\":3"), 9, "\"count\":100000000");
    CHECK_FALSE(storage::read_segment(storage::segment_head(1) + header + "\n").has_value());
  }
}

TEST_CASE("packs") {
  const Golden golden;
  std::string joined = storage::segment_head(1);
  storage::append_lines(joined, golden.commits[0]);
  const std::string second_start = storage::segment_head(2);
  joined += second_start;
  storage::append_lines(joined, golden.commits[1]);
  const Part contents{1, 2, joined.size(), 2, sha256(joined)};
  const std::string pack = storage::encode_pack(contents, Golden::deflated(joined));

  SUBCASE("give back their segments") {
    CHECK(storage::decode_pack(pack) == joined);
    CHECK(storage::split_segments(joined).size() == 2);
  }
  SUBCASE("cut off or changed are damaged") {
    for (std::size_t at = 0; at < pack.size(); ++at) {
      CHECK_FALSE(storage::decode_pack(std::string_view(pack).substr(0, at)).has_value());
      std::string changed = pack;
      changed[at] = static_cast<char>(changed[at] ^ 16);
      const auto read = storage::decode_pack(changed);
      CHECK((!read || *read == joined)); // the numbers of the head line are not needed to read it
    }
  }
  SUBCASE("that claim a gigabyte take no memory") {
    Part claimed = contents;
    claimed.bytes = (std::uint64_t{1} << 30) - 1;
    CHECK_FALSE(storage::decode_pack(storage::encode_pack(claimed, Golden::deflated(joined))).has_value());
  }
}

TEST_CASE("layout") {
  CommitChain chain;
  SeededRandom random(5);
  Layout layout = storage::empty_layout(records::new_replica_id(random), Instant{0});

  SUBCASE("a single commit larger than a pack is one segment") {
    const auto changes = storage::place(layout, chain.next_several(1, 2000, 3000));
    CHECK(layout.sealed.size() == 1);
    CHECK(changes.front().path == "segments/1");
    CHECK(changes.back().path == "meta");
    CHECK(storage::segments_to_pack(layout).size() == 1);
  }
  SUBCASE("going back undoes what was placed") {
    static_cast<void>(storage::place(layout, chain.next_several(3)));
    const Layout earlier = layout;
    static_cast<void>(storage::place(layout, chain.next_several(100, 20, 1000)));
    const auto changes = storage::go_back(layout, earlier);
    for (const auto& change : changes)
      if (change.path.starts_with("segments/"))
        CHECK_FALSE(change.bytes.has_value());
    CHECK(changes[changes.size() - 2] == platform::FileChange{"tail", earlier.tail});
    CHECK(changes.back() == platform::FileChange{"meta", storage::encode(earlier.meta)});
  }
  SUBCASE("a pack never spans a gap in the numbers") {
    for (int i = 0; i < 3; ++i)
      static_cast<void>(storage::place(layout, chain.next_several(1, 1000, 2000)));
    layout.sealed.erase(layout.sealed.begin() + 1);
    const auto chosen = storage::segments_to_pack(layout);
    REQUIRE(chosen.size() == 1);
    CHECK(chosen[0].part.first == 1);
  }
}

} // namespace truat
