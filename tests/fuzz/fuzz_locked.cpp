// The locked file, its geometry and its chunks. Input: a file as it is; the same bytes are locked too, and
// opened again.
#include "exchange/locked_file.h"
#include "fuzz/support.h"

#include <algorithm>

namespace truat::fuzzing {
namespace {

using namespace truat::exchange;

constexpr std::string_view passphrase = "ฝนตก";
/// What a header may ask for is minutes of work; a fuzzer has milliseconds.
constexpr std::uint32_t most_iterations = 16;

std::string_view end_of(std::string_view file) {
  return file.substr(file.size() - std::min(file.size(), locked_end_bytes));
}

void open_chunks(std::string_view file) {
  const auto locked = LockedFile::open(file, end_of(file), file.size());
  const auto shorter = LockedFile::open(file.substr(0, locked_beginning_bytes), end_of(file), file.size());
  must(locked.has_value() == shorter.has_value(), "the beginning is enough");
  if (!locked) {
    must_be_told(locked.error());
    return;
  }
  must(locked->chunk_count() > 0, "an empty file has a chunk too");
  std::uint64_t at = locked->place(0).offset;
  for (std::uint32_t number = 0; number < locked->chunk_count(); ++number) {
    const auto [offset, length] = locked->place(number);
    must(offset == at && offset + length < file.size(), "chunks stand behind each other, within the file");
    at += length;
    must(locked->chunk_at(locked->plain_offset(number)) == number, "a chunk holds its first byte");
    const auto chunk = locked->chunk(number, file.substr(offset, length));
    if (!chunk)
      must_be_told(chunk.error());
    else
      must(chunk->sealing != locked->with_other_end(number), "a last chunk is sealed otherwise");
    must_be_told(locked->why_not(number, false));
    must_be_told(locked->why_not(number, true));
  }
  must(locked->plain_bytes() < file.size(), "base 64 and tags make a file longer");
  if (locked->header().iterations > most_iterations)
    return;
  const auto plain = unlock_file(file, passphrase);
  if (!plain) {
    must_be_told(plain.error());
    return;
  }
  must(plain->size() == locked->plain_bytes(), "the geometry knows the plain file's size");
  if (encode(locked->header()) == file.substr(16, encode(locked->header()).size())) // without newer keys
    must(lock_file(locked->header(), passphrase, *plain) == file, "what opens is what would be written");
}

void lock(std::string_view plain, std::uint32_t chunk_bytes, std::size_t piece) {
  const LockedHeader header{
      .chunk_bytes = chunk_bytes, .iterations = 1, .nonce = {1, 2, 3}, .salt = std::string(16, 's')};
  const std::string file = lock_file(header, passphrase, plain);
  must(looks_locked(file), "a locked file looks so");
  const auto again = unlock_file(file, passphrase);
  must(again.has_value() && *again == plain, "what is locked opens to the same");
  must(!unlock_file(file, "ฝน").has_value(), "another passphrase opens nothing");

  const SealKey key = key_of_passphrase(passphrase, header.salt, header.iterations);
  LockedWriter writer(header);
  std::string written = writer.beginning();
  const auto put_out = [&] {
    while (const auto chunk = writer.take())
      written += writer.line_of(seal(key, chunk->sealing, chunk->bytes));
  };
  for (std::size_t at = 0; at < plain.size(); at += piece) {
    writer.add(plain.substr(at, piece));
    put_out();
  }
  writer.finish();
  put_out();
  must(writer.is_done() && written == file, "pieces of any size make the same file");
}

} // namespace

void fuzz(std::string_view bytes) {
  Input input(bytes);
  open_chunks(bytes);
  const auto chunk_bytes = static_cast<std::uint32_t>(1 + input.choose(64));
  if (bytes.size() < 4096)
    lock(bytes, chunk_bytes, 1 + bytes.size() / 7);
}

} // namespace truat::fuzzing
