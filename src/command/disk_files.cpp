#include "command/disk_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace truat::command {
namespace {

constexpr std::size_t most_file_bytes = std::size_t{2} << 30;
constexpr std::size_t piece_bytes = std::size_t{1} << 20;
constexpr mode_t permission_bits = 07777;

/// An open file, closed at the end at the latest.
class OpenFile {
public:
  OpenFile(const std::string& path, int flags, mode_t mode = 0)
      : m_descriptor(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~OpenFile() { (void)close(); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] bool is_open() const { return m_descriptor >= 0; }
  [[nodiscard]] int descriptor() const { return m_descriptor; }
  [[nodiscard]] bool close() {
    const int descriptor = std::exchange(m_descriptor, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
  }
  [[nodiscard]] bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(m_descriptor, bytes.data(), std::min(bytes.size(), piece_bytes));
      if (count < 0 && errno == EINTR)
        continue;
      if (count <= 0)
        return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

private:
  int m_descriptor;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// The file that links lead to, or the path itself where there is no file yet.
std::string target_of(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), &std::free);
  return resolved == nullptr ? path : std::string(resolved.get());
}

bool write_in_place(const std::string& path, std::string_view bytes) {
  OpenFile file(path, O_WRONLY);
  return file.is_open() && file.write(bytes) && file.close();
}

/// `before` is what stands at the path, if anything.
bool replace(const std::string& path, const struct stat* before, std::string_view bytes) {
  if (before != nullptr && ::access(path.c_str(), W_OK) != 0)
    return false;
  // A short name of its own: beside a name of the greatest length there is room for no longer one.
  const std::string part = folder_of(path) + ".truat-" + std::to_string(::getpid()) + ".part";
  OpenFile file(part, O_WRONLY | O_CREAT | O_EXCL, 0666);
  if (!file.is_open())
    return false;
  const bool is_written =
      file.write(bytes) &&
      (before == nullptr || ::fchmod(file.descriptor(), before->st_mode & permission_bits) == 0) &&
      ::fsync(file.descriptor()) == 0 && file.close() && ::rename(part.c_str(), path.c_str()) == 0;
  if (!is_written)
    ::unlink(part.c_str());
  return is_written;
}

} // namespace

Result<std::string> DiskFiles::read(const std::string& path) {
  OpenFile file(path, O_RDONLY);
  struct stat status = {};
  if (!file.is_open())
    return failure(errno == ENOENT || errno == ENOTDIR ? "command.no_such_file" : "command.file_unreadable",
                   {{"file", path}});
  std::string bytes;
  if (::fstat(file.descriptor(), &status) == 0 && S_ISREG(status.st_mode))
    bytes.reserve(std::min(static_cast<std::size_t>(status.st_size), most_file_bytes));
  std::string piece(piece_bytes, '\0');
  while (true) {
    const ssize_t count = ::read(file.descriptor(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return failure(errno == EISDIR ? "command.is_folder" : "command.file_unreadable", {{"file", path}});
    if (count == 0)
      return bytes;
    bytes.append(piece, 0, static_cast<std::size_t>(count));
    if (bytes.size() > most_file_bytes)
      return failure("command.file_too_large",
                     {{"file", path}, {"limit", std::to_string(most_file_bytes >> 30) + " GB"}});
  }
}

Result<void> DiskFiles::write(const std::string& path, std::string_view bytes) {
  const std::string target = target_of(path);
  struct stat status = {};
  const bool is_there = ::stat(target.c_str(), &status) == 0;
  const bool is_written = is_there && !S_ISREG(status.st_mode)
                              ? write_in_place(target, bytes)
                              : replace(target, is_there ? &status : nullptr, bytes);
  return is_written ? Result<void>() : failure("command.file_unwritable", {{"file", path}});
}

} // namespace truat::command
