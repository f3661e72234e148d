// Files that people hand to the page and get from it: picking, dropping, reading by slices, saving.
#pragma once

#include "platform/async.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace truat::platform {

/// A file the browser holds for us until it is released. Nothing of it is in the heap.
struct PickedFile {
  std::uint32_t id = 0;
  std::string name;
  std::string media_type; ///< as the browser guesses it, often empty
  std::uint64_t size_bytes = 0;
  bool operator==(const PickedFile&) const = default;
};

enum class Several { no, yes };
enum class FromCamera { no, yes };

struct PickRequest {
  std::string accept; ///< ".csv,.xlsx" or "image/*"; empty is anything
  Several several = Several::no;
  FromCamera from_camera = FromCamera::no; ///< opens the camera at once on phones and tablets
};

/// Opens the browser's file dialog; call it within a few seconds of the click. Nothing is answered when the
/// person cancels on a browser that does not say so.
void pick_files(const PickRequest& request, std::function<void(std::vector<PickedFile>)> picked);

/// Files dropped anywhere on the page. `hovering` follows a drag so that the screen can show where to drop.
void on_files_dropped(std::function<void(std::vector<PickedFile>)> dropped,
                      std::function<void(bool hovering)> hovering);

/// Bytes `offset` to `offset + length`, or fewer at the end. Error: `platform.file_unreadable` (moved,
/// changed or taken away since it was picked).
void read_slice(std::uint32_t file, std::uint64_t offset, std::uint64_t length, Done<std::string> done);
void release_file(std::uint32_t file);

/// Whether this browser can hand a .truat.json to other programs of the device. Where it shares no such
/// files, the name ends in ".txt" besides.
[[nodiscard]] bool can_share_files();

/// A file being made for the person, kept by the browser as parts so that it may be larger than the heap.
class OutgoingFile {
public:
  OutgoingFile(std::string name, std::string media_type);
  ~OutgoingFile(); ///< what was not saved is forgotten
  OutgoingFile(OutgoingFile&& other) noexcept;
  OutgoingFile& operator=(OutgoingFile&& other) noexcept;
  void append(std::string_view bytes);
  [[nodiscard]] std::uint64_t size_bytes() const { return m_size_bytes; }
  /// Hands it to the browser's downloads, under its name.
  void save();
  /// Opens it in a new tab (an HTML document under our content security policy).
  void open();
  /// Hands it to another program of the device, which the person chooses; false where they chose none. Call
  /// it within a few seconds of a press. Error: `platform.share_refused`.
  void share(Done<bool> done);
  /// Opens the browser's print dialog for it: HTML in a hidden frame. `done` when the dialog has been asked
  /// for.
  void print(Done<void> done);

private:
  std::uint32_t m_id = 0;
  std::uint64_t m_size_bytes = 0;
};

} // namespace truat::platform
