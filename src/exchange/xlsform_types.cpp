#include "exchange/xlsform_types.h"

#include "forms/expression/value.h"

#include <algorithm>
#include <array>

namespace truat::exchange {
namespace {

using forms::Control;

struct PlainType {
  std::string_view word; ///< in lower case, blanks for underscores
  Control control = Control::input;
  std::string_view data_type = "string";
  std::string_view media_type = {};
  std::string_view preload = {};
  std::string_view preload_parameters = {};
};
constexpr auto plain_types = std::to_array<PlainType>({
    {"text"},
    {"string"},
    {"note"},
    {"integer", Control::input, "int"},
    {"int", Control::input, "int"},
    {"decimal", Control::input, "decimal"},
    {"range", Control::range, "int"},
    {"date", Control::input, "date"},
    {"time", Control::input, "time"},
    {"datetime", Control::input, "dateTime"},
    {"geopoint", Control::input, "geopoint"},
    {"location", Control::input, "geopoint"},
    {"gps", Control::input, "geopoint"},
    {"geotrace", Control::input, "geotrace"},
    {"geoshape", Control::input, "geoshape"},
    {"barcode", Control::input, "barcode"},
    {"image", Control::upload, "binary", "image/*"},
    {"photo", Control::upload, "binary", "image/*"},
    {"audio", Control::upload, "binary", "audio/*"},
    {"video", Control::upload, "binary", "video/*"},
    {"file", Control::upload, "binary", "application/*"},
    {"acknowledge", Control::trigger},
    {"trigger", Control::trigger},
    {"calculate", Control::none},
    {"hidden", Control::none},
    {"background audio", Control::none, "binary"},
    {"start geopoint", Control::none, "geopoint"},
    {"background geopoint", Control::none, "geopoint"},
    {"start", Control::none, "dateTime", {}, "timestamp", "start"},
    {"end", Control::none, "dateTime", {}, "timestamp", "end"},
    {"today", Control::none, "date", {}, "date", "today"},
    {"deviceid", Control::none, "string", {}, "property", "deviceid"},
    {"device id", Control::none, "string", {}, "property", "deviceid"},
    {"imei", Control::none, "string", {}, "property", "deviceid"},
    {"subscriberid", Control::none, "string", {}, "property", "subscriberid"},
    {"simserial", Control::none, "string", {}, "property", "simserial"},
    {"phonenumber", Control::none, "string", {}, "property", "phonenumber"},
    {"phone number", Control::none, "string", {}, "property", "phonenumber"},
    {"username", Control::none, "string", {}, "property", "username"},
    {"email", Control::none, "string", {}, "property", "email"},
});

struct SelectType {
  std::string_view word;
  Control control;
  bool from_file = false;
};
/// The longest first: "select one from" is also how "select one" begins.
constexpr auto select_types = std::to_array<SelectType>({
    {"add select multiple prompt using ", Control::select},
    {"select multiple from file ", Control::select, true},
    {"select one from file ", Control::select_one, true},
    {"select all that apply from ", Control::select},
    {"add select one prompt using ", Control::select_one},
    {"select one external ", Control::select_one},
    {"select multiple from ", Control::select},
    {"select all that apply ", Control::select},
    {"select multiple ", Control::select},
    {"select one from ", Control::select_one},
    {"select one ", Control::select_one},
    {"select1 ", Control::select_one},
    {"rank ", Control::rank},
});

std::string joined_words(std::string_view text) {
  std::string joined;
  for (const std::string_view word : forms::expression::words_of(text))
    joined.append(joined.empty() ? "" : " ").append(word);
  return joined;
}
/// For comparing: lower case, and one blank for underscores, dashes and blanks.
std::string folded(std::string text) {
  for (char& c : text)
    c = c == '_' || c == '-' ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

std::optional<RowKind> structure(const std::string& word) {
  for (const auto& [begin, kind] : std::to_array<std::pair<std::string_view, RowKind>>({
           {"begin group", RowKind::begin_group},
           {"end group", RowKind::end_group},
           {"begin repeat", RowKind::begin_repeat},
           {"end repeat", RowKind::end_repeat},
           {"begin loop", RowKind::begin_group},
           {"end loop", RowKind::end_group},
       }))
    if (word.starts_with(begin))
      return kind;
  return std::nullopt;
}

} // namespace

RowType parse_row_type(std::string_view text) {
  RowType type;
  const std::string words = joined_words(text);
  const std::string word = folded(words);
  if (const auto kind = structure(word)) {
    type.kind = *kind;
    type.control = Control::none;
    return type;
  }
  for (const SelectType& select : select_types) {
    if (!word.starts_with(select.word))
      continue;
    std::string rest = words.substr(select.word.size());
    for (const std::string_view other : {" or_other", " or other", " or specify other"})
      if (folded(rest).ends_with(folded(std::string(other)))) {
        type.or_other = true;
        rest.resize(rest.size() - other.size());
      }
    type.control = select.control;
    type.data_type = select.control == Control::rank ? "odk:rank" : "string";
    type.from_file = select.from_file;
    type.list = std::string(forms::expression::trimmed(rest));
    return type;
  }
  if (word == "audit") {
    type.control = Control::none;
    type.data_type = "binary";
    type.in_meta = true;
    return type;
  }
  if (word == "csv external" || word == "xml external" || word == "osm") {
    type.kind = RowKind::ignored;
    type.from_file = word != "osm";
    type.is_known = word != "osm";
    return type;
  }
  const auto plain = std::ranges::find(plain_types, word, &PlainType::word);
  type.is_known = plain != plain_types.end();
  if (!type.is_known)
    return type;
  type.control = plain->control;
  type.data_type = plain->data_type;
  type.media_type = plain->media_type;
  type.preload = plain->preload;
  type.preload_parameters = plain->preload_parameters;
  type.is_note = word == "note";
  return type;
}

} // namespace truat::exchange
