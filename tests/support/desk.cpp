#include "support/desk.h"

#include "base/embedded.h"

namespace truat::testing {

using audit::SignerRole;
using records::RecordId;
using records::Value;

namespace {

const records::Schema& schema() {
  return audit::audit_schema();
}

RecordId author() {
  return records::natural_record_id("person", "author");
}

} // namespace

const audit::Reference& shipped_reference() {
  static const audit::Reference reference = [] {
    std::vector<audit::ChecklistLibrary::File> checklists;
    for (const EmbeddedFile& file : embedded_files())
      if (file.name.starts_with("checklists/"))
        checklists.push_back({file.name, embedded_file(file.name)});
    auto parsed = audit::parse_reference({.factory_types = embedded_file("reference/factory-types.json"),
                                          .places = embedded_file("reference/places.txt"),
                                          .checklists = checklists,
                                          .limits = embedded_file("reference/limits.json"),
                                          .legal_grounds = embedded_file("reference/legal-grounds.json")});
    REQUIRE_MESSAGE(parsed.has_value(), parsed.error().key, " ", parsed.error().where);
    return std::move(*parsed);
  }();
  return reference;
}

std::string contents(const records::Projection& projection, const RecordId& record) {
  std::string text = projection.exists(record) ? "" : "none\n";
  if (!projection.exists(record))
    return text;
  for (const std::string_view field : projection.fields(record)) {
    JsonWriter value;
    value.begin_array();
    for (const std::string& member : projection.members(record, field))
      value.string(member);
    records::write_value(value, projection.value(record, field));
    value.end_array();
    text += std::string(field) + "=" + value.take() + "\n";
  }
  return text;
}

Desk::Desk(std::uint64_t seed)
    : random(seed), ledger(records::new_replica_id(random), schema(), clock, random),
      audit(ledger.projection(), shipped_reference()) {
  const RecordId office = makes(add_office(audit,
                                           {.id = {},
                                            .name = "สำนักงานอุตสาหกรรมจังหวัดสงขลา",
                                            .abbreviation = "สข",
                                            .province = "90",
                                            .address = {},
                                            .phone = {}},
                                           context()));
  makes(name_workstation(audit, replica(), {.id = {}, .name = "เครื่องหนึ่ง", .prefix = "ก", .office = office},
                         context()));
  officer = makes(add_person(audit,
                             {.id = {},
                              .name = "นางสาววรรณา คงแก้ว",
                              .position = "วิศวกรชำนาญการ",
                              .officer_card = "สข 0031/2565",
                              .office = office,
                              .phone = {}},
                             context()));
  colleague = makes(add_person(audit,
                               {.id = {},
                                .name = "นางสาวสุไรดา หมัดอะดัม",
                                .position = "นักวิชาการอุตสาหกรรมปฏิบัติการ",
                                .officer_card = "สข 0044/2566",
                                .office = office,
                                .phone = {}},
                               context()));
  audit::Factory made;
  made.name = "บริษัท หาดใหญ่น้ำยางข้น จำกัด";
  made.registration_number = "20900004325649";
  made.type = "05203";
  made.business = "ทำน้ำยางข้น";
  made.group = "3";
  made.horsepower = Decimal{131800, 2};
  made.workers_male = 71;
  made.workers_female = 38;
  made.address_number = "88/4";
  made.village = "5";
  made.subdistrict = "901102";
  made.district = "9011";
  made.province = "90";
  made.postcode = "90110";
  factory = makes(add_factory(audit, made, context()));
  const forms::Template* form = shipped_reference().checklists.find("factory.yearly");
  REQUIRE(form != nullptr);
  checklist = audit::checklist_id(*form);
  const auto install = install_checklist(audit, *form);
  REQUIRE(install.has_value());
  does(*install);
}

records::Context Desk::context() const {
  const Instant now = const_cast<FixedClock&>(clock).now();
  return {.actor = actor.is_none() ? author() : actor,
          .today = local_time(now).date,
          .now = now,
          .random = const_cast<SeededRandom*>(&random)};
}

void Desk::does(const Result<records::Change>& change) {
  REQUIRE_MESSAGE(change.has_value(), change.error().key);
  const auto committed = ledger.commit(*change, context().actor);
  REQUIRE_MESSAGE(committed.has_value(), committed.error().key);
}

RecordId Desk::makes(const Result<audit::Created>& created) {
  REQUIRE_MESSAGE(created.has_value(), created.error().key);
  does(created->change);
  return created->id;
}

void Desk::undoes() {
  const auto undone = ledger.undo(context().actor);
  REQUIRE_MESSAGE(undone.has_value(), undone.error().key);
}

void Desk::redoes() {
  const auto redone = ledger.redo(context().actor);
  REQUIRE_MESSAGE(redone.has_value(), redone.error().key);
}

audit::VisitPlan Desk::plan() const {
  return {.factory = factory,
          .checklist = checklist,
          .purpose = "annual",
          .purpose_detail = {},
          .planned_on = CivilDate{2026, 2, 13},
          .team = {officer, colleague}};
}

RecordId Desk::begins_visit() {
  return makes(begin_visit(audit, plan(), series_of(audit, replica()), context()));
}

void Desk::answers(const RecordId& visit, const char* question, forms::Answer answer) {
  does(answer_question(audit, visit, {question}, answer, std::nullopt, context()));
}

void Desk::notes(const RecordId& visit, const char* question, const char* text) {
  does(write_note(audit, visit, {question}, text, std::nullopt, context()));
}

void Desk::photographs(const RecordId& visit, const char* question) {
  audit::Photo photo;
  photo.inspection = visit;
  photo.question = question;
  photo.sha256 = a_sha256;
  photo.media_type = "image/jpeg";
  makes(attach_photo(audit, photo, context()));
}

void Desk::sets(const RecordId& record, const char* field, Value value) {
  does(set_field(audit, record, field, std::move(value), std::nullopt, context()));
}

void Desk::answers_everything(const RecordId& visit) {
  const forms::Template& form = *audit.checklist_of(visit);
  for (const forms::Section& section : form.sections)
    for (const forms::Question& question : section.questions) {
      if (question.required != forms::Demand::required)
        continue;
      if (question.type == forms::QuestionType::choice)
        answers(visit, question.key.c_str(),
                forms::Choice{form.responses_of(question)->responses.front().key});
      else if (question.type == forms::QuestionType::number)
        answers(visit, question.key.c_str(), forms::Measured{{70, 1}});
      else if (question.type == forms::QuestionType::text)
        answers(visit, question.key.c_str(), forms::Written{"ไม่มี"});
      else if (question.type == forms::QuestionType::photo)
        photographs(visit, question.key.c_str());
      else
        FAIL("the desk cannot answer ", question.key);
    }
}

void Desk::fills_in(const RecordId& visit) {
  sets(visit, "inspection.left_at", std::string("12:15"));
  sets(visit, "inspection.guide_name", std::string("นายสมพงศ์ จันทร์เพ็ง"));
  sets(visit, "inspection.guide_position", std::string("ผู้จัดการโรงงาน"));
  sets(visit, "inspection.result", std::string("passed"));
}

void Desk::signs(const RecordId& visit, SignerRole role, const RecordId& person) {
  makes(sign(audit, visit,
             {.role = role, .person = person, .name = {}, .position = {}, .strokes = scribble()}, context()));
}

audit::Strokes scribble() {
  return {.width = 600, .height = 200, .lines = {{{10, 20}, {30, 40}, {50, 20}}, {{60, 60}, {90, 60}}}};
}

} // namespace truat::testing
