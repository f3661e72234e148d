#include "report/record_page.h"

#include "audit/choices.h"
#include "audit/digest.h"
#include "audit/signing_verbs.h"
#include "audit/snapshot.h"
#include "base/contract.h"
#include "report/paper_words.h"
#include "text/numbers.h"

namespace truat::report {
namespace {

using records::RecordId;

constexpr std::size_t most_pictures_of_a_finding = 3;
constexpr std::string_view no_value = "–";

/// Reads one inspection into a page. What is frozen at completion (factory, team) comes of the snapshot.
class PageMaker {
public:
  PageMaker(const workspace::Workspace& workspace, const RecordId& inspection,
            const InspectionRecordOptions& options)
      : m_audit(workspace.audit()), m_visit(*workspace.audit().inspection(inspection)), m_options(options),
        m_words(options.language, options.digits),
        m_snapshot(audit::snapshot_of(workspace.audit(), inspection)),
        m_evaluation(workspace.audit().evaluation(inspection)),
        m_answers(workspace.audit().answers(inspection)) {}

  RecordPage make() {
    m_page.language = m_options.language;
    m_page.digits = m_words.style().digits;
    m_page.draft = m_visit.is_open();
    m_page.title = m_words.say("report.record_of_inspection");
    m_page.office = m_words.typed(m_snapshot.office_name);
    m_page.number = m_words.say("report.number") + " " + m_words.typed(m_visit.shown_number());
    make_head();
    make_factory();
    make_team();
    make_results();
    make_gallery();
    make_findings();
    make_samples();
    make_statement();
    make_signers();
    if (m_options.answers == Answers::all)
      make_answers();
    make_foot();
    return std::move(m_page);
  }

private:
  void make_head();
  void make_factory();
  void make_team();
  void make_results();
  void make_gallery();
  void make_findings();
  void make_samples();
  void make_statement();
  void make_signers();
  void make_answers();
  void make_foot();

  void add_fact(std::string_view label, std::string value,
                RecordPage::Width width = RecordPage::Width::half) {
    m_page.factory.push_back(
        {m_words.say(label), value.empty() ? std::string(no_value) : std::move(value), width});
  }
  [[nodiscard]] std::string address() const;
  [[nodiscard]] std::string place(const std::string& code) const;
  [[nodiscard]] std::string business() const;
  [[nodiscard]] std::string workers() const;
  [[nodiscard]] std::string score(const forms::Score& score) const;
  [[nodiscard]] RecordPage::Result result(std::string name, const forms::Tally& tally) const;
  [[nodiscard]] std::string answer_words(const forms::QuestionState& state) const;
  [[nodiscard]] std::string response_label(const forms::Question& question, const std::string& key) const;
  [[nodiscard]] RecordPage::Signer signer(std::string role, std::string name,
                                          const audit::Signature* signature) const;

  const audit::Audit& m_audit;
  const audit::Inspection m_visit;
  const InspectionRecordOptions& m_options;
  const PaperWords m_words;
  const audit::Snapshot m_snapshot;
  const forms::Evaluation& m_evaluation;
  const forms::Answers m_answers;
  RecordPage m_page;
};

void PageMaker::make_head() {
  const auto add = [this](std::string words) { m_page.when += (m_page.when.empty() ? "" : "   ") + words; };
  if (const auto day = m_visit.day())
    add(m_words.say("report.on", {{"date", m_words.day(*day)}}));
  if (m_visit.entered_at)
    add(m_words.say("report.entered", {{"time", m_words.time(*m_visit.entered_at)}}));
  if (m_visit.left_at)
    add(m_words.say("report.left", {{"time", m_words.time(*m_visit.left_at)}}));
  for (const audit::ChoiceOption& option : audit::choice_options("purpose"))
    m_page.purposes.push_back({m_words.say(option.label), option.key == m_visit.purpose});
  m_page.reference = m_words.typed(m_visit.purpose_detail);
}

std::string PageMaker::place(const std::string& code) const {
  const audit::Place* found = workspace::reference().places.find(code);
  if (found == nullptr)
    return code;
  return m_words.thai() ? found->thai : found->english;
}

std::string PageMaker::address() const {
  const audit::Factory& factory = m_snapshot.factory;
  std::string words = m_words.typed(factory.address_number);
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty())
      words += (words.empty() ? "" : " ") + m_words.say(key, {{"value", value}});
  };
  add("report.village", factory.village);
  // Many write the word with the name.
  add(factory.lane.starts_with("ซอย") ? "report.as_written" : "report.lane", factory.lane);
  add(factory.road.starts_with("ถนน") ? "report.as_written" : "report.road", factory.road);
  // Bangkok has other words for the same levels.
  const bool capital = factory.province == "10";
  add(capital ? "report.subdistrict_of_bangkok" : "report.subdistrict", place(factory.subdistrict));
  add(capital ? "report.district_of_bangkok" : "report.district", place(factory.district));
  add(capital ? "report.as_written" : "report.province", place(factory.province));
  add("report.as_written", factory.postcode);
  return words;
}

