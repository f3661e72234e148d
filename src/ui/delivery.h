// What comes back to the screens from a request that took its time: files, a position, an import's preview.
// `app` puts it into `UiState::inbox`; the screen that waits for it takes it out.
#pragma once

#include "base/error.h"
#include "records/ledger.h"
#include "ui/request.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace truat::ui {

struct FilePicked {
  FilePurpose purpose = FilePurpose::photo;
  std::string name;
  std::string bytes; ///< empty for photos, which the photo database has already: `photo` is their hash
  std::string photo;
  records::RecordId record;
  std::string field;
};
struct PositionFound {
  records::RecordId record;
  std::string field;
  double latitude = 0, longitude = 0, accuracy_metres = 0;
};
/// A request that failed where a toast would not be enough: the place shows it.
struct RequestFailed {
  records::RecordId record;
  std::string field;
  Error error;
};

/// A factory list as it was read: headings, what each column feeds, what is new, known and bad.
struct FactoryListPreview {
  struct Column {
    std::string heading;
    std::string field; ///< wire name, empty: left out
    std::string sample;
    bool sure = false; ///< matched by its heading
  };
  std::uint64_t import = 0;
  std::string file;
  std::string read_as; ///< "Windows-874 · comma"
  std::vector<Column> columns;
  std::size_t rows = 0, new_rows = 0, known_rows = 0, bad_rows = 0;
  std::vector<Warning> warnings;
  std::optional<Error> error; ///< the whole file is unreadable; nothing else is filled
};
/// A `.truat.json` as it would change this store.
struct TruatFilePreview {
  std::uint64_t import = 0;
  std::string file;
  std::uint64_t bytes = 0;
  std::string from_person, from_office, from_replica;
  records::MergePreview preview;
  std::size_t photos = 0, missing_photos = 0;
  std::optional<Error> error;
};

using Delivery = std::variant<FilePicked, PositionFound, RequestFailed, FactoryListPreview, TruatFilePreview>;

class Inbox {
public:
  void put(Delivery delivery) { m_deliveries.push_back(std::move(delivery)); }

  /// The first delivery of the type for which `wanted(const T&)` holds, taken out.
  template <class T, class Wanted>
  std::optional<T> take(Wanted wanted) {
    for (std::size_t i = 0; i < m_deliveries.size(); ++i) {
      T* found = std::get_if<T>(&m_deliveries[i]);
      if (found != nullptr && wanted(static_cast<const T&>(*found))) {
        std::optional<T> taken(std::move(*found));
        m_deliveries.erase(m_deliveries.begin() + static_cast<std::ptrdiff_t>(i));
        return taken;
      }
    }
    return std::nullopt;
  }
  template <class T>
  std::optional<T> take() {
    return take<T>([](const T&) { return true; });
  }
  [[nodiscard]] std::size_t size() const { return m_deliveries.size(); }

private:
  std::vector<Delivery> m_deliveries;
};

} // namespace truat::ui
