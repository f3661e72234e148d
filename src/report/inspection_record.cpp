#include "report/inspection_record.h"

#include "audit/choices.h"
#include "audit/digest.h"
#include "audit/signing_verbs.h"
#include "audit/snapshot.h"
#include "base/embedded.h"
#include "report/html.h"
#include "text/messages.h"
#include "text/numbers.h"
#include "text/thai_date.h"

#include <algorithm>

namespace truat::report {
namespace {

using records::RecordId;
using text::tr;

/// A paper has its own language, whatever the screen's is.
class LanguageScope {
public:
  explicit LanguageScope(text::Language language) : m_before(text::language()) {
    text::set_language(language);
  }
  ~LanguageScope() { text::set_language(m_before); }
  LanguageScope(const LanguageScope&) = delete;
  LanguageScope& operator=(const LanguageScope&) = delete;

private:
  text::Language m_before;
};

std::string in_language(const forms::Bilingual& both) {
  return text::language() == text::Language::thai || both.english.empty() ? both.thai : both.english;
}

std::string label_of(std::string_view list, std::string_view key) {
  const std::string_view label = audit::choice_label(list, key);
  return std::string(label.empty() ? key : tr(label));
}

class Paper {
public:
  Paper(const workspace::Workspace& workspace, const audit::Inspection& inspection,
        const InspectionRecordOptions& options)
      : m_workspace(workspace), m_audit(workspace.audit()), m_inspection(inspection), m_options(options),
        m_snapshot(audit::snapshot_of(workspace.audit(), inspection.id)),
        m_evaluation(workspace.audit().evaluation(inspection.id)),
        m_style{options.language,
                options.language == text::Language::thai ? text::Era::buddhist : text::Era::common,
                options.language == text::Language::thai ? options.digits : text::Digits::arabic} {}

  std::string write();

private:
  void head();
  void factory();
  void team();
  void results();
  void findings();
  void samples();
  void statement();
  void signatures();
  void answers();
  void gallery();
  void foot();

  void fact(std::string_view key, std::string_view value, std::string_view classes = "fact");
  void heading(std::string_view key);
  void answer_row(const forms::QuestionState& state);
  void photo(const RecordId& id, std::string_view caption);
  void signature_box(std::string_view role, std::string_view name, const audit::Signature* signature);
  [[nodiscard]] std::string digits(std::string text) const {
    return text::in_digits(std::move(text), m_style.digits);
  }
  [[nodiscard]] std::string number(std::size_t number) const {
    return text::format_number(static_cast<std::int64_t>(number), m_style.digits);
  }
  [[nodiscard]] std::string address() const;
  [[nodiscard]] std::string answer_words(const forms::QuestionState& state) const;

