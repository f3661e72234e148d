// Apart from locked_file.cpp, so that the page, which lets the browser encrypt, does not have the arithmetic.
#include "exchange/locked_file.h"

namespace truat::exchange {

std::string lock_file(const LockedHeader& header, std::string_view passphrase, std::string_view plain) {
  const SealKey key = key_of_passphrase(passphrase, header.salt, header.iterations);
  LockedWriter writer(header);
  writer.add(plain);
  writer.finish();
  std::string file = writer.beginning();
  while (const auto chunk = writer.take())
    file += writer.line_of(seal(key, chunk->sealing, chunk->bytes));
  return file;
}

Result<std::string> unlock_file(std::string_view file, std::string_view passphrase) {
  const std::size_t end = file.size() - std::min(file.size(), locked_end_bytes);
  const auto locked = LockedFile::open(file, file.substr(end), file.size());
  if (!locked)
    return std::unexpected(locked.error());
  const SealKey key = key_of_passphrase(passphrase, locked->header().salt, locked->header().iterations);
  std::string plain;
  for (std::uint32_t number = 0; number < locked->chunk_count(); ++number) {
    const auto [offset, length] = locked->place(number);
    const auto chunk = locked->chunk(number, file.substr(offset, length));
    if (!chunk)
      return std::unexpected(chunk.error());
    const auto opened = open_sealed(key, chunk->sealing, chunk->bytes);
    if (!opened) {
      const bool opens = open_sealed(key, locked->with_other_end(number), chunk->bytes).has_value();
      return std::unexpected(locked->why_not(number, opens));
    }
    plain += *opened;
  }
  return plain;
}

} // namespace truat::exchange
