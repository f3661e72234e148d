// What is laid before the head: the steps, whose they are, and two decisions that did not see each other.
#include "audit/merge_issues.h"
#include "audit/people_verbs.h"
#include "audit/request_verbs.h"
#include "audit/settle_verbs.h"
#include "support/desk.h"

#include <algorithm>

using namespace truat;
using namespace truat::audit;
using records::Value;
using testing::contents;
using testing::Desk;
using testing::refused;

namespace {

/// An inspector who asks, and a head who decides.
struct Bureau : Desk {
  RecordId visit = begins_visit();

  explicit Bureau(std::uint64_t seed = 1) : Desk(seed) {
    does(set_roles(audit, colleague, {"head"}, context()));
    actor = colleague;
    does(set_roles(audit, officer, {"inspector"}, context()));
    actor = officer;
  }
  RecordId asks(const char* title = "ขออนุมัติบันทึกการตรวจ") {
    actor = officer;
    return makes(submit_request(
        audit, {.subject = visit, .title = title, .text = "ตรวจครบทุกข้อ", .addressee = {}}, context()));
  }
  Result<Change> step(const RecordId& request, RequestStep which, const RequestWords& words = {}) {
    return take_request_step(audit, request, which, words, context());
  }
  void takes(const RecordId& request, RequestStep which, const RequestWords& words = {}) {
    does(step(request, which, words));
  }
  RequestWords words(const char* note = "") const {
    return {.note = note, .assignee = officer, .due = add_days(context().today, 7), .title = {}, .text = {}};
  }
  const Request& request(const RecordId& id) const { return *audit.request(id); }
};

std::vector<records::CommitLines> lines_of(const Desk& desk) {
  std::vector<records::CommitLines> lines;
  for (std::size_t at = 0; at < desk.ledger.log().size(); ++at)
    lines.push_back(desk.ledger.log().lines(at));
  return lines;
}

/// Another PC with the same records, under a name of its own.
void begin_apart(Desk& there, const Desk& here) {
  there.ledger.continue_as(records::new_replica_id(there.random));
  REQUIRE(there.ledger.merge(lines_of(here), records::Ledger::Source::file).has_value());
}
void meet(Desk& here, Desk& there) {
  REQUIRE(here.ledger.merge(lines_of(there), records::Ledger::Source::file).has_value());
  REQUIRE(there.ledger.merge(lines_of(here), records::Ledger::Source::file).has_value());
}

constexpr RequestStep all_steps[] = {
    RequestStep::agree,    RequestStep::return_with_reason, RequestStep::note,    RequestStep::assign,
    RequestStep::complete, RequestStep::withdraw,           RequestStep::resubmit};

} // namespace

TEST_CASE("A request is submitted") {
  Bureau desk;
  const RecordId id = desk.asks();
  const Request& request = desk.request(id);
  CHECK(request.state() == RequestState::submitted);
  CHECK(request.asked_by == desk.officer);
  CHECK(request.asked_on == desk.context().today);
  CHECK(request.subject == desk.visit);
  CHECK(request.title == "ขออนุมัติบันทึกการตรวจ");

  const auto why = [&desk](const RequestDraft& draft) {
    return refused(submit_request(desk.audit, draft, desk.context()));
  };
  CHECK(why({.subject = {}, .title = " ", .text = {}, .addressee = {}}) == "audit.field_required");
  CHECK(why({.subject = RecordId{{1}}, .title = "x", .text = {}, .addressee = {}}) == "audit.no_such_record");
  CHECK(why({.subject = {}, .title = "x", .text = {}, .addressee = desk.officer}) ==
        "requests.addressee_cannot_decide");
  CHECK(why({.subject = {}, .title = "x", .text = {}, .addressee = desk.factory}) ==
        "requests.addressee_cannot_decide");
  CHECK(why({.subject = desk.visit, .title = "ขออนุมัติบันทึกการตรวจ ", .text = {}, .addressee = {}}) ==
        "requests.waits_already");
  SUBCASE("undo takes it back, redo lays it there again") {
    const std::string before = contents(desk.ledger.projection(), id);
    desk.undoes();
    CHECK(desk.audit.request(id) == nullptr);
    CHECK(refused(desk.step(id, RequestStep::withdraw)) == "audit.no_such_record");
    desk.redoes();
    CHECK(contents(desk.ledger.projection(), id) == before);
  }
  SUBCASE("the same matter can be laid before them again once it is decided") {
    desk.actor = desk.colleague;
    desk.takes(id, RequestStep::agree);
    desk.asks();
  }
}

