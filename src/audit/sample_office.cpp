#include "audit/sample_office.h"

#include "audit/answer_verbs.h"
#include "audit/evidence_verbs.h"
#include "audit/signing_verbs.h"
#include "audit/visit_verbs.h"
#include "base/embedded.h"

#include <algorithm>
#include <map>

namespace truat::audit {
namespace {

using forms::QuestionType;
using records::FieldType;

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t day_length = 24 * 60 * minute;

template <class T>
using ByKey = std::map<std::string, T, std::less<>>;

/// Plays the script: every record by the verbs that a person would use, at the time at which they would.
class Player {
public:
  Player(records::Ledger& ledger, FixedClock& clock, const Reference& reference, const SampleOptions& options)
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
    std::string file;
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

void Player::commit(const Result<Change>& change, const std::string& where) {
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

RecordId Player::make(const Result<Created>& created, const std::string& where) {
  if (!created) {
    refuse(where, created.error());
    return {};
  }
  commit(created->change, where);
  return created->id;
}

std::optional<CivilDate> Player::day_of(JsonView json) const {
  if (const auto offset = json["day"].integer())
    return add_days(m_options.today, *offset);
  return parse_iso_date(json.string().value_or(""));
}

void Player::set_clock(const CivilDate& day, const TimeOfDay& time) {
  const std::int64_t minutes = time.hour * 60 + time.minute - thailand_offset_minutes;
  m_clock.set({days_since_epoch(day) * day_length + minutes * minute});
}

records::Context Player::context() {
  return {.actor = m_author,
          .role = {},
          .today = local_time(m_clock.now()).date,
          .now = m_clock.now(),
          .random = &m_random};
}

std::optional<Value> Player::value_of(const records::FieldDescriptor& field, JsonView json) const {
  if (field.type == FieldType::date) {
    const auto day = day_of(json);
    return day ? std::optional(records::to_value(*day)) : std::nullopt;
  }
  if (field.type == FieldType::structure) {
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

/// `other_keys` are those of the script that are no fields.
template <class Record>
Record Player::read(JsonView json, const Table<Record>& table, std::string_view kind,
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
T Player::find(const ByKey<T>& known, JsonView key, const std::string& where) {
  const auto found = known.find(key.string().value_or(""));
  if (found != known.end())
    return found->second;
  refuse(where);
  return {};
}

void Player::set(const RecordId& record, const std::string& field, Value value, const std::string& where) {
  commit(set_field(m_audit, record, field, std::move(value), std::nullopt, context()), where + "." + field);
}

void Player::play_office(JsonView root) {
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
                     Scene{std::string(json["file"].string().value_or("")),
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

void Player::play_factories(JsonView list) {
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

std::optional<RecordId> Player::begin(JsonView json, const std::string& where) {
  const forms::Template* checklist = m_reference.checklists.find(json["checklist"].string().value_or(""));
  if (checklist == nullptr) {
    refuse(where + ".checklist");
    return std::nullopt;
  }
  if (auto install = install_checklist(m_audit, *checklist))
    commit(std::move(*install), where);
  VisitPlan plan;
  plan.factory = find(m_factories, json["factory"], where + ".factory");
  plan.checklist = checklist_id(*checklist);
  plan.purpose = json["purpose"].string().value_or("");
  plan.purpose_detail = json["purpose_detail"].string().value_or("");
  plan.planned_on = day_of(json["planned_on"]);
  json["team"].for_each_element(
      [&](JsonView member) { plan.team.push_back(find(m_people, member, where + ".team")); });
  if (failed())
    return std::nullopt;
  m_author = plan.team.empty() ? m_author : plan.team.front();
  const auto created = json["state"].string() == "planned" ? plan_visit(m_audit, plan, context())
                                                           : begin_visit(m_audit, plan, m_series, context());
  const RecordId visit = make(created, where);
  return failed() ? std::nullopt : std::optional(visit);
}

void Player::fill_in(const RecordId& visit, JsonView json, const std::string& where) {
  for (const char* key : {"guide_name", "guide_position", "receiving_water"})
    if (const auto text = json[key].string())
      set(visit, "inspection." + std::string(key), std::string(*text), where);
  std::vector<std::string> instruments;
  json["instruments"].for_each_element([&](JsonView key) {
    instruments.push_back(records::to_string(find(m_instruments, key, where + ".instruments")));
  });
  if (!instruments.empty())
    commit(set_members(m_audit, visit, "inspection.instruments", std::move(instruments), context()), where);
}

std::optional<forms::Answer> Player::read_answer(const forms::Question& question, JsonView json) const {
  switch (question.type) {
  case QuestionType::choice:
    if (const auto key = json.string())
      return forms::Choice{std::string(*key)};
    break;
  case QuestionType::multiple_choice: {
    forms::Choices choices;
    json.for_each_element([&](JsonView key) { choices.responses.emplace_back(key.string().value_or("")); });
    std::ranges::sort(choices.responses);
    return choices;
  }
  case QuestionType::number:
    if (const auto number = parse_decimal(json.string().value_or("")))
      return forms::Measured{*number};
    break;
  case QuestionType::text:
    if (const auto text = json.string())
      return forms::Written{std::string(*text)};
    break;
  case QuestionType::date:
    if (const auto day = day_of(json))
      return forms::Dated{*day};
    break;
  case QuestionType::photo:
  case QuestionType::sample:
  case QuestionType::unknown:
    break;
  }
  return std::nullopt;
}

/// Width and height stand in the first chunk of a PNG file, big-endian.
std::optional<std::int64_t> png_number(std::string_view bytes, std::size_t at) {
  if (bytes.size() < at + 4)
    return std::nullopt;
  std::int64_t number = 0;
  for (const char c : bytes.substr(at, 4))
    number = number * 256 + static_cast<unsigned char>(c);
  return number;
}

void Player::photograph(const RecordId& visit, const std::string& question, const std::string& key,
                        const std::string& where) {
  const auto scene = m_scenes.find(key);
  const auto files = embedded_files();
  const std::string name = scene == m_scenes.end() ? "" : "sample/photos/" + scene->second.file;
  const auto file = std::ranges::find(files, name, &EmbeddedFile::name);
  if (file == files.end()) {
    refuse(where + ".photos");
    return;
  }
  Photo photo;
  photo.inspection = visit;
  photo.question = question;
  photo.sha256 = to_hex(sha256(file->bytes));
  photo.original_sha256 = photo.sha256;
  photo.media_type = "image/png";
  photo.captured_at = m_clock.now();
  photo.caption = scene->second.caption;
  photo.width = png_number(file->bytes, 16);
  photo.height = png_number(file->bytes, 20);
  photo.byte_count = static_cast<std::int64_t>(file->bytes.size());
  if (const Factory* factory = m_audit.factory(m_audit.inspection(visit)->factory))
    photo.position = factory->position;
  make(attach_photo(m_audit, photo, context()), where + ".photos");
}

void Player::answer_one(const RecordId& visit, const forms::Question& question, JsonView given,
                        const std::string& where) {
  const bool has_parts = given.is_object() && !given["day"].exists();
  const JsonView said = has_parts ? given["answer"] : given;
  if (said.exists()) {
    const auto answer = read_answer(question, said);
    if (!answer) {
      refuse(where);
      return;
    }
    commit(answer_question(m_audit, visit, {question.key}, *answer, std::nullopt, context()), where);
  }
  if (!has_parts)
    return;
  if (const auto note = given["note"].string())
    commit(write_note(m_audit, visit, {question.key}, *note, std::nullopt, context()), where);
  given["photos"].for_each_element(
      [&](JsonView key) { photograph(visit, question.key, std::string(key.string().value_or("")), where); });
}

/// The section's other choice questions at once: none of them fails, so they need not be told one by one.
void Player::answer_rest(const RecordId& visit, JsonView json, const forms::Section& section,
                         const std::string& where) {
  const auto rest = json["rest"].string();
  if (!rest || failed())
    return;
  const forms::Template& checklist = *m_audit.checklist_of(visit);
  const auto is_left = [&](const forms::Question& question) {
    bool unanswered = false;
    json["unanswered"].for_each_element(
        [&](JsonView key) { unanswered = unanswered || key.string() == question.key; });
    return question.type == QuestionType::choice && !unanswered && !json["answers"][question.key].exists();
  };
  Change together;
  for (const forms::Question& question : section.questions) {
    if (!is_left(question))
      continue;
    const forms::ResponseSet& set = *checklist.responses_of(question);
    forms::Choice choice{set.responses.front().key};
    for (const forms::Response& response : set.responses)
      if (rest == "na" && response.outcome == forms::Outcome::not_applicable)
        choice.response = response.key;
    const auto change = answer_question(m_audit, visit, {question.key}, choice, std::nullopt, context());
    if (!change) {
      refuse(where + ".rest." + question.key, change.error());
      return;
    }
    together.label = change->label;
    together.operations.insert(together.operations.end(), change->operations.begin(),
                               change->operations.end());
  }
  commit(together, where + ".rest");
}

void Player::answer_all(const RecordId& visit, JsonView json, const std::string& where) {
  // The checklist is the store's own: a change of the projection may move what the audit handed out.
  const forms::Template checklist = *m_audit.checklist_of(visit);
  for (const forms::Section& section : checklist.sections) {
    answer_rest(visit, json, section, where);
    for (const forms::Question& question : section.questions)
      if (const JsonView given = json["answers"][question.key]; given.exists() && !failed())
        answer_one(visit, question, given, where + ".answers." + question.key);
  }
  json["answers"].for_each_member([&](std::string_view key, JsonView) {
    if (checklist.find_question(key) == nullptr)
      refuse(where + ".answers." + std::string(key));
  });
}

std::string Player::citation(std::string_view ground) const {
  for (const auto& checklist : m_reference.checklists.all())
    if (const forms::LegalGround* known = checklist->find_ground(ground))
      return known->citation.thai;
  return std::string(ground);
}

void Player::play_findings(const RecordId& visit, JsonView json, const std::string& where) {
  json["findings"].for_each_member([&](std::string_view question, JsonView fields) {
    const RecordId finding = finding_id(visit, {std::string(question)});
    fields.for_each_member([&](std::string_view key, JsonView given) {
      const std::string wire = "finding." + std::string(key);
      const auto field =
          std::ranges::find(finding_table().descriptors(), wire, &records::FieldDescriptor::wire);
      const auto value =
          field == finding_table().descriptors().end() ? std::nullopt : value_of(*field, given);
      if (value)
        set(finding, wire, *value, where + ".findings");
      else
        refuse(where + ".findings." + std::string(key));
    });
  });
  json["corrected_on_site"].for_each_element([&](JsonView question) {
    const RecordId finding = finding_id(visit, {std::string(question.string().value_or(""))});
    commit(set_finding_state(m_audit, finding, FindingState::corrected_on_site, context()),
           where + ".corrected_on_site");
  });
  json["extra_findings"].for_each_element([&](JsonView extra) {
    Finding finding = read(extra, finding_table(), finding_kind, where + ".extra_findings", {});
    finding.inspection = visit;
    finding.ground = citation(finding.ground);
    make(add_finding(m_audit, finding, context()), where + ".extra_findings");
  });
}

void Player::play_samples(const RecordId& visit, JsonView json, const std::string& where) {
  const forms::Template checklist = *m_audit.checklist_of(visit);
  std::string question_key;
  for (const forms::Section& section : checklist.sections)
    for (const forms::Question& question : section.questions)
      if (question.type == QuestionType::sample)
        question_key = question.key;
  json["samples"].for_each_element([&](JsonView given) {
    Sample sample = read(given, sample_table(), sample_kind, where + ".samples",
                         {"result", "result_outcome", "result_on", "report_number"});
    sample.inspection = visit;
    sample.question = question_key;
    sample.taken_on = m_audit.inspection(visit)->visited_on;
    make(add_sample(m_audit, sample, context()), where + ".samples");
  });
}

void Player::sign_all(const RecordId& visit, JsonView json, const std::string& where) {
  json["signatures"].for_each_element([&](JsonView given) {
    const Strokes strokes = find(m_strokes, given["strokes"], where + ".signatures.strokes");
    if (const auto reason = given["refused"].string()) {
      make(refuse_signature(m_audit, visit,
                            {.name = {},
                             .position = {},
                             .reason = std::string(*reason),
                             .witness_name = std::string(given["witness"].string().value_or("")),
                             .witness_strokes = strokes},
                            context()),
           where + ".signatures");
      return;
    }
    SignatureDraft draft;
    draft.role = signer_role(given["role"].string().value_or(""));
    draft.strokes = strokes;
    draft.name = given["name"].string().value_or("");
    if (draft.role == SignerRole::officer)
      draft.person = find(m_people, given["person"], where + ".signatures.person");
    make(sign(m_audit, visit, draft, context()), where + ".signatures");
  });
}

void Player::finish(const RecordId& visit, JsonView json, const std::string& where) {
  commit(finish_visit(m_audit, visit, context()), where + ".state");
  const std::string_view state = json["state"].string().value_or("");
  std::size_t index = 0;
  json["samples"].for_each_element([&](JsonView given) {
    const std::vector<RecordId> samples = m_audit.samples_of(visit);
    const std::size_t at = index++;
    if (!given["result_outcome"].exists() || at >= samples.size() || failed())
      return;
    const auto day = day_of(given["result_on"]);
    set_clock(day.value_or(m_options.today), {14, 20});
    commit(record_result(m_audit, samples[at],
                         {.result = std::string(given["result"].string().value_or("")),
                          .outcome = std::string(given["result_outcome"].string().value_or("")),
                          .result_on = day,
                          .report_number = std::string(given["report_number"].string().value_or(""))},
                         context()),
           where + ".samples");
  });
  const Inspection* now = m_audit.inspection(visit);
  if (!failed() && now->state() == InspectionState::awaiting_laboratory && state != "awaiting_laboratory")
    commit(complete(m_audit, visit, context()), where + ".state");
  if (json["copy_left"].boolean().value_or(false))
    set(visit, "inspection.copy_left", true, where);
  if (state == "locked")
    commit(lock(m_audit, visit, context()), where + ".state");
}

void Player::play_visit(JsonView json, const std::string& where) {
  const std::string_view state = json["state"].string().value_or("");
  const auto visited = day_of(json["visited_on"]);
  const auto entered = parse_iso_time(json["entered_at"].string().value_or(""));
  if (state == "planned")
    set_clock(add_days(m_options.today, -3), {8, 45});
  else
    set_clock(visited.value_or(m_options.today), entered.value_or(TimeOfDay{9, 30}));
  const auto visit = begin(json, where);
  if (!visit || state == "planned")
    return;
  fill_in(*visit, json, where);
  answer_all(*visit, json, where);
  play_samples(*visit, json, where);
  play_findings(*visit, json, where);
  for (const char* key : {"left_at", "operator_statement", "opinion", "result"})
    if (const auto text = json[key].string())
      set(*visit, "inspection." + std::string(key), std::string(*text), where);
  if (const auto left = parse_iso_time(json["left_at"].string().value_or("")))
    set_clock(visited.value_or(m_options.today), *left);
  sign_all(*visit, json, where);
  if (!failed() && state != "in_progress")
    finish(*visit, json, where);
  if (!failed() && m_audit.inspection(*visit)->state_key != state)
    refuse(where + ".state");
}

Result<void> Player::play(JsonView root) {
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
  std::ranges::stable_sort(visits, {}, day);
  for (const JsonView visit : visits)
    if (!failed())
      play_visit(visit, "visits." + std::string(visit["key"].string().value_or("")));
  if (m_error)
    return std::unexpected(std::move(*m_error));
  return {};
}

} // namespace

Result<void> fill_sample_office(records::Ledger& ledger, FixedClock& clock, const Reference& reference,
                                std::string_view json, const SampleOptions& options) {
  const auto document = parse_json(json);
  if (!document)
    return std::unexpected(document.error());
  return Player(ledger, clock, reference, options).play(document->root());
}

} // namespace truat::audit