std::string PageMaker::business() const {
  const audit::Factory& factory = m_snapshot.factory;
  const audit::FactoryType* type = workspace::reference().types.find(factory.type);
  std::string words = m_words.typed(factory.business);
  if (type == nullptr)
    return words;
  if (words.empty())
    words = m_words.typed(m_words.thai() ? type->thai : type->english);
  return words + " " + m_words.say("report.type", {{"number", type->number}});
}

std::string PageMaker::workers() const {
  const audit::Factory& factory = m_snapshot.factory;
  if (!factory.workers())
    return {};
  const auto count = [](const std::optional<std::int64_t>& workers) {
    return workers ? text::format_number(*workers) : std::string(no_value);
  };
  return m_words.say("report.workers_by_sex",
                     {{"male", count(factory.workers_male)}, {"female", count(factory.workers_female)}});
}

void PageMaker::make_factory() {
  const audit::Factory& factory = m_snapshot.factory;
  add_fact("field.factory.name", m_words.typed(factory.name));
  add_fact("report.registration",
           m_words.typed(factory.registration_number.empty() ? factory.old_registration_number
                                                             : factory.registration_number));
  if (!factory.operator_name.empty() && factory.operator_name != factory.name)
    add_fact("field.factory.operator_name", m_words.typed(factory.operator_name), RecordPage::Width::whole);
  add_fact("report.address", address(), RecordPage::Width::whole);
  add_fact("report.business", business());
  add_fact("report.horsepower",
           factory.horsepower
               ? m_words.say("report.hp", {{"number", text::format_decimal(*factory.horsepower)}})
               : std::string());
  const std::string blank = m_visit.guide_position.empty() ? "" : " ";
  add_fact("report.guide", m_words.typed(m_visit.guide_name + blank + m_visit.guide_position));
  add_fact("report.workers", workers());
}

void PageMaker::make_team() {
  for (const audit::Person& person : m_snapshot.team)
    m_page.officers.push_back({m_words.number(static_cast<std::int64_t>(m_page.officers.size() + 1)),
                               m_words.typed(person.name), m_words.typed(person.position),
                               m_words.typed(person.officer_card)});
  for (const audit::Instrument& used : m_snapshot.instruments) {
    std::string calibration;
    if (used.calibrated_on)
      calibration = m_words.say("report.calibrated", {{"date", m_words.short_day(*used.calibrated_on)}});
    if (used.calibration_due)
      calibration +=
          (calibration.empty() ? "" : " ") +
          m_words.say("report.calibration_due", {{"date", m_words.short_day(*used.calibration_due)}});
    const std::string blank = used.model.empty() ? "" : " ";
    m_page.instruments.push_back(
        {m_words.typed(used.name + blank + used.model), m_words.typed(used.serial), std::move(calibration)});
  }
}

std::string PageMaker::score(const forms::Score& score) const {
  if (score.possible <= Decimal{})
    return std::string(no_value);
  const auto one_place = [this](const Decimal& value) {
    return text::format_decimal(value, 1, m_words.style().digits);
  };
  return one_place(score.obtained) + "/" + one_place(score.possible);
}

RecordPage::Result PageMaker::result(std::string name, const forms::Tally& tally) const {
  const auto count = [this](std::size_t number) {
    return number == 0 ? std::string(no_value) : m_words.number(static_cast<std::int64_t>(number));
  };
  return {std::move(name), count(tally.passed), count(tally.failed), count(tally.not_applicable),
          score(tally.score)};
}

void PageMaker::make_results() {
  for (const forms::SectionState& section : m_evaluation.sections)
    if (section.tally.questions > 0)
      m_page.results.push_back(
          result(m_words.typed(section.section->number) + ". " + m_words.either(section.section->title),
                 section.tally));
  m_page.total = result(m_words.say("report.total"), m_evaluation.tally);
  const auto add = [this](std::string_view label, std::string value) {
    if (!value.empty())
      m_page.outcome.push_back({m_words.say(label), std::move(value), RecordPage::Width::whole});
  };
  add("field.inspection.result",
      m_visit.result.empty() ? std::string() : m_words.choice("inspection_result", m_visit.result));
  add("field.inspection.opinion", m_words.typed(m_visit.opinion));
}

