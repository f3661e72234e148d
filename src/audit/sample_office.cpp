#include "audit/sample_office.h"

#include "audit/sample_player.h"
#include "base/sort.h"

namespace truat::audit {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day_length = 24 * 60 * minute;

} // namespace

void SamplePlayer::commit(const Result<Change>& change, const std::string& where) {
  if (failed())
    return;
  if (!change) {
    refuse(where, change.error());
    return;
  }
  if (change->operations.empty())
    return;
  if (const auto committed = m_ledger.commit(*change, m_author);
      !committed && committed.error().key != "records.empty_change")
    refuse(where, committed.error());
  m_clock.advance_milliseconds(minute / 2);
}

RecordId SamplePlayer::make(const Result<Created>& created, const std::string& where) {
  if (!created) {
    refuse(where, created.error());
    return {};
  }
  commit(created->change, where);
  return created->id;
}

std::optional<CivilDate> SamplePlayer::day_of(JsonView json) const {
  if (const auto offset = json["day"].integer())
    return add_days(m_options.today, *offset);
  return parse_iso_date(json.string().value_or(""));
}

void SamplePlayer::set_clock(const CivilDate& day, const TimeOfDay& time) {
  const std::int64_t minutes = time.hour * 60 + time.minute - thailand_offset_minutes;
  m_clock.set({days_since_epoch(day) * day_length + minutes * minute});
}

records::Context SamplePlayer::context() {
  return {
      .actor = m_author, .today = local_time(m_clock.now()).date, .now = m_clock.now(), .random = &m_random};
}

std::optional<Value> SamplePlayer::value_of(const records::FieldDescriptor& field, JsonView json) const {
  if (field.type == records::FieldType::date) {
    const auto day = day_of(json);
    return day ? std::optional(records::to_value(*day)) : std::nullopt;
  }
  if (field.type == records::FieldType::structure) {
    auto canonical = canonical_json(json);
    return canonical ? std::optional<Value>(records::Structure{std::move(*canonical)}) : std::nullopt;
  }
  if (const auto text = json.string())
    return Value{std::string(*text)};
  if (const auto number = json.integer())
    return Value{*number};
  if (const auto truth = json.boolean())
    return Value{*truth};
  return std::nullopt;
}

void SamplePlayer::set(const RecordId& record, const std::string& field, Value value,
                       const std::string& where) {
  commit(set_field(m_audit, record, field, std::move(value), std::nullopt, context()), where + "." + field);
}

void SamplePlayer::play_office(JsonView root) {
  set_clock(add_days(m_options.today, -400), {8, 30});
  m_author = records::new_record_id(m_random);
  const RecordId office =
      make(add_office(m_audit, read(root["office"], office_table(), office_kind, "office", {}), context()),
           "office");
  Workstation workstation =
      read(root["workstation"], workstation_table(), workstation_kind, "workstation", {});
  workstation.office = office;
  make(name_workstation(m_audit, m_ledger.replica(), workstation, context()), "workstation");
  m_series = series_of(m_audit, m_ledger.replica());
  root["people"].for_each_element([&](JsonView json) {
    const std::string where = "people." + std::string(json["key"].string().value_or(""));
    Person person = read(json, person_table(), person_kind, where, {"key"});
    person.office = office;
    m_people.emplace(json["key"].string().value_or(""), make(add_person(m_audit, person, context()), where));
  });
  if (!m_people.empty())
    m_author = m_people.begin()->second;
  root["instruments"].for_each_element([&](JsonView json) {
    const std::string where = "instruments." + std::string(json["key"].string().value_or(""));
    const Instrument instrument = read(json, instrument_table(), instrument_kind, where, {"key"});
    m_instruments.emplace(json["key"].string().value_or(""),
                          make(add_instrument(m_audit, instrument, context()), where));
  });
  root["photos"].for_each_element([&](JsonView json) {
    m_scenes.emplace(json["key"].string().value_or(""),
                     Scene{std::string(json["scene"].string().value_or("")),
                           std::string(json["caption"].string().value_or(""))});
  });
  root["strokes"].for_each_member([&](std::string_view key, JsonView json) {
    const auto canonical = canonical_json(json);
    const auto strokes = canonical ? as_strokes({*canonical}) : std::nullopt;
    if (strokes)
      m_strokes.emplace(key, *strokes);
    else
      refuse("strokes." + std::string(key));
  });
}

void SamplePlayer::play_factories(JsonView list) {
  list.for_each_element([&](JsonView json) {
    if (failed() || (m_options.factories && m_factories.size() >= *m_options.factories))
      return;
    const std::string where = "factories." + std::string(json["key"].string().value_or(""));
    Factory factory = read(json, factory_table(), factory_kind, where, {"key"});
    if (const Place* place = m_reference.places.find(factory.subdistrict)) {
      factory.district = factory.subdistrict.substr(0, 4);
      factory.province = factory.subdistrict.substr(0, 2);
      factory.postcode = factory.postcode.empty() ? place->postcode : factory.postcode;
    }
    m_factories.emplace(json["key"].string().value_or(""),
                        make(add_factory(m_audit, factory, context()), where));
  });
}

Result<void> SamplePlayer::play(JsonView root) {
  if (root["format"].string() != "truat-sample-office")
    return failure("audit.sample_unreadable");
  play_office(root);
  play_factories(root["factories"]);
  std::vector<JsonView> visits;
  root["visits"].for_each_element([&](JsonView visit) {
    if (m_factories.contains(visit["factory"].string().value_or("")) || !m_options.factories)
      visits.push_back(visit);
  });
  const auto day = [&](JsonView visit) {
    const auto planned = visit["state"].string() == "planned";
    return planned ? add_days(m_options.today, -3) : day_of(visit["visited_on"]).value_or(m_options.today);
  };
  truat::sort(visits, {}, day);
  for (const JsonView visit : visits)
    if (!failed())
      play_visit(visit, "visits." + std::string(visit["key"].string().value_or("")));
  if (m_error)
    return std::unexpected(std::move(*m_error));
  return {};
}

Result<void> fill_sample_office(records::Ledger& ledger, FixedClock& clock, const Reference& reference,
                                std::string_view json, const SampleOptions& options) {
  const auto document = parse_json(json);
  if (!document)
    return std::unexpected(document.error());
  return SamplePlayer(ledger, clock, reference, options).play(document->root());
}

} // namespace truat::audit
