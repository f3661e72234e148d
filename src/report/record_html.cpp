#include "report/record_html.h"

#include "report/html.h"
#include "text/messages.h"
#include "text/numbers.h"

namespace truat::report {
namespace {

/// The drawn lines as one SVG path: whole numbers only, so that nothing typed can come in.
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

class Writer {
public:
  explicit Writer(const RecordPage& page) : m_page(page) {}

  std::string write(std::string_view stylesheet) {
    const bool thai = m_page.language == text::Language::thai;
    m_html.raw("<!doctype html>\n<html lang=\"").raw(thai ? "th" : "en").raw("\"");
    write_attribute("data-foot-left", m_page.foot_left);
    write_attribute("data-foot-middle", m_page.foot_middle);
    write_attribute("data-foot-page", m_page.foot_page);
    m_html.raw(">");
    write_head_element(stylesheet);
    m_html.open("body");
    if (m_page.draft)
      m_html.element("div", word("report.draft"), "draft");
    write_head();
    write_factory();
    write_officers();
    write_results();
    write_findings();
    write_samples();
    write_statement();
    write_signers();
    write_answers();
    write_gallery();
    m_html.open("footer").element("p", m_page.end_digest).element("p", m_page.end_record).close();
    m_html.close().raw("</html>\n");
    return m_html.take();
  }

private:
  [[nodiscard]] std::string word(std::string_view key) const {
    return std::string(text::tr(key, m_page.language));
  }
  void write_attribute(std::string_view name, const std::string& value) {
    m_html.raw(" ").raw(name).raw("=\"").raw(escaped(value)).raw("\"");
  }
  void heading(std::string_view key) {
    m_html.element("h2", text::in_digits(std::to_string(++m_heading), m_page.digits) + ". " + word(key));
  }
  void heads(std::initializer_list<std::string_view> keys) {
    m_html.open("thead").open("tr");
    for (const std::string_view key : keys)
      m_html.element("th", word(key));
    m_html.close().close();
  }

  void write_head_element(std::string_view stylesheet);
  void write_head();
  void write_facts(const std::vector<RecordPage::Fact>& facts);
  void write_factory();
  void write_officers();
  void write_results();
  void write_result(const RecordPage::Result& result, std::string_view classes);
  void write_findings();
  void write_picture(const RecordPage::Picture& picture);
  void write_samples();
  void write_statement();
  void write_signers();
  void write_signer(const RecordPage::Signer& signer);
  void write_line(const std::optional<audit::Strokes>& strokes);
  void write_answers();
  void write_gallery();