/// All photos with their numbers, which findings refer to.
void PageMaker::make_gallery() {
  for (const RecordId& id : m_audit.photos_of(m_visit.id)) {
    const audit::Photo& photo = *m_audit.photo(id);
    const auto number = static_cast<std::int64_t>(m_page.gallery.size() + 1);
    std::string caption = m_words.say("report.photo_number", {{"number", std::to_string(number)}});
    if (const forms::QuestionState* state = m_evaluation.find(photo.question))
      caption += " " + m_words.say("report.of_question", {{"number", state->question->number}});
    if (!photo.caption.empty())
      caption += " " + m_words.typed(photo.caption);
    if (photo.captured_at)
      caption += " · " + m_words.moment(*photo.captured_at);
    if (photo.position)
      caption += " · " + m_words.typed(to_string(photo.position->latitude) + ", " +
                                       to_string(photo.position->longitude));
    m_page.gallery.push_back(
        {m_options.photo_url ? m_options.photo_url(photo.sha256) : std::string(), std::move(caption)});
  }
}

void PageMaker::make_findings() {
  constexpr int findings_heading = 4;
  const std::vector<RecordId> photos = m_audit.photos_of(m_visit.id);
  for (const RecordId& id : m_audit.findings_of(m_visit.id)) {
    const audit::Finding& finding = *m_audit.finding(id);
    RecordPage::Finding& shown = m_page.findings.emplace_back();
    shown.number =
        m_words.typed(std::to_string(findings_heading) + "." + std::to_string(m_page.findings.size()));
    shown.text = m_words.typed(finding.text);
    shown.remedy = m_words.typed(finding.remedy);
    if (finding.due_days)
      shown.deadline = *finding.due_days == 0
                           ? m_words.say("report.at_once")
                           : m_words.say("report.within_days", {{"days", std::to_string(*finding.due_days)}});
    if (finding.state() != audit::FindingState::open)
      shown.state = m_words.choice("finding_state", finding.state_key);
    shown.ground = m_words.typed(finding.ground);
    for (std::size_t at = 0; at < photos.size() && shown.pictures.size() < most_pictures_of_a_finding; ++at)
      if (!finding.question.empty() && m_audit.photo(photos[at])->place() == finding.place())
        shown.pictures.push_back(
            {m_page.gallery[at].url,
             m_words.say("report.photo", {{"number", std::to_string(at + 1)}, {"finding", shown.number}})});
  }
}

void PageMaker::make_samples() {
  for (const RecordId& id : m_audit.samples_of(m_visit.id)) {
    const audit::Sample& sample = *m_audit.sample(id);
    std::string taken = m_words.typed(sample.point);
    if (sample.taken_at)
      taken += " " + m_words.time(*sample.taken_at);
    std::string result = sample.waits() ? m_words.say("report.awaiting") : m_words.typed(sample.result);
    if (!sample.result_outcome.empty())
      result += " (" + m_words.choice("sample_outcome", sample.result_outcome) + ")";
    m_page.samples.push_back({m_words.typed(sample.seal), std::move(taken), m_words.typed(sample.laboratory),
                              m_words.typed(sample.parameters), std::move(result)});
  }
}

void PageMaker::make_statement() {
  m_page.statement = m_visit.operator_statement.empty() ? m_words.say("report.no_statement")
                                                        : m_words.typed(m_visit.operator_statement);
  if (m_visit.copy_left)
    m_page.copy_left = m_words.say("report.copy_left");
}

RecordPage::Signer PageMaker::signer(std::string role, std::string name,
                                     const audit::Signature* signature) const {
  RecordPage::Signer signer;
  signer.role = std::move(role);
  signer.name = m_words.typed(signature != nullptr && !signature->name.empty() ? signature->name : name);
  if (signature == nullptr)
    return signer;
  signer.drawing = audit::as_strokes(signature->strokes);
  if (signature->refused) {
    signer.refusal = m_words.say("report.refused", {{"reason", signature->refusal_reason}});
    signer.witness = m_words.typed(signature->witness_name);
  }
  if (audit::changed_since_signed(m_audit, signature->id))
    signer.remark = m_words.say("report.changed_since");
  return signer;
}