TEST_CASE("Each state has its steps and no others") {
  using S = RequestState;
  using T = RequestStep;
  struct Allowed {
    S from;
    std::vector<T> steps;
  };
  const std::vector<Allowed> table{
      {S::submitted, {T::agree, T::return_with_reason, T::note, T::assign, T::withdraw}},
      {S::agreed, {T::assign}},
      {S::returned, {T::withdraw, T::resubmit}},
      {S::noted, {}},
      {S::assigned, {T::assign, T::complete}},
      {S::done, {}},
      {S::withdrawn, {T::resubmit}},
      {S::unknown, {}}};
  Bureau desk;
  desk.actor = desk.colleague;
  desk.does(
      set_roles(desk.audit, desk.officer, {"head", "inspector"}, desk.context())); // all hands are theirs
  const RecordId id = desk.asks();
  for (const Allowed& row : table) {
    records::Change change{.label = "commit.edit_field"};
    change.set(id, "request.state", std::string(key_of(row.from)));
    change.set(id, "request.assignee", records::to_value(desk.officer));
    static_cast<void>(desk.ledger.commit(change, desk.officer));
    REQUIRE(desk.request(id).state() == row.from);
    for (const T step : all_steps) {
      CAPTURE(std::string(key_of(row.from)));
      CAPTURE(static_cast<int>(step));
      const auto result = desk.step(id, step, desk.words("เหตุผล"));
      const bool allowed = std::ranges::find(row.steps, step) != row.steps.end();
      CHECK(result.has_value() == allowed);
      CHECK(can_take_request_step(desk.audit, id, step, desk.context()).has_value() == allowed);
      if (!result)
        CHECK(result.error().key == "requests.not_now");
    }
  }
}

