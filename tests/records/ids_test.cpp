#include "records/ids.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

using namespace truat;
using namespace truat::records;

TEST_CASE("ids are written in Crockford's base 32, lower case") {
  SUBCASE("known bytes have known texts") {
    RecordId record;
    CHECK(to_string(record) == "00000000000000000000000000");
    record.bytes.fill(0xFF);
    CHECK(to_string(record) == "7zzzzzzzzzzzzzzzzzzzzzzzzz");
    record = {};
    record.bytes[15] = 31;
    CHECK(to_string(record) == "0000000000000000000000000z");
    ReplicaId replica;
    replica.bytes.fill(0xFF);
    CHECK(to_string(replica) == "zzzzzzzzzzzzzzzz");
    CHECK(to_string(builtin_replica()) == "base000000000000");
  }
  SUBCASE("what is written is read back") {
    SeededRandom random(7);
    for (int i = 0; i < 200; ++i) {
      const RecordId record = new_record_id(random);
      const ReplicaId replica = new_replica_id(random);
      CHECK(to_string(record).size() == 26);
      CHECK(parse_record_id(to_string(record)) == record);
      CHECK(parse_replica_id(to_string(replica)) == replica);
    }
  }
  SUBCASE("texts order as the ids do") {
    SeededRandom random(8);
    std::vector<RecordId> ids;
    for (int i = 0; i < 100; ++i)
      ids.push_back(new_record_id(random));
    std::ranges::sort(ids);
    CHECK(std::ranges::is_sorted(ids, {}, [](const RecordId& id) { return to_string(id); }));
  }
  SUBCASE("any other text is none") {
    for (const std::string_view text :
         {"", "0", "0000000000000000000000000", "000000000000000000000000000", "80000000000000000000000000",
          "0000000000000000000000000O", "0000000000000000000000000u", "0000000000000000000000000A",
          "0000000000000000000000000 ", "00000000-0000000000000000-"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_record_id(text));
    }
    CHECK_FALSE(parse_replica_id("base00000000000"));
    CHECK_FALSE(parse_replica_id("base0000000000000"));
    CHECK_FALSE(parse_replica_id("BASE000000000000"));
  }
}

TEST_CASE("ids of what has a natural key are the same on every PC") {
  CHECK(natural_record_id("factory", "20900000125553") == natural_record_id("factory", "20900000125553"));
  CHECK(natural_record_id("factory", "20900000125553") != natural_record_id("factory", "20900000125554"));
  CHECK(natural_record_id("factory", "20900000125553") != natural_record_id("person", "20900000125553"));
  CHECK(natural_record_id("a", "bc") != natural_record_id("ab", "c"));
  // The first 128 bits of sha-256("factory" 0x1F "20900000125553"); kept files depend on it.
  CHECK(to_string(natural_record_id("factory", "20900000125553")) == "2xee9vba4v91aft4953y5r95fb");
}

TEST_CASE("operation ids name the replica, the sequence and the place") {
  const OperationId id{builtin_replica(), 12, 0};
  CHECK(to_string(id) == "base000000000000.12.0");
  CHECK(parse_operation_id("base000000000000.12.0") == id);
  CHECK(parse_operation_id("base000000000000.9007199254740991.4294967295") ==
        OperationId{builtin_replica(), greatest_count, UINT32_MAX});
  for (const std::string_view text :
       {"", "base000000000000", "base000000000000.1", "base000000000000.0.0", "base000000000000.01.0",
        "base000000000000.1.00", "base000000000000.+1.0", "base000000000000.1.-0", "base000000000000.1.0.0",
        "base000000000000.1. 0", "base000000000000.9007199254740992.0", "base000000000000.1.4294967296",
        "base000000000000..0", "base000000000000.1."}) {
    CAPTURE(text);
    CHECK_FALSE(parse_operation_id(text));
  }
  SUBCASE("they order by replica, sequence, place as numbers") {
    CHECK(*parse_operation_id("base000000000000.9.0") < *parse_operation_id("base000000000000.10.0"));
    CHECK(*parse_operation_id("base000000000000.9.9") < *parse_operation_id("base000000000000.9.10"));
  }
  SUBCASE("neighbours hash apart") {
    std::set<std::size_t> hashes;
    for (std::uint64_t sequence = 1; sequence <= 100; ++sequence)
      for (std::uint32_t index = 0; index < 10; ++index)
        hashes.insert(std::hash<OperationId>()({builtin_replica(), sequence, index}));
    CHECK(hashes.size() == 1000);
  }
}