  const workspace::Workspace& m_workspace;
  const audit::Audit& m_audit;
  const audit::Inspection& m_inspection;
  const InspectionRecordOptions& m_options;
  const audit::Snapshot m_snapshot;
  const forms::Evaluation& m_evaluation;
  text::DateStyle m_style;
  int m_heading = 0;
  Html m_html;
};

void Paper::heading(std::string_view key) {
  m_html.element("h2", digits(std::to_string(++m_heading) + ". " + std::string(tr(key))));
}

void Paper::fact(std::string_view key, std::string_view value, std::string_view classes) {
  m_html.open("div", classes)
      .element("span", tr(key), "key")
      .element("span", digits(std::string(value)), "value")
      .close();
}

std::string Paper::address() const {
  const audit::Factory& factory = m_snapshot.factory;
  const audit::Places& places = workspace::reference().places;
  std::string words;
  const auto add = [&words](std::string_view key, const std::string& value) {
    if (!value.empty())
      words += (words.empty() ? "" : " ") + (key.empty() ? value : tr(key, {{"value", value}}));
  };
  const auto place = [&places](const std::string& code) {
    const audit::Place* found = places.find(code);
    if (found == nullptr)
      return code;
    return text::language() == text::Language::thai ? found->thai : found->english;
  };
  add({}, factory.address_number);
  add("report.village", factory.village);
  add("report.lane", factory.lane);
  add("report.road", factory.road);
  add("report.subdistrict", place(factory.subdistrict));
  add("report.district", place(factory.district));
  add("report.province", place(factory.province));
  add({}, factory.postcode);
  return words;
}

void Paper::head() {
  m_html.open("div", "head").element("span", m_snapshot.office_name);
  m_html
      .element("span",
               std::string(tr("report.number")) + " " + digits(std::string(m_inspection.shown_number())))
      .close();
  m_html.element("h1", tr("report.record_of_inspection"));
  std::string when;
  if (const auto day = m_inspection.day())
    when = tr("report.on", {{"date", text::format_date(*day, text::DateForm::official, m_style)}});
  if (m_inspection.entered_at)
    when += "   " + tr("report.entered", {{"time", text::format_time(*m_inspection.entered_at, m_style)}});
  if (m_inspection.left_at)
    when += "   " + tr("report.left", {{"time", text::format_time(*m_inspection.left_at, m_style)}});
  m_html.element("p", when, "when");
  m_html.open("p", "purposes").element("b", tr("field.inspection.purpose"));
  for (const audit::ChoiceOption& option : audit::choice_options("purpose")) {
    m_html.open("span").element("span", {}, option.key == m_inspection.purpose ? "box on" : "box");
    m_html.text(tr(option.label)).close();
  }
  m_html.close();
  if (!m_inspection.purpose_detail.empty())
    fact("report.reference", m_inspection.purpose_detail);
}

void Paper::factory() {
  const audit::Factory& factory = m_snapshot.factory;
  heading("report.factory");
  m_html.open("div", "facts");
  fact("field.factory.name", factory.name);
  fact("field.factory.registration_number",
       factory.registration_number.empty() ? factory.old_registration_number : factory.registration_number);
  fact("report.address", address(), "fact wide");
  const audit::FactoryType* type = workspace::reference().types.find(factory.type);
  std::string business = factory.business;
  if (type != nullptr)
    business += (business.empty() ? (text::language() == text::Language::thai ? type->thai : type->english)
                                  : std::string()) +
                " " + tr("report.type", {{"number", type->number}});
  fact("report.business", business, "fact wide");
  fact("report.horsepower", factory.horsepower
                                ? tr("report.hp", {{"number", text::format_decimal(*factory.horsepower)}})
                                : std::string());
  const auto workers = [](const std::optional<std::int64_t>& count) {
    return count ? text::format_number(*count) : std::string("–");
  };
  fact("report.workers", tr("report.workers_by_sex", {{"male", workers(factory.workers_male)},
                                                      {"female", workers(factory.workers_female)}}));
  fact("report.guide", m_inspection.guide_name +
                           (m_inspection.guide_position.empty() ? "" : " " + m_inspection.guide_position));
  fact("field.factory.operator_name", factory.operator_name);
  m_html.close();
}

void Paper::team() {
  heading("report.officials");
  m_html.open("table").open("thead").open("tr");
  for (const std::string_view key : {"report.order", "report.name", "report.position", "report.card"})
    m_html.element("th", tr(key));
  m_html.close().close().open("tbody");
  std::size_t order = 0;
  for (const audit::Person& person : m_snapshot.team) {
    m_html.open("tr").element("td", number(++order), "middle").element("td", person.name);
    m_html.element("td", person.position).element("td", digits(person.officer_card), "middle").close();
  }
  m_html.close().close();
}

void Paper::results() {
  heading("report.results");
  m_html.open("table").open("thead").open("tr");
  for (const std::string_view key :
       {"report.section", "report.passed", "report.failed", "report.not_applicable", "report.score"})
    m_html.element("th", tr(key));
  m_html.close().close().open("tbody");
  const auto row = [this](const std::string& name, const forms::Tally& tally, std::string_view classes) {
    const auto cell = [this](std::size_t count) {
      m_html.element("td", count == 0 ? std::string("–") : number(count), "middle");
    };
    m_html.open("tr", classes).element("td", digits(name));
    cell(tally.passed);
    cell(tally.failed);
    cell(tally.not_applicable);
    m_html
        .element("td", digits(to_string(tally.score.obtained) + "/" + to_string(tally.score.possible)),
                 "middle")
        .close();
  };
  for (const forms::SectionState& section : m_evaluation.sections)
    if (section.tally.questions > 0)
      row(section.section->number + ". " + in_language(section.section->title), section.tally, {});
  row(std::string(tr("report.total")), m_evaluation.tally, "total");
  m_html.close().close();
  if (!m_inspection.result.empty())
    fact("field.inspection.result", label_of("inspection_result", m_inspection.result));
  if (!m_inspection.opinion.empty())
    fact("field.inspection.opinion", m_inspection.opinion);
}

void Paper::photo(const RecordId& id, std::string_view caption) {
  const audit::Photo* photo = m_audit.photo(id);
  const std::string url =
      photo != nullptr && m_options.photo_url ? m_options.photo_url(photo->sha256) : std::string();
  m_html.open("figure");
  if (url.empty())
    m_html.element("p", tr("report.photo_missing"));
  else
    m_html.image(url, caption);
  m_html.element("figcaption", caption).close();
}

void Paper::findings() {
  heading("report.findings");
  std::size_t order = 0;
  for (const RecordId& id : m_audit.findings_of(m_inspection.id)) {
    const audit::Finding* finding = m_audit.finding(id);
    if (finding == nullptr || finding->state() == audit::FindingState::withdrawn)
      continue;
    const std::string label = digits(std::to_string(m_heading) + "." + std::to_string(++order));
    m_html.open("div", "finding")
        .open("div")
        .open("p")
        .element("b", label)
        .text(" " + digits(finding->text))
        .close();
    if (!finding->remedy.empty())
      m_html.element("p", digits(finding->remedy));
    if (finding->due_days)
      m_html.element("p", digits(tr("report.within_days", {{"days", std::to_string(*finding->due_days)}})));
    if (finding->state() == audit::FindingState::corrected_on_site)
      m_html.element("p", label_of("finding_state", finding->state_key));
    if (!finding->ground.empty())
      m_html.element("p", "(" + digits(finding->ground) + ")", "ground");
    m_html.close().open("div", "photos");
    std::size_t pictures = 0;
    if (!finding->question.empty())
      for (const RecordId& picture : m_audit.photos_of(m_inspection.id, finding->place()))
        if (++pictures <= 3)
          photo(picture,
                digits(tr("report.photo", {{"number", std::to_string(pictures)}, {"finding", label}})));
    m_html.close().close();
  }
  if (order == 0)
    m_html.element("p", tr("report.no_findings"));
}

void Paper::samples() {
  const auto samples = m_audit.samples_of(m_inspection.id);
  if (samples.empty())
    return;
  heading("report.samples");
  m_html.open("table").open("thead").open("tr");
  for (const std::string_view key : {"field.sample.seal", "field.sample.point", "field.sample.laboratory",
                                     "field.sample.parameters", "field.sample.result"})
    m_html.element("th", tr(key));
  m_html.close().close().open("tbody");
  for (const RecordId& id : samples) {
    const audit::Sample* sample = m_audit.sample(id);
    if (sample == nullptr)
      continue;
    m_html.open("tr").element("td", digits(sample->seal)).element("td", digits(sample->point));
    m_html.element("td", sample->laboratory).element("td", digits(sample->parameters));
    m_html.element("td", sample->waits() ? std::string(tr("report.awaiting")) : digits(sample->result))
        .close();
  }
  m_html.close().close();
}

void Paper::statement() {
  heading("report.statement");
  m_html.element("p",
                 m_inspection.operator_statement.empty() ? std::string(tr("report.no_statement"))
                                                         : digits(m_inspection.operator_statement),
                 "statement");
  if (m_inspection.copy_left)
    m_html.element("p", tr("report.copy_left"));
}

/// The drawn lines as one SVG path; whole numbers only, so nothing typed can come in.
std::string drawing(const audit::Strokes& strokes) {
  std::string path;
  for (const auto& line : strokes.lines) {
    char command = 'M';
    for (const audit::Strokes::Point& point : line) {
      path += command + std::to_string(point.x) + " " + std::to_string(point.y);
      command = 'L';
    }
    if (line.size() == 1)
      path += "l1 0"; // a dot
  }
  return "<svg viewBox=\"0 0 " + std::to_string(strokes.width) + " " + std::to_string(strokes.height) +
         "\" preserveAspectRatio=\"xMidYMid meet\"><path d=\"" + path + "\"/></svg>";
}

void Paper::signature_box(std::string_view role, std::string_view name, const audit::Signature* signature) {
  m_html.open("div", "signature")
      .open("div", "line")
      .element("span", tr("report.signed"))
      .open("span", "ink");
  const auto strokes =
      signature != nullptr && !signature->refused ? audit::as_strokes(signature->strokes) : std::nullopt;
  if (strokes && !strokes->empty())
    m_html.raw(drawing(*strokes));
  m_html.close().close();
  m_html.element("p", "(" + (name.empty() ? std::string("…………………………………") : std::string(name)) + ")")
      .element("p", role);
  if (signature != nullptr && signature->refused) {
    m_html.element("p", tr("report.refused", {{"reason", signature->refusal_reason}}));
    m_html.element("p", tr("report.witness_of_refusal", {{"witness", signature->witness_name}}));
    const auto witness = audit::as_strokes(signature->strokes);
    if (witness && !witness->empty()) {
      m_html.open("div", "line")
          .element("span", tr("report.signed"))
          .open("span", "ink")
          .raw(drawing(*witness))
          .close()
          .close();
      m_html.element("p", "(" + signature->witness_name + ")").element("p", tr("report.witness"));
    }
  }
  m_html.close();
}

void Paper::signatures() {
  m_html.open("div", "signatures");
  const audit::SigningState signing = audit::signing_state(m_audit, m_inspection.id);
  for (const audit::SigningState::Expected& expected : signing.expected) {
    const audit::Signature* signature = expected.signature ? m_audit.signature(*expected.signature) : nullptr;
    const std::string role = expected.role == audit::SignerRole::officer
                                 ? std::string(tr("report.official"))
                                 : label_of("signer_role", audit::key_of(expected.role));
    signature_box(role, signature != nullptr && !signature->name.empty() ? signature->name : expected.name,
                  signature);
  }
  for (const RecordId& id : signing.others)
    if (const audit::Signature* signature = m_audit.signature(id))
      signature_box(label_of("signer_role", signature->role_key), signature->name, signature);
  m_html.close();
}

std::string Paper::answer_words(const forms::QuestionState& state) const {
  const forms::Template* checklist = m_audit.checklist_of(m_inspection.id);
  const forms::Question& question = *state.question;
  const forms::Answer answer =
      m_audit.answer(m_inspection.id, {question.key, std::string(forms::main_instance)});
  const auto response_label = [&](const std::string& key) {
    const forms::ResponseSet* set = checklist != nullptr ? checklist->responses_of(question) : nullptr;
    const forms::Response* response = set != nullptr ? set->find(key) : nullptr;
    return response != nullptr ? in_language(response->label) : key;
  };
  if (const auto* choice = std::get_if<forms::Choice>(&answer))
    return response_label(choice->response);
  if (const auto* choices = std::get_if<forms::Choices>(&answer)) {
    std::string words;
    for (const std::string& key : choices->responses)
      words += (words.empty() ? "" : ", ") + response_label(key);
    return words;
  }
  if (const auto* measured = std::get_if<forms::Measured>(&answer)) {
    std::string words = digits(to_string(measured->value)) + " " + in_language(question.unit);
    if (state.limit != nullptr)
      words += " (" + tr("report.limit", {{"limit", digits(forms::limit_text(*state.limit))}}) + ")";
    return words;
  }
  if (const auto* written = std::get_if<forms::Written>(&answer))
    return written->text;
  if (const auto* dated = std::get_if<forms::Dated>(&answer))
    return text::format_date(dated->date, text::DateForm::abbreviated, m_style);
  if (std::holds_alternative<forms::NotApplicable>(answer))
    return std::string(tr("report.not_applicable"));
  return "–";
}

void Paper::answer_row(const forms::QuestionState& state) {
  const std::string note(records::as_text(m_workspace.projection().value(
      m_inspection.id, forms::note_field({state.question->key, std::string(forms::main_instance)}))));
  m_html.open("tr").element("td", digits(state.question->number), "middle");
  m_html.open("td").text(digits(in_language(state.question->text)));
  if (!note.empty())
    m_html.element("p", digits(note), "note");
  m_html.close()
      .element("td", answer_words(state), state.outcome == forms::Outcome::failed ? "failed" : "")
      .close();
}

void Paper::answers() {
  if (m_options.answers == Answers::summary)
    return;
  heading("report.answers");
  m_html.open("table", "answers")
      .open("thead")
      .open("tr")
      .element("th", tr("report.order"))
      .element("th", tr("report.question"));
  m_html.element("th", tr("report.answer")).close().close().open("tbody");
  for (const forms::SectionState& section : m_evaluation.sections)
    for (const forms::QuestionState& state : section.questions)
      if (state.asked && state.question != nullptr)
        answer_row(state);
  m_html.close().close();
}

void Paper::gallery() {
  std::vector<RecordId> rest;
  for (const RecordId& id : m_audit.photos_of(m_inspection.id))
    rest.push_back(id);
  if (rest.empty())
    return;
  heading("report.all_photos");
  m_html.open("div", "gallery");
  std::size_t order = 0;
  for (const RecordId& id : rest) {
    const audit::Photo* picture = m_audit.photo(id);
    if (picture == nullptr)
      continue;
    std::string caption = digits(tr("report.photo_number", {{"number", std::to_string(++order)}}));
    if (const forms::QuestionState* question = m_evaluation.find(picture->question))
      caption += " " + digits(tr("report.of_question", {{"number", question->question->number}}));
    if (!picture->caption.empty())
      caption += " " + picture->caption;
    if (picture->captured_at)
      caption += " " + text::format_date_time(local_time(*picture->captured_at), m_style);
    photo(id, caption);
  }
  m_html.close();
}

void Paper::foot() {
  const Hash digest = audit::content_digest(m_audit, m_inspection.id);
  const text::DateStyle plain{m_style.language, m_style.era, text::Digits::arabic};
  m_html.open("div", "foot");
  m_html.element("span",
                 std::string(m_inspection.shown_number()) + " · sha-256 " + audit::short_digest(digest));
  m_html.element("span", tr("report.printed",
                            {{"who", m_options.printed_by},
                             {"when", text::format_date_time(local_time(m_options.printed_at), plain)}}));
  m_html.element("span", records::to_string(m_inspection.id)).close();
}

std::string Paper::write() {
  const bool thai = m_options.language == text::Language::thai;
  const bool is_draft = m_inspection.is_open();
  m_html.raw("<!doctype html>\n").raw(thai ? "<html lang=\"th\">" : "<html lang=\"en\">");
  m_html.open("head").raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
  // The paper may be opened from anywhere: whatever gets into it can neither run nor load anything.
  m_html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data: blob:; font-src data:\">");
  m_html.element("title", inspection_record_title(m_workspace, m_inspection.id, m_options.language));
  m_html.open("style").raw(embedded_file("report/inspection.css")).close().close();
  m_html.open("body");
  if (is_draft)
    m_html.element("div", tr("report.draft"), "draft");
  m_html.open("table", "paper").open("tbody").open("tr").open("td");
  head();
  factory();
  team();
  results();
  findings();
  samples();
  statement();
  signatures();
  answers();
  gallery();
  m_html.close().close().close();
  m_html.open("tfoot").open("tr").open("td").element("div", {}, "room").close().close().close().close();
  foot();
  m_html.close().raw("</html>\n");
  return m_html.take();
}

} // namespace

Result<std::string> inspection_record(const workspace::Workspace& workspace, const RecordId& inspection,
                                      const InspectionRecordOptions& options) {
  const audit::Inspection* found = workspace.audit().inspection(inspection);
  if (found == nullptr)
    return failure("report.no_such_inspection");
  const LanguageScope scope(options.language);
  const audit::Inspection copy = *found;
  return Paper(workspace, copy, options).write();
}

std::vector<std::string> photos_of_record(const workspace::Workspace& workspace, const RecordId& inspection) {
  std::vector<std::string> photos;
  for (const RecordId& id : workspace.audit().photos_of(inspection))
    if (const audit::Photo* photo = workspace.audit().photo(id))
      photos.push_back(photo->sha256);
  std::ranges::sort(photos);
  photos.erase(std::unique(photos.begin(), photos.end()), photos.end());
  return photos;
}

std::string inspection_record_title(const workspace::Workspace& workspace, const RecordId& inspection,
                                    text::Language language) {
  const audit::Inspection* found = workspace.audit().inspection(inspection);
  std::string title(tr("report.record_of_inspection", language));
  if (found != nullptr && !found->shown_number().empty())
    title += " " + std::string(found->shown_number());
  return title;
}

} // namespace truat::report