TEST_CASE("A decision says who, when, and with what words") {
  Bureau desk;
  const RecordId id = desk.asks();
  const std::string before = contents(desk.ledger.projection(), id);
  desk.actor = desk.colleague;

  SUBCASE("each step leads to its state, and undo back") {
    const std::pair<RequestStep, RequestState> steps[] = {
        {RequestStep::agree, RequestState::agreed},
        {RequestStep::return_with_reason, RequestState::returned},
        {RequestStep::note, RequestState::noted},
        {RequestStep::assign, RequestState::assigned}};
    for (const auto& [step, state] : steps) {
      desk.takes(id, step, desk.words(" ด่วน "));
      const Request& request = desk.request(id);
      CHECK(request.state() == state);
      CHECK(request.decision_note == "ด่วน");
      CHECK(request.decided_by == desk.colleague);
      CHECK(request.decided_on == desk.context().today);
      CHECK(request.delegation.is_none());
      CHECK(request.assignee.is_none() == (step != RequestStep::assign));
      const std::string decided = contents(desk.ledger.projection(), id);
      desk.undoes();
      CHECK(contents(desk.ledger.projection(), id) == before);
      desk.redoes();
      CHECK(contents(desk.ledger.projection(), id) == decided);
      desk.undoes();
    }
  }
  SUBCASE("what a step needs is asked for") {
    CHECK(refused(desk.step(id, RequestStep::return_with_reason, {.note = " "})) ==
          "requests.reason_missing");
    RequestWords words = desk.words();
    words.due.reset();
    CHECK(refused(desk.step(id, RequestStep::assign, words)) == "requests.due_missing");
    words.assignee = desk.factory;
    CHECK(refused(desk.step(id, RequestStep::assign, words)) == "requests.assignee_missing");
    desk.does(person_leaves(desk.audit, desk.officer, desk.context().today, desk.context()));
    CHECK(refused(desk.step(id, RequestStep::assign, desk.words())) == "requests.assignee_missing");
  }
  SUBCASE("a returned one is mended and submitted again") {
    desk.takes(id, RequestStep::return_with_reason, {.note = "แนบภาพด้วย"});
    CHECK(refused(desk.step(id, RequestStep::resubmit)) == "requests.not_yours");
    desk.actor = desk.officer;
    RequestWords again;
    again.title = "ขออนุมัติ (แก้ไข)";
    again.text = "แนบภาพแล้ว";
    desk.takes(id, RequestStep::resubmit, again);
    CHECK(desk.request(id).state() == RequestState::submitted);
    CHECK(desk.request(id).text == "แนบภาพแล้ว");
    CHECK(desk.request(id).decision_note == "แนบภาพด้วย"); // why it came back
    CHECK(merge_issues(desk.audit).empty());
  }
  SUBCASE("a withdrawn one too, as it was") {
    CHECK(refused(desk.step(id, RequestStep::withdraw)) == "requests.not_yours");
    desk.actor = desk.officer;
    desk.takes(id, RequestStep::withdraw);
    desk.takes(id, RequestStep::resubmit);
    CHECK(desk.request(id).title == "ขออนุมัติบันทึกการตรวจ");
  }
  SUBCASE("an assigned one is done by who has it") {
    desk.takes(id, RequestStep::assign, desk.words());
    const RecordId third = desk.makes(add_person(
        desk.audit,
        [&] {
          Person person = *desk.audit.person(desk.officer);
          person.name = "คนที่สาม";
          return person;
        }(),
        desk.context()));
    desk.does(set_roles(desk.audit, third, {"inspector"}, desk.context()));
    desk.actor = third;
    CHECK(refused(desk.step(id, RequestStep::complete)) == "requests.not_yours");
    desk.actor = desk.officer;
    desk.takes(id, RequestStep::complete, {.note = "ส่งหนังสือแล้ว"});
    CHECK(desk.request(id).state() == RequestState::done);
    CHECK(desk.request(id).done_on == desk.context().today);
    CHECK(desk.request(id).done_note == "ส่งหนังสือแล้ว");
    CHECK(desk.request(id).decided_by == desk.colleague);
  }
}

TEST_CASE("Under a delegation the decision says so") {
  Bureau desk;
  const RecordId id = desk.asks();
  desk.actor = desk.colleague;
  Delegation given;
  given.giver = desk.colleague;
  given.receiver = desk.officer;
  given.basis_key = key_of(DelegationBasis::on_behalf);
  given.permissions = {"decide_requests"};
  given.starts_on = desk.context().today;
  given.paper_number = "15/2569";
  const RecordId delegation = desk.makes(add_delegation(desk.audit, given, desk.context()));
  desk.actor = desk.officer;
  desk.takes(id, RequestStep::agree);
  CHECK(desk.request(id).delegation == delegation);
  CHECK(merge_issues(desk.audit).empty());

  SUBCASE("that it did not hold is shown") {
    records::Change theirs{.label = "commit.end_delegation"};
    theirs.set(delegation, "delegation.ended_on", records::to_value(add_days(desk.context().today, -1)));
    desk.does(theirs);
    const auto issues = merge_issues(desk.audit);
    REQUIRE(issues.size() == 1);
    CHECK(issues.front().phrase.key == "audit.request_without_delegation");
  }
  SUBCASE("what is addressed to the head by name is for who acts for them, not for any delegate") {
    desk.actor = desk.colleague;
    Person person = *desk.audit.person(desk.officer);
    person.name = "รองหัวหน้า";
    const RecordId deputy = desk.makes(add_person(desk.audit, person, desk.context()));
    given.giver = {};
    given.position = "หัวหน้าฝ่าย";
    given.receiver = deputy;
    desk.makes(add_delegation(desk.audit, given, desk.context()));
    desk.actor = desk.officer;
    const RecordId named = desk.makes(
        submit_request(desk.audit, {.subject = {}, .title = "ขอลา", .text = {}, .addressee = desk.colleague},
                       desk.context()));
    CHECK(can_take_request_step(desk.audit, named, RequestStep::agree, desk.context()));
    desk.actor = deputy;
    CHECK(refused(desk.step(named, RequestStep::agree)) == "requests.addressed_to_another");
    const RecordId to_head = desk.asks("ขอรถ");
    desk.actor = deputy;
    CHECK(can_take_request_step(desk.audit, to_head, RequestStep::agree, desk.context()));
  }
}

