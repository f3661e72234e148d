// How single values stand in MSPDI, and the rows of `exchange/mspdi_fields.h` made of them.
#pragma once

#include "exchange/mspdi_fields.h"
#include "exchange/plan_xml.h"

#include <type_traits>

namespace truat::exchange::mspdi {

using namespace project;

template <class Member>
struct MemberOf;
template <class Record, class Value>
struct MemberOf<Value Record::*> {
  using RecordType = Record;
  using ValueType = Value;
};
template <auto Member>
using RecordOf = typename MemberOf<decltype(Member)>::RecordType;

/// Reads and writes one kind of value; `read` gives the value or nothing.
struct Text {
  static std::optional<std::string> read(std::string_view text) { return std::string(text); }
  static std::string write(const std::string& value) { return value; }
};
struct Flag {
  static std::optional<bool> read(std::string_view text) {
    const bool yes = text == "1" || text == "true";
    return yes || text == "0" || text == "false" ? std::optional(yes) : std::nullopt;
  }
  static std::string write(bool value) { return value ? "1" : "0"; }
};
template <std::int64_t least, std::int64_t most>
struct Whole {
  static std::optional<std::int32_t> read(std::string_view text) {
    const auto value = parse_whole(text);
    return value && *value >= least && *value <= most ? std::optional(static_cast<std::int32_t>(*value))
                                                      : std::nullopt;
  }
  static std::string write(std::int64_t value) { return std::to_string(value); }
};
struct Money {
  static std::optional<Satang> read(std::string_view text) {
    const auto value = parse_scaled(text, 0);
    return value ? std::optional(Satang{*value}) : std::nullopt;
  }
  static std::string write(Satang value) { return std::to_string(value.value); }
};
struct Rate {
  static std::optional<Decimal> read(std::string_view text) { return parse_decimal(text); }
  static std::string write(const Decimal& value) { return to_string(value); }
};
/// 1.5 is 15,000.
struct Units {
  static std::optional<std::int32_t> read(std::string_view text) {
    const auto value = parse_scaled(text, 4);
    return value && *value >= 0 && *value <= 2'000'000'000 ? std::optional(static_cast<std::int32_t>(*value))
                                                           : std::nullopt;
  }
  static std::string write(std::int32_t value) { return scaled_text(value, 4); }
};
template <class Id>
struct Identity {
  static std::optional<Id> read(std::string_view text) {
    const auto value = parse_whole(text);
    return value ? std::optional(Id{*value}) : std::nullopt;
  }
  static std::string write(Id value) { return std::to_string(static_cast<std::int64_t>(value)); }
};

enum class Absent : std::uint8_t { written, left_out }; ///< what becomes of a value that says nothing

template <auto Member, class Kind, Absent absent = Absent::left_out>
constexpr MspdiField<RecordOf<Member>> plain(std::string_view name) {
  using Record = RecordOf<Member>;
  return {name, FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto value = Kind::read(text);
            if (!value)
              return FieldRead::not_understood;
            record.*Member = *value;
            return FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            if (absent == Absent::left_out && record.*Member == Record{}.*Member)
              return std::nullopt;
            return Kind::write(record.*Member);
          }};
}

template <auto Member>
constexpr MspdiField<RecordOf<Member>> moment(std::string_view name) {
  using Record = RecordOf<Member>;
  return {name, FieldUse::value,
          [](Record& record, std::string_view text) {
            bool rounded = false;
            const auto value = parse_iso_moment(text, &rounded);
            if (!value)
              return FieldRead::not_understood;
            record.*Member = *value;
            return rounded ? FieldRead::rounded : FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(record.*Member)>, Moment>)
              return to_iso(record.*Member);
            else
              return record.*Member ? std::optional(to_iso(*(record.*Member))) : std::nullopt;
          }};
}

template <auto Member>
constexpr MspdiField<RecordOf<Member>> work(std::string_view name) {
  using Record = RecordOf<Member>;
  return {name, FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto value = parse_mspdi_duration(text);
            if (!value)
              return FieldRead::not_understood;
            record.*Member = value->first;
            return value->second ? FieldRead::rounded : FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            return record.*Member == 0 ? std::nullopt : std::optional(mspdi_duration_text(record.*Member));
          }};
}

/// A calendar that may be none: -1.
template <auto Member>
constexpr MspdiField<RecordOf<Member>> calendar(std::string_view name) {
  using Record = RecordOf<Member>;
  return {name, FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto value = parse_whole(text);
            if (!value)
              return FieldRead::not_understood;
            if (*value >= 0)
              record.*Member = CalendarId{*value};
            return FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            return record.*Member ? std::to_string(static_cast<std::int64_t>(*(record.*Member))) : "-1";
          }};
}

template <class Record>
constexpr MspdiField<Record> foreign(std::string_view name) {
  return {name, FieldUse::foreign};
}
template <class Record>
constexpr MspdiField<Record> derived(std::string_view name) {
  return {name, FieldUse::derived};
}

inline Duration& duration_in(Task& task) {
  return task.duration;
}
inline Duration& duration_in(Baseline& baseline) {
  return baseline.duration ? *baseline.duration : baseline.duration.emplace();
}
inline const Duration* duration_in(const Task& task) {
  return &task.duration;
}
inline const Duration* duration_in(const Baseline& baseline) {
  return baseline.duration ? &*baseline.duration : nullptr;
}

template <class Record>
constexpr MspdiField<Record> duration() {
  return {"Duration", FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto value = parse_mspdi_duration(text);
            if (!value || value->first < 0)
              return FieldRead::not_understood;
            duration_in(record).minutes = value->first;
            return value->second ? FieldRead::rounded : FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            const Duration* value = duration_in(record);
            return value != nullptr ? std::optional(mspdi_duration_text(value->minutes)) : std::nullopt;
          }};
}

template <class Record>
constexpr MspdiField<Record> duration_format() {
  return {"DurationFormat", FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto code = parse_whole(text);
            const auto format = code ? time_format(*code) : std::nullopt;
            if (!format)
              return FieldRead::not_understood;
            Duration& value = duration_in(record);
            value.unit = format->unit;
            value.base = format->base;
            value.estimated = format->estimated;
            return FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            const Duration* value = duration_in(record);
            return value != nullptr
                       ? std::optional(std::to_string(code_of({value->unit, value->base, value->estimated})))
                       : std::nullopt;
          }};
}

template <class Record>
constexpr MspdiField<Record> estimated(std::string_view name) {
  return {name, FieldUse::value,
          [](Record& record, std::string_view text) {
            const auto value = Flag::read(text);
            if (!value)
              return FieldRead::not_understood;
            duration_in(record).estimated = *value;
            return FieldRead::understood;
          },
          [](const Record& record) -> std::optional<std::string> {
            const Duration* value = duration_in(record);
            return value != nullptr ? std::optional(Flag::write(value->estimated)) : std::nullopt;
          }};
}

} // namespace truat::exchange::mspdi
