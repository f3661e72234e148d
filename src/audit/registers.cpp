#include "audit/registers.h"

#include "base/sort.h"

#include <algorithm>
#include <map>

namespace truat::audit {
namespace {

struct Given {
  int counter = 0;
  RecordId visit;
  bool is_deleted = false;
};

/// What the first counter of a gap would have been written as.
std::string number_of(const NumberRegister& made, int counter) {
  std::string digits = std::to_string(counter);
  digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
  return made.start() + digits;
}

void add_gap(NumberRegister& made, int first, int last) {
  if (first > last)
    return;
  made.entries.push_back({.first = first, .last = last, .number = number_of(made, first), .visit = {}});
  made.missing += last - first + 1;
}

void fill(NumberRegister& made, std::vector<Given>& given) {
  truat::sort(given, {}, &Given::counter);
  int next = 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Given& one = given[i];
    const bool again = i > 0 && given[i - 1].counter == one.counter;
    const bool more = i + 1 < given.size() && given[i + 1].counter == one.counter;
    if (!again)
      add_gap(made, next, one.counter - 1);
    made.entries.push_back({.first = one.counter,
                            .last = one.counter,
                            .number = number_of(made, one.counter),
                            .visit = one.visit,
                            .is_deleted = one.is_deleted,
                            .is_duplicate = again || more});
    made.duplicates += !again && more ? 1 : 0;
    made.deleted += one.is_deleted ? 1 : 0;
    next = one.counter + 1;
  }
}

} // namespace

std::string NumberRegister::start() const {
  return series_start(series, year);
}

std::optional<SeriesNumber> parse_number(std::string_view number) {
  const std::size_t before_counter = number.rfind('-');
  if (before_counter == std::string_view::npos || before_counter == 0)
    return std::nullopt;
  const std::size_t before_year = number.rfind('-', before_counter - 1);
  if (before_year == std::string_view::npos || before_year == 0)
    return std::nullopt;
  const auto counter = counter_of(number, number.substr(0, before_counter + 1));
  const auto year = counter_of(number.substr(0, before_counter), number.substr(0, before_year + 1));
  if (!counter || *counter == 0 || !year)
    return std::nullopt;
  const std::string_view start = number.substr(0, before_year);
  const std::size_t point = start.rfind('.');
  SeriesNumber read{.series = {}, .year = {*year}, .counter = *counter};
  read.series.office = start.substr(0, point);
  if (point != std::string_view::npos)
    read.series.prefix = start.substr(point + 1);
  return read;
}

NumberRegisters number_registers(const Audit& audit) {
  const records::Projection& projection = audit.projection();
  struct Book {
    NumberRegister made;
    std::vector<Given> given;
  };
  std::map<std::string, Book, std::less<>> books; // by what the numbers begin with
  NumberRegisters all;
  for (const RecordId& id : projection.all_records()) {
    if (projection.kind(id) != inspection_kind)
      continue;
    const std::string_view number = records::as_text(projection.value(id, "inspection.number"));
    if (number.empty())
      continue; // planned, and not begun
    const std::optional<SeriesNumber> read = parse_number(number);
    if (!read) {
      all.unreadable.push_back(id);
      continue;
    }
    Book& book = books[series_start(read->series, read->year)];
    book.made.series = read->series;
    book.made.year = read->year;
    book.given.push_back({read->counter, id, projection.is_deleted(id)});
  }
  for (auto& [start, book] : books) {
    fill(book.made, book.given);
    all.registers.push_back(std::move(book.made));
  }
  truat::sort(all.registers, [](const NumberRegister& a, const NumberRegister& b) {
    return a.year.buddhist_year > b.year.buddhist_year;
  });
  return all;
}

} // namespace truat::audit