TEST_CASE("The in-tray holds what is for its person") {
  Bureau desk;
  const RecordId first = desk.asks("หนึ่ง");
  const RecordId second = desk.asks("สอง");
  CHECK(tray_of(desk.audit, desk.context()).asked == std::vector{first, second});
  CHECK(waiting_count(desk.audit, desk.context()) == 0);
  desk.actor = desk.colleague;
  CHECK(tray_of(desk.audit, desk.context()).waiting == std::vector{first, second});
  CHECK(waiting_count(desk.audit, desk.context()) == 2);
  desk.takes(first, RequestStep::assign, desk.words());
  desk.takes(second, RequestStep::note);
  const Tray heads = tray_of(desk.audit, desk.context());
  CHECK(heads.waiting.empty());
  CHECK(heads.finished == std::vector{second, first});
  desk.actor = desk.officer;
  CHECK(tray_of(desk.audit, desk.context()).assigned == std::vector{first});
  CHECK(waiting_count(desk.audit, desk.context()) == 1);

  SUBCASE("another office's are neither shown as waiting nor to be decided here") {
    const RecordId other_office = desk.makes([&] {
      desk.actor = desk.colleague;
      return add_office(
          desk.audit,
          {.id = {}, .name = "สอจ.พัทลุง", .abbreviation = "พท", .province = "93", .address = {}, .phone = {}},
          desk.context());
    }());
    Person person;
    person.name = "คนพัทลุง";
    person.office = other_office;
    const RecordId theirs = desk.makes(add_person(desk.audit, person, desk.context()));
    desk.actor = theirs;
    const RecordId asked = desk.makes(submit_request(
        desk.audit, {.subject = {}, .title = "ของพัทลุง", .text = {}, .addressee = {}}, desk.context()));
    desk.actor = desk.colleague;
    CHECK(tray_of(desk.audit, desk.context()).waiting.empty());
    CHECK(refused(desk.step(asked, RequestStep::agree)) == "requests.of_other_office");
  }
}

