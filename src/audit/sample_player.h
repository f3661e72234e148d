// Plays the script of the sample office: what sample_office.cpp and sample_visits.cpp share.
#pragma once

#include "audit/evidence_verbs.h"
#include "audit/sample_office.h"
#include "audit/sample_photos.h"
#include "audit/visit_verbs.h"

#include <algorithm>
#include <map>

namespace truat::audit {

template <class T>
using ByKey = std::map<std::string, T, std::less<>>;

/// Plays the script: every record by the verbs that a person would use, at the time at which they would.
class SamplePlayer {
public:
  SamplePlayer(records::Ledger& ledger, FixedClock& clock, const Reference& reference,
               const SampleOptions& options)
      : m_ledger(ledger), m_clock(clock), m_reference(reference), m_options(options),
        m_audit(ledger.projection(), reference), m_random(options.seed) {}

  Result<void> play(JsonView root);

private:
  // Where things go wrong: the first error ends the play.
  void refuse(const std::string& where, Error error = {"audit.sample_unreadable", {}, {}}) {
    if (m_error)
      return;
    error.where = where + (error.where.empty() ? "" : ": ") + error.where;
    m_error = std::move(error);
  }
  [[nodiscard]] bool failed() const { return m_error.has_value(); }
  void commit(const Result<Change>& change, const std::string& where);
  RecordId make(const Result<Created>& created, const std::string& where);

  // Time
  [[nodiscard]] std::optional<CivilDate> day_of(JsonView json) const;
  void set_clock(const CivilDate& day, const TimeOfDay& time);
  [[nodiscard]] records::Context context();

  // Reading
  [[nodiscard]] std::optional<Value> value_of(const records::FieldDescriptor& field, JsonView json) const;
  template <class Record>
  Record read(JsonView json, const Table<Record>& table, std::string_view kind, const std::string& where,
              const std::vector<std::string_view>& other_keys);
  template <class T>
  T find(const ByKey<T>& known, JsonView key, const std::string& where);

  // The office, then the visits
  void play_office(JsonView root);
  void play_factories(JsonView list);
  void play_visit(JsonView json, const std::string& where);
  [[nodiscard]] std::optional<RecordId> begin(JsonView json, const std::string& where);
  void fill_in(const RecordId& visit, JsonView json, const std::string& where);
  void answer_all(const RecordId& visit, JsonView json, const std::string& where);
  void answer_rest(const RecordId& visit, JsonView json, const forms::Section& section,
                   const std::string& where);
  void answer_one(const RecordId& visit, const forms::Question& question, JsonView given,
                  const std::string& where);
  [[nodiscard]] std::optional<forms::Answer> read_answer(const forms::Question& question,
                                                         JsonView json) const;
  void photograph(const RecordId& visit, const std::string& question, const std::string& key,
                  const std::string& where);
  void play_findings(const RecordId& visit, JsonView json, const std::string& where);
  void play_samples(const RecordId& visit, JsonView json, const std::string& where);
  void sign_all(const RecordId& visit, JsonView json, const std::string& where);
  void finish(const RecordId& visit, JsonView json, const std::string& where);
  void set(const RecordId& record, const std::string& field, Value value, const std::string& where);
  [[nodiscard]] std::string citation(std::string_view ground) const;

  struct Scene {
    std::string name; ///< of `sample_photos`
    std::string caption;
  };

  records::Ledger& m_ledger;
  FixedClock& m_clock;
  const Reference& m_reference;
  const SampleOptions& m_options;
  Audit m_audit;
  SeededRandom m_random;
  std::optional<Error> m_error;
  RecordId m_author;
  NumberSeries m_series;
  ByKey<RecordId> m_people;
  ByKey<RecordId> m_instruments;
  ByKey<RecordId> m_factories;
  ByKey<Scene> m_scenes;
  ByKey<Strokes> m_strokes;
};

/// `other_keys` are those of the script that are no fields.
template <class Record>
Record SamplePlayer::read(JsonView json, const Table<Record>& table, std::string_view kind,
                          const std::string& where, const std::vector<std::string_view>& other_keys) {
  Record record;
  json.for_each_member([&](std::string_view key, JsonView given) {
    if (std::ranges::find(other_keys, key) != other_keys.end())
      return;
    const std::string wire = std::string(kind) + "." + std::string(key);
    const auto field = std::ranges::find(table.descriptors(), wire, &records::FieldDescriptor::wire);
    const auto value = field == table.descriptors().end() ? std::nullopt : value_of(*field, given);
    if (!value || !table.assign(record, wire, *value))
      refuse(where + "." + std::string(key));
  });
  return record;
}

template <class T>
T SamplePlayer::find(const ByKey<T>& known, JsonView key, const std::string& where) {
  const auto found = known.find(key.string().value_or(""));
  if (found != known.end())
    return found->second;
  refuse(where);
  return {};
}

} // namespace truat::audit