void PageMaker::make_signers() {
  const audit::SigningState signing = audit::signing_state(m_audit, m_visit.id);
  for (const audit::SigningState::Expected& expected : signing.expected)
    m_page.signers.push_back(signer(m_words.choice("signer_role", audit::key_of(expected.role)),
                                    expected.name,
                                    expected.signature ? m_audit.signature(*expected.signature) : nullptr));
  for (const RecordId& id : signing.others)
    if (const audit::Signature* signature = m_audit.signature(id))
      m_page.signers.push_back(signer(m_words.choice("signer_role", signature->role_key), {}, signature));
}

std::string PageMaker::response_label(const forms::Question& question, const std::string& key) const {
  const forms::Template* checklist = m_audit.checklist_of(m_visit.id);
  const forms::ResponseSet* set = checklist == nullptr ? nullptr : checklist->responses_of(question);
  const forms::Response* response = set == nullptr ? nullptr : set->find(key);
  return response == nullptr ? m_words.typed(key) : m_words.either(response->label);
}

std::string PageMaker::answer_words(const forms::QuestionState& state) const {
  const forms::Question& question = *state.question;
  if (const std::size_t photos = m_answers.photo_count(question.key);
      question.type == forms::QuestionType::photo && photos > 0)
    return m_words.say("report.photo_count", {{"count", std::to_string(photos)}});
  if (const std::size_t samples = m_answers.sample_count(question.key);
      question.type == forms::QuestionType::sample && samples > 0)
    return m_words.say("report.sample_count", {{"count", std::to_string(samples)}});
  const forms::Answer& answer = m_answers.answer(question.key);
  if (const auto* choice = std::get_if<forms::Choice>(&answer))
    return response_label(question, choice->response);
  if (const auto* choices = std::get_if<forms::Choices>(&answer)) {
    std::string words;
    for (const std::string& key : choices->responses)
      words += (words.empty() ? "" : ", ") + response_label(question, key);
    return words;
  }
  if (const auto* measured = std::get_if<forms::Measured>(&answer)) {
    std::string words = text::with_unit(text::format_decimal(measured->value, m_words.style().digits),
                                        m_words.either(question.unit));
    if (state.limit != nullptr)
      words += " (" + m_words.say("report.limit", {{"limit", forms::limit_text(*state.limit)}}) + ")";
    return words;
  }
  if (const auto* written = std::get_if<forms::Written>(&answer))
    return m_words.typed(written->text);
  if (const auto* dated = std::get_if<forms::Dated>(&answer))
    return m_words.short_day(dated->date);
  if (std::holds_alternative<forms::NotApplicable>(answer))
    return m_words.say("report.not_applicable");
  return std::string(no_value);
}

void PageMaker::make_answers() {
  for (const forms::SectionState& section : m_evaluation.sections) {
    RecordPage::AnswerSection& shown = m_page.answers.emplace_back();
    shown.title = m_words.typed(section.section->number) + ". " + m_words.either(section.section->title);
    for (const forms::QuestionState& state : section.questions)
      if (state.asked)
        shown.answers.push_back({m_words.typed(state.question->number), m_words.either(state.question->text),
                                 m_words.typed(m_answers.note(state.question->key)), answer_words(state),
                                 state.outcome == forms::Outcome::failed});
  }
}

/// The foot and the end are for looking up and comparing: their digits are Arabic.
void PageMaker::make_foot() {
  text::DateStyle plain = m_words.style();
  plain.digits = text::Digits::arabic;
  const Hash digest = audit::content_digest(m_audit, m_visit.id);
  const std::string number(m_visit.shown_number());
  m_page.foot_left = number + (number.empty() ? "" : " · ") + "sha-256 " + audit::short_digest(digest);
  m_page.foot_middle =
      text::tr("report.printed", {{"who", m_options.printed_by},
                                  {"when", text::format_date_time(local_time(m_options.printed_at), plain)}});
  m_page.foot_page = text::tr("report.page");
  m_page.end_digest = text::tr("report.digest", {{"digest", to_hex(digest)}});
  m_page.end_record =
      text::tr("report.record_id", {{"record", records::to_string(m_visit.id)},
                                    {"checklist", m_visit.checklist_key},
                                    {"version", std::to_string(m_visit.checklist_version.value_or(0))}});
}

} // namespace

RecordPage make_record_page(const workspace::Workspace& workspace, const RecordId& inspection,
                            const InspectionRecordOptions& options) {
  expects(workspace.audit().inspection(inspection) != nullptr, "an inspection to print");
  return PageMaker(workspace, inspection, options).make();
}

} // namespace truat::report