TEST_CASE("What was changed or deleted beside a decision is told") {
  Bureau here;
  const RecordId id = here.asks();
  Bureau there;
  begin_apart(there, here);
  SUBCASE("the asker mended it while the head agreed to what it was") {
    there.actor = there.officer;
    there.takes(id, RequestStep::withdraw);
    RequestWords words;
    words.title = "อย่างอื่น";
    there.takes(id, RequestStep::resubmit, words);
    here.actor = here.colleague;
    here.takes(id, RequestStep::agree);
    meet(here, there);
    CHECK(here.ledger.projection().in_conflict(id, "request.state"));
    here.does(settle_conflict(here.audit, id, "request.state", std::string("agreed"), here.context()));
    CHECK(here.request(id).state() == RequestState::agreed);
    CHECK(here.request(id).decided_by == here.colleague);
    CHECK(here.request(id).title == "อย่างอื่น");
  }
  SUBCASE("words that the head had not seen when agreeing") {
    records::Change words{.label = "commit.resubmit_request"};
    there.does(words.set(id, "request.text", std::string("อีกอย่างหนึ่ง")));
    here.actor = here.colleague;
    here.takes(id, RequestStep::agree);
    CHECK(merge_issues(here.audit).empty());
    meet(here, there);
    const auto issues = merge_issues(here.audit);
    REQUIRE(issues.size() == 1);
    CHECK(issues.front().phrase.key == "audit.request_changed_since");
    CHECK(issues.front().field == "request.text");
  }
  SUBCASE("its subject was deleted") {
    there.actor = there.colleague;
    there.does(delete_record(there.audit, there.visit, there.context()));
    meet(here, there);
    const auto issues = merge_issues(here.audit);
    CHECK(std::ranges::count(issues, "audit.request_subject_gone",
                             [](const Issue& issue) { return issue.phrase.key; }) == 1);
  }
}

TEST_CASE("Two decisions that did not see each other are shown and settled as wholes") {
  const RequestStep decisions[] = {RequestStep::agree, RequestStep::return_with_reason, RequestStep::note,
                                   RequestStep::assign};
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    CAPTURE(seed);
    SeededRandom chance(seed);
    Bureau here(seed);
    const RecordId id = here.asks();
    here.actor = here.colleague;
    here.does(set_roles(here.audit, here.officer, {"head", "inspector"}, here.context()));
    Bureau there(seed);
    begin_apart(there, here);
    // Sometimes one of them goes on from what it decided.
    const auto decide = [&](Bureau& office, const RecordId& who, const char* note) {
      office.actor = who;
      const RequestStep step = decisions[chance.below(4)];
      office.takes(id, step, office.words(note));
      if (step == RequestStep::agree && chance.below(2) == 0)
        office.takes(id, RequestStep::assign, office.words(note));
      return office.request(id);
    };
    Request mine = decide(here, here.colleague, "ที่นี่");
    Request theirs = decide(there, there.officer, "ที่นั่น");
    meet(here, there);
    CHECK(contents(here.ledger.projection(), id) == contents(there.ledger.projection(), id));
    REQUIRE(here.ledger.projection().in_conflict(id, "request.decided_by"));
    const auto issues = merge_issues(here.audit);
    REQUIRE(issues.size() == 1);
    CHECK(issues.front().phrase.key == "audit.request_decided_twice");

    const bool choose_mine = chance.below(2) == 0;
    const Request& wanted = choose_mine ? mine : theirs;
    const bool states_differ = here.ledger.projection().in_conflict(id, "request.state");
    if (states_differ && chance.below(2) == 0)
      here.does(settle_conflict(here.audit, id, "request.state", wanted.state_key, here.context()));
    else
      here.does(settle_conflict(here.audit, id, "request.decided_by", records::to_value(wanted.decided_by),
                                here.context()));
    CHECK(here.request(id) == wanted);
    CHECK(here.ledger.projection().conflict_count() == 0);
    meet(here, there);
    CHECK(there.request(id) == wanted);
    CHECK(merge_issues(there.audit).empty());
  }
}

TEST_CASE("Settling a decision is the decider's") {
  Bureau here;
  const RecordId id = here.asks();
  Bureau there;
  begin_apart(there, here);
  here.actor = here.colleague;
  here.takes(id, RequestStep::agree);
  there.actor = there.colleague;
  there.takes(id, RequestStep::note);
  meet(here, there);
  here.actor = here.officer;
  CHECK(refused(settle_conflict(here.audit, id, "request.state", std::string("agreed"), here.context())) ==
        "people.not_permitted");
  here.actor = here.colleague;
  here.does(settle_conflict(here.audit, id, "request.state", std::string("noted"), here.context()));
  CHECK(here.request(id).state() == RequestState::noted);
}