  const RecordPage& m_page;
  int m_heading = 0;
  Html m_html;
};

void Writer::write_head_element(std::string_view stylesheet) {
  m_html.open("head").raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
  // The paper may be opened from anywhere: whatever gets into it can neither run nor load anything.
  m_html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src data: blob:; font-src data:\">");
  m_html.element("title", m_page.title + " " + m_page.number);
  m_html.open("style").raw(stylesheet).close().close();
}

void Writer::write_head() {
  m_html.open("div", "head").element("span", m_page.office).element("span", m_page.number).close();
  m_html.element("h1", m_page.title);
  m_html.element("p", m_page.when, "when");
  m_html.open("div", "purposes").element("b", word("field.inspection.purpose"));
  for (const RecordPage::Purpose& purpose : m_page.purposes)
    m_html.open("span").element("i", {}, purpose.chosen ? "box on" : "box").text(purpose.label).close();
  m_html.close();
  if (!m_page.reference.empty())
    write_facts({{word("report.reference"), m_page.reference, RecordPage::Width::whole}});
}

void Writer::write_facts(const std::vector<RecordPage::Fact>& facts) {
  m_html.open("div", "facts");
  for (const RecordPage::Fact& fact : facts)
    m_html.open("div", fact.width == RecordPage::Width::whole ? "fact whole" : "fact")
        .element("span", fact.label, "key")
        .element("span", fact.value, "value")
        .close();
  m_html.close();
}

void Writer::write_factory() {
  heading("report.factory");
  write_facts(m_page.factory);
}

void Writer::write_officers() {
  heading("report.officials");
  m_html.open("table", "officers");
  heads({"report.order", "report.name", "report.position", "report.card"});
  m_html.open("tbody");
  for (const RecordPage::Officer& officer : m_page.officers)
    m_html.open("tr")
        .element("td", officer.order, "middle")
        .element("td", officer.name)
        .element("td", officer.position)
        .element("td", officer.card, "middle")
        .close();
  m_html.close().close();
  if (m_page.instruments.empty())
    return;
  m_html.open("table", "instruments");
  heads({"report.instruments", "report.serial", "report.calibration"});
  m_html.open("tbody");
  for (const RecordPage::Instrument& used : m_page.instruments)
    m_html.open("tr")
        .element("td", used.name)
        .element("td", used.serial, "middle")
        .element("td", used.calibration)
        .close();
  m_html.close().close();
}

void Writer::write_result(const RecordPage::Result& result, std::string_view classes) {
  m_html.open("tr", classes)
      .element("td", result.name)
      .element("td", result.passed, "middle")
      .element("td", result.failed, "middle")
      .element("td", result.not_applicable, "middle")
      .element("td", result.score, "middle")
      .close();
}

void Writer::write_results() {
  heading("report.results");
  m_html.open("table", "results");
  heads({"report.section", "report.passed", "report.failed", "report.not_applicable", "report.score"});
  m_html.open("tbody");
  for (const RecordPage::Result& result : m_page.results)
    write_result(result, {});
  write_result(m_page.total, "total");
  m_html.close().close();
  if (!m_page.outcome.empty())
    write_facts(m_page.outcome);
}

void Writer::write_picture(const RecordPage::Picture& picture) {
  m_html.open("figure");
  if (picture.url.empty())
    m_html.element("p", word("report.photo_missing"), "absent");
  else
    m_html.image(picture.url, picture.caption);
  m_html.element("figcaption", picture.caption).close();
}

void Writer::write_findings() {
  heading("report.findings");
  if (m_page.findings.empty())
    m_html.element("p", word("report.no_findings"));
  for (const RecordPage::Finding& finding : m_page.findings) {
    m_html.open("div", "finding").open("div", "words");
    m_html.open("p").element("b", finding.number).text(" " + finding.text).close();
    const std::string blank = finding.remedy.empty() || finding.deadline.empty() ? "" : " ";
    if (!finding.remedy.empty() || !finding.deadline.empty())
      m_html.element("p", finding.remedy + blank + finding.deadline);
    if (!finding.state.empty())
      m_html.element("p", finding.state, "state");
    if (!finding.ground.empty())
      m_html.element("p", "(" + finding.ground + ")", "ground");
    m_html.close();
    if (!finding.pictures.empty()) {
      m_html.open("div", "photos");
      for (const RecordPage::Picture& picture : finding.pictures)
        write_picture(picture);
      m_html.close();
    }
    m_html.close();
  }
}

void Writer::write_samples() {
  if (m_page.samples.empty())
    return;
  heading("report.samples");
  m_html.open("table", "samples");
  heads({"field.sample.seal", "field.sample.point", "field.sample.laboratory", "field.sample.parameters",
         "field.sample.result"});
  m_html.open("tbody");
  for (const RecordPage::Sample& sample : m_page.samples)
    m_html.open("tr")
        .element("td", sample.seal)
        .element("td", sample.taken)
        .element("td", sample.laboratory)
        .element("td", sample.parameters)
        .element("td", sample.result)
        .close();
  m_html.close().close();
}

void Writer::write_statement() {
  heading("report.statement");
  m_html.element("p", m_page.statement, "statement");
  if (!m_page.copy_left.empty())
    m_html.element("p", m_page.copy_left, "copy");
}

void Writer::write_line(const std::optional<audit::Strokes>& strokes) {
  m_html.open("div", "line").element("span", word("report.signed")).open("span", "ink");
  if (strokes && !strokes->empty())
    m_html.raw(drawing(*strokes));
  m_html.close().close();
}

void Writer::write_signer(const RecordPage::Signer& signer) {
  const auto named = [this](const std::string& name) {
    m_html.element("p", "(" + (name.empty() ? std::string("………………………………………") : name) + ")");
  };
  const bool refused = !signer.refusal.empty();
  m_html.open("div", "signature");
  write_line(refused ? std::nullopt : signer.drawing);
  named(signer.name);
  m_html.element("p", signer.role);
  if (!signer.remark.empty())
    m_html.element("p", signer.remark, "remark");
  if (refused)
    m_html.element("p", signer.refusal, "remark");
  m_html.close();
  if (!refused)
    return;
  m_html.open("div", "signature");
  write_line(signer.drawing);
  named(signer.witness);
  m_html.element("p", word("report.witness_of_refusal")).close();
}

void Writer::write_signers() {
  m_html.open("div", "signatures");
  for (const RecordPage::Signer& signer : m_page.signers)
    write_signer(signer);
  m_html.close();
}

void Writer::write_answers() {
  if (m_page.answers.empty())
    return;
  heading("report.answers");
  m_html.open("table", "answers");
  heads({"report.item", "report.question", "report.answer"});
  for (const RecordPage::AnswerSection& section : m_page.answers) {
    m_html.open("tbody")
        .open("tr", "section")
        .raw("<th colspan=\"3\">")
        .text(section.title)
        .raw("</th>")
        .close();
    for (const RecordPage::Answered& answered : section.answers) {
      m_html.open("tr").element("td", answered.number, "middle").open("td").text(answered.question);
      if (!answered.note.empty())
        m_html.element("p", answered.note, "note");
      m_html.close().element("td", answered.answer, answered.failed ? "failed" : "").close();
    }
    m_html.close();
  }
  m_html.close();
}

void Writer::write_gallery() {
  if (m_page.gallery.empty())
    return;
  heading("report.all_photos");
  m_html.open("div", "gallery");
  for (const RecordPage::Picture& picture : m_page.gallery)
    write_picture(picture);
  m_html.close();
}

} // namespace

std::string record_html(const RecordPage& page, std::string_view stylesheet) {
  return Writer(page).write(stylesheet);
}

} // namespace truat::report
