// Roles, leaving, delegations; and that every verb asks whether its actor may.
#include "audit/merge_issues.h"
#include "audit/people_verbs.h"
#include "audit/request_verbs.h"
#include "audit/settle_verbs.h"
#include "support/desk.h"

#include <algorithm>
#include <functional>

using namespace truat;
using namespace truat::audit;
using records::Value;
using testing::contents;
using testing::Desk;
using testing::refused;

namespace {

/// An officer and a colleague who is the head.
struct RoledDesk : Desk {
  explicit RoledDesk(std::uint64_t seed = 1) : Desk(seed) {
    does(set_roles(audit, colleague, {"head"}, context()));
    actor = colleague;
  }
  void gives(const RecordId& person, const std::vector<std::string>& roles) {
    does(set_roles(audit, person, roles, context()));
  }
  Delegation delegation(std::vector<std::string> permissions) const {
    Delegation given;
    given.giver = colleague;
    given.receiver = officer;
    given.basis_key = key_of(DelegationBasis::on_behalf);
    given.permissions = std::move(permissions);
    given.starts_on = context().today;
    given.paper_number = "12/2569";
    return given;
  }
  RecordId office() const { return audit.person(officer)->office; }
};

bool is_refused_by_role(const Result<void>& result) {
  return !result && result.error().key.starts_with("people.not_permitted");
}

/// What another office's file brings.
void arrives(Desk& desk, const RecordId& record, const char* field, Value value) {
  records::Change change{.label = "commit.edit_person"};
  change.set(record, field, std::move(value));
  change.operations.back().overwrites.emplace();
  desk.does(change);
}

template <class T>
Result<void> outcome(const Result<T>& result) {
  return result ? Result<void>{} : std::unexpected(result.error());
}

struct GuardedVerb {
  const char* name;
  Permission permission;
  std::function<Result<void>()> run;
};

/// Records on which every verb gets as far as asking who acts.
struct Everything : RoledDesk {
  RecordId planned = makes(plan_visit(audit, plan(), context()));
  RecordId visit = begins_visit();
  RecordId photo, sample, finding, signature, given, asked, deleted;

  Everything() {
    photographs(visit, "site.exits");
    photo = audit.photos_of(visit).front();
    Sample taken;
    taken.inspection = visit;
    taken.seal = "น.01";
    taken.point = "ท่อน้ำทิ้ง";
    sample = makes(add_sample(audit, taken, context()));
    Finding written;
    written.inspection = visit;
    written.text = "ทางหนีไฟถูกปิด";
    finding = makes(add_finding(audit, written, context()));
    signs(visit, SignerRole::officer, officer);
    signature = audit.signatures_of(visit).front();
    given = makes(add_delegation(audit, delegation({"close_visits"}), context()));
    does(end_delegation(audit, given, context()));
    actor = officer;
    asked = makes(submit_request_as_head());
    actor = colleague;
    Factory other;
    other.name = "โรงน้ำแข็ง";
    deleted = makes(add_factory(audit, other, context()));
    does(delete_record(audit, deleted, context()));
    arrives(*this, factory, "factory.name", std::string("ชื่ออื่น"));
    REQUIRE(ledger.projection().in_conflict(factory, "factory.name"));
  }
  /// The officer has no role yet, so the head lends theirs.
  Result<Created> submit_request_as_head() {
    actor = colleague;
    return submit_request(audit, {.subject = visit, .title = "ขออนุมัติ", .text = {}, .addressee = {}},
                          context());
  }

  std::vector<GuardedVerb> verbs() {
    using P = Permission;
    const forms::QuestionInstance place{"site.exits"};
    const auto step = [this](RequestStep which) {
      return outcome(take_request_step(
          audit, asked, which,
          {.note = "x", .assignee = officer, .due = context().today, .title = {}, .text = {}}, context()));
    };
    return {
        {"plan", P::inspect, [this] { return outcome(plan_visit(audit, plan(), context())); }},
        {"begin", P::inspect, [this] { return outcome(audit::begin_visit(audit, plan(), {}, context())); }},
        {"start", P::inspect, [this] { return outcome(start_visit(audit, planned, {}, context())); }},
        {"complete", P::inspect, [this] { return outcome(complete(audit, visit, context())); }},
        {"await", P::inspect, [this] { return outcome(await_laboratory(audit, visit, context())); }},
        {"finish", P::inspect, [this] { return outcome(finish_visit(audit, visit, context())); }},
        {"answer", P::inspect,
         [this, place] {
           return outcome(
               answer_question(audit, visit, place, forms::Choice{"fail"}, std::nullopt, context()));
         }},
        {"note", P::inspect,
         [this, place] { return outcome(write_note(audit, visit, place, "x", std::nullopt, context())); }},
        {"copy", P::inspect,
         [this] { return outcome(copy_previous_answers(audit, visit, "site", context())); }},
        {"photo", P::inspect,
         [this] { return outcome(attach_photo(audit, *audit.photo(photo), context())); }},
        {"remove photo", P::inspect, [this] { return outcome(remove_photo(audit, photo, context())); }},
        {"sample", P::inspect,
         [this] { return outcome(add_sample(audit, *audit.sample(sample), context())); }},
        {"result", P::inspect, [this] { return outcome(record_result(audit, sample, {}, context())); }},
        {"finding", P::inspect,
         [this] { return outcome(add_finding(audit, *audit.finding(finding), context())); }},
        {"finding state", P::inspect,
         [this] { return outcome(set_finding_state(audit, finding, FindingState::open, context())); }},
        {"withdraw", P::inspect, [this] { return outcome(withdraw_finding(audit, finding, context())); }},
        {"sign", P::inspect, [this] { return outcome(sign(audit, visit, {}, context())); }},
        {"refuse", P::inspect, [this] { return outcome(refuse_signature(audit, visit, {}, context())); }},
        {"unsign", P::inspect, [this] { return outcome(remove_signature(audit, signature, context())); }},
        {"team", P::inspect,
         [this] { return outcome(set_members(audit, visit, "inspection.team", {}, context())); }},
        {"opinion", P::inspect,
         [this] {
           return outcome(
               set_field(audit, visit, "inspection.opinion", std::string("ดี"), std::nullopt, context()));
         }},
        {"delete visit", P::inspect, [this] { return outcome(delete_record(audit, planned, context())); }},
        {"instrument", P::inspect, [this] { return outcome(add_instrument(audit, {}, context())); }},
        {"lock", P::close_visits, [this] { return outcome(lock(audit, visit, context())); }},
        {"reopen", P::close_visits, [this] { return outcome(reopen(audit, visit, "x", context())); }},
        {"factory", P::edit_factories, [this] { return outcome(add_factory(audit, {}, context())); }},
        {"factory field", P::edit_factories,
         [this] {
           return outcome(
               set_field(audit, factory, "factory.phone", std::string("1"), std::nullopt, context()));
         }},
        {"group", P::edit_factories,
         [this] { return outcome(apply_suggested_group(audit, factory, context())); }},
        {"settle", P::settle_conflicts,
         [this] {
           return outcome(settle_conflict(audit, factory, "factory.name", std::string("ชื่ออื่น"), context()));
         }},
        {"settle all", P::settle_conflicts,
         [this] {
           const records::FieldKey key{factory, "factory.name"};
           return outcome(settle_all(audit, {&key, 1}, replica(), context()));
         }},
        {"restore", P::settle_conflicts,
         [this] { return outcome(restore_record(audit, deleted, context())); }},
        {"workstation", P::submit_requests,
         [this] {
           return outcome(name_workstation(
               audit, replica(), {.id = {}, .name = "ห้องหน้า", .prefix = "ข", .office = office()}, context()));
         }},
        {"submit", P::submit_requests,
         [this] {
           return outcome(submit_request(audit, {.subject = {}, .title = "ขอรถ", .text = {}, .addressee = {}},
                                         context()));
         }},
        {"agree", P::decide_requests, [step] { return step(RequestStep::agree); }},
        {"return", P::decide_requests, [step] { return step(RequestStep::return_with_reason); }},
        {"note request", P::decide_requests, [step] { return step(RequestStep::note); }},
        {"assign", P::decide_requests, [step] { return step(RequestStep::assign); }},
        {"person", P::manage_people, [this] { return outcome(add_person(audit, {}, context())); }},
        {"office", P::manage_people, [this] { return outcome(add_office(audit, {}, context())); }},
        {"roles", P::manage_people,
         [this] { return outcome(set_roles(audit, colleague, {"head", "reader"}, context())); }},
        {"leave", P::manage_people,
         [this] { return outcome(person_leaves(audit, colleague, context().today, context())); }},
        {"return person", P::manage_people,
         [this] { return outcome(person_returns(audit, colleague, context())); }},
        {"another's card", P::manage_people,
         [this] {
           return outcome(
               set_field(audit, colleague, "person.officer_card", std::string("1"), std::nullopt, context()));
         }},
        {"delete person", P::manage_people,
         [this] { return outcome(delete_record(audit, makes_nobody(), context())); }},
        {"own office", P::manage_people,
         [this] {
           return outcome(set_field(audit, officer, "person.office", Value{}, std::nullopt, context()));
         }},
        {"delegate", P::delegate,
         [this] { return outcome(add_delegation(audit, delegation({"inspect"}), context())); }},
        {"end delegation", P::delegate, [this] { return outcome(end_delegation(audit, given, context())); }},
    };
  }
  RecordId nobody;
  /// A person that nothing refers to.
  RecordId makes_nobody() {
    if (!nobody.is_none())
      return nobody;
    const RecordId who = std::exchange(actor, colleague);
    Person person;
    person.name = "ผู้ช่วย";
    person.office = office();
    nobody = makes(add_person(audit, person, context()));
    actor = who;
    return nobody;
  }
};

} // namespace

TEST_CASE("Every verb asks whether its actor's role may") {
  Everything desk;
  REQUIRE(desk.makes_nobody() != RecordId{});
  const auto check = [&desk](std::string_view who, auto&& may) {
    desk.actor = desk.officer;
    for (const GuardedVerb& verb : desk.verbs()) {
      CAPTURE(std::string(who));
      CAPTURE(verb.name);
      const auto result = verb.run();
      CHECK(is_refused_by_role(result) == !may(verb.permission));
      if (!result)
        CHECK(result.error().key != "people.actor_unknown");
    }
    desk.actor = desk.colleague;
  };
  check("nobody's role", [](Permission) { return false; });
  for (const Role role :
       {Role::inspector, Role::head, Role::store, Role::projects, Role::auditor, Role::reader}) {
    desk.gives(desk.officer, {std::string(key_of(role))});
    check(key_of(role), [role](Permission permission) { return grants(role, permission); });
  }
}

TEST_CASE("A delegation lends what it names, as long as it holds") {
  Everything desk;
  const auto is_lent = [&desk](Permission lent) {
    desk.actor = desk.officer;
    for (const GuardedVerb& verb : desk.verbs()) {
      CAPTURE(verb.name);
      // A field's own permission stays beside that of settling.
      if (verb.permission != Permission::settle_conflicts)
        CHECK(is_refused_by_role(verb.run()) == (verb.permission != lent));
    }
    desk.actor = desk.colleague;
  };
  for (const Permission lent :
       {Permission::inspect, Permission::edit_factories, Permission::close_visits,
        Permission::decide_requests, Permission::submit_requests, Permission::manage_people}) {
    CAPTURE(std::string(key_of(lent)));
    const RecordId made =
        desk.makes(add_delegation(desk.audit, desk.delegation({std::string(key_of(lent))}), desk.context()));
    is_lent(lent);
    desk.does(end_delegation(desk.audit, made, desk.context()));
    CHECK(refused(end_delegation(desk.audit, made, desk.context())) == "people.delegation_ended");
  }
  SUBCASE("acting is all of it") {
    Delegation acting = desk.delegation({});
    acting.basis_key = key_of(DelegationBasis::acting);
    const RecordId made = desk.makes(add_delegation(desk.audit, acting, desk.context()));
    desk.actor = desk.officer;
    for (const GuardedVerb& verb : desk.verbs())
      CHECK_MESSAGE(!is_refused_by_role(verb.run()), verb.name);
    CHECK(acts_under(desk.audit, desk.context(), Permission::delegate) == made);
    CHECK(acts_under(desk.audit, {.actor = desk.colleague, .today = desk.context().today, .now = {}},
                     Permission::delegate)
              .is_none());
  }
  SUBCASE("neither before its first day nor after its last") {
    Delegation later = desk.delegation({"close_visits"});
    const CivilDate today = desk.context().today;
    later.starts_on = add_days(today, 1);
    later.ends_on = add_days(today, 2);
    desk.makes(add_delegation(desk.audit, later, desk.context()));
    for (const auto& [days, holds] : {std::pair{0, false}, {1, true}, {2, true}, {3, false}})
      CHECK((delegation_for(desk.audit, desk.officer, Permission::close_visits, add_days(today, days)) !=
             nullptr) == holds);
  }
}

TEST_CASE("A delegation is refused, each time for its own reason") {
  RoledDesk desk;
  const auto why = [&desk](auto&& change) {
    Delegation given = desk.delegation({"inspect"});
    change(given);
    return refused(add_delegation(desk.audit, given, desk.context()));
  };
  CHECK(why([](Delegation& d) { d.receiver = {}; }) == "people.receiver_missing");
  CHECK(why([](Delegation& d) { d.giver = {}; }) == "people.giver_missing");
  CHECK(why([](Delegation& d) { d.giver = d.receiver; }) == "people.delegates_to_oneself");
  CHECK(why([](Delegation& d) { d.basis_key = "x"; }) == "people.basis_missing");
  CHECK(why([](Delegation& d) { d.permissions.clear(); }) == "people.permissions_missing");
  CHECK(why([](Delegation& d) { d.permissions = {"fly"}; }) == "people.permissions_missing");
  CHECK(why([](Delegation& d) { d.permissions = {"delegate"}; }) == "people.not_delegable");
  CHECK(why([](Delegation& d) { d.starts_on.reset(); }) == "audit.field_required");
  CHECK(why([](Delegation& d) { d.paper_number = "  "; }) == "audit.field_required");
  CHECK(why([](Delegation& d) { d.ends_on = add_days(*d.starts_on, -1); }) == "people.ends_before_start");
  SUBCASE("the position alone can give, and undo takes it back") {
    Delegation given = desk.delegation({"inspect"});
    given.giver = {};
    given.position = " อุตสาหกรรมจังหวัดสงขลา ";
    const RecordId id = desk.makes(add_delegation(desk.audit, given, desk.context()));
    CHECK(desk.audit.delegation(id)->position == "อุตสาหกรรมจังหวัดสงขลา");
    const std::string before = contents(desk.ledger.projection(), id);
    desk.does(end_delegation(desk.audit, id, desk.context()));
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), id) == before);
    desk.undoes();
    CHECK(desk.audit.delegation(id) == nullptr);
    CHECK(refused(end_delegation(desk.audit, id, desk.context())) == "audit.no_such_record");
  }
}

TEST_CASE("Roles of an office begin with its head, and the last head stays") {
  Desk desk;
  desk.actor = desk.officer;
  const RecordId office = desk.audit.person(desk.officer)->office;
  REQUIRE_FALSE(roles_are_given(desk.audit, office));
  CHECK(permitted(desk.audit, desk.context(), Permission::delegate));
  CHECK(refused(set_roles(desk.audit, desk.officer, {"inspector"}, desk.context())) == "people.head_first");
  CHECK(refused(set_roles(desk.audit, desk.officer, {"emperor"}, desk.context())) == "people.no_such_role");
  CHECK(refused(set_roles(desk.audit, desk.factory, {"head"}, desk.context())) == "audit.no_such_record");

  const std::string before = contents(desk.ledger.projection(), desk.officer);
  desk.does(set_roles(desk.audit, desk.officer, {"head", "inspector"}, desk.context()));
  CHECK(desk.audit.person(desk.officer)->roles == std::vector<std::string>{"head", "inspector"});
  CHECK(head_count(desk.audit, office) == 1);

  SUBCASE("undo gives the roles back, redo takes them again") {
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), desk.officer) == before);
    CHECK_FALSE(roles_are_given(desk.audit, office));
    desk.redoes();
    CHECK(head_count(desk.audit, office) == 1);
  }
  SUBCASE("the only head can neither give it up, nor move, nor be deleted") {
    CHECK(refused(set_roles(desk.audit, desk.officer, {"inspector"}, desk.context())) == "people.last_head");
    CHECK(refused(set_roles(desk.audit, desk.officer, {}, desk.context())) == "people.last_head");
    CHECK(refused(set_field(desk.audit, desk.officer, "person.office", {}, std::nullopt, desk.context())) ==
          "people.last_head");
    CHECK(refused(delete_record(desk.audit, desk.officer, desk.context())) == "people.last_head");
    CHECK(refused(person_leaves(desk.audit, desk.officer, desk.context().today, desk.context())) ==
          "people.leaves_oneself");
  }
  SUBCASE("with another head it can") {
    desk.does(set_roles(desk.audit, desk.colleague, {"head"}, desk.context()));
    desk.does(set_roles(desk.audit, desk.officer, {"inspector"}, desk.context()));
    CHECK(head_count(desk.audit, office) == 1);
    CHECK(refused(set_roles(desk.audit, desk.officer, {"head"}, desk.context())) == "people.not_permitted");
  }
  SUBCASE("the error names the role and who has it") {
    desk.actor = desk.colleague;
    const auto allowed = permitted(desk.audit, desk.context(), Permission::delegate);
    REQUIRE_FALSE(allowed);
    const std::vector<Argument> arguments{{"what", "@choice.permission.delegate"},
                                          {"role", "@choice.role.head"},
                                          {"people", "นางสาววรรณา คงแก้ว"}};
    CHECK(allowed.error().arguments == arguments);
  }
  SUBCASE("one's own telephone is one's own, with any working role") {
    desk.does(set_roles(desk.audit, desk.colleague, {"store"}, desk.context()));
    desk.actor = desk.colleague;
    desk.does(set_field(desk.audit, desk.colleague, "person.phone", std::string("074 1"), std::nullopt,
                        desk.context()));
    CHECK(refused(set_field(desk.audit, desk.officer, "person.phone", std::string("074 1"), std::nullopt,
                            desk.context())) == "people.not_permitted");
    CHECK(refused(set_field(desk.audit, desk.colleague, "person.roles", std::string("head"), std::nullopt,
                            desk.context())) == "audit.field_of_verbs");
  }
  SUBCASE("who is added has no role, whatever was asked for") {
    Person person = *desk.audit.person(desk.officer);
    person.name = "คนใหม่";
    const RecordId id = desk.makes(add_person(desk.audit, person, desk.context()));
    CHECK(desk.audit.person(id)->roles.empty());
    desk.actor = id;
    CHECK(refused(submit_request(desk.audit, {.subject = {}, .title = "x", .text = {}, .addressee = {}},
                                 desk.context())) == "people.not_permitted");
  }
  SUBCASE("roles of one office take nothing from another, and are not theirs to give") {
    const RecordId other_office = desk.makes(add_office(
        desk.audit,
        {.id = {}, .name = "สอจ.พัทลุง", .abbreviation = "พท", .province = "93", .address = {}, .phone = {}},
        desk.context()));
    Person other;
    other.name = "คนพัทลุง";
    other.office = other_office;
    const RecordId theirs = desk.makes(add_person(desk.audit, other, desk.context()));
    desk.actor = theirs;
    CHECK(permitted(desk.audit, desk.context(), Permission::manage_people));
    CHECK(refused(set_roles(desk.audit, desk.colleague, {"head"}, desk.context())) == "people.other_office");
    other.office = office;
    CHECK(refused(add_person(desk.audit, other, desk.context())) == "people.other_office");
    Delegation given;
    given.receiver = desk.colleague;
    CHECK(refused(add_delegation(desk.audit, given, desk.context())) == "people.other_office");
    CHECK(set_roles(desk.audit, theirs, {"head"}, desk.context()));
  }
  SUBCASE("nobody of these records may do nothing") {
    desk.actor = {};
    CHECK(refused(permitted(desk.audit, desk.context(), Permission::inspect)) == "people.actor_unknown");
  }
}

TEST_CASE("Who has left acts no more, and may come back") {
  RoledDesk desk;
  const CivilDate today = desk.context().today;
  desk.gives(desk.officer, {"inspector"});
  const std::string before = contents(desk.ledger.projection(), desk.officer);
  CHECK(refused(person_returns(desk.audit, desk.officer, desk.context())) == "people.has_not_left");
  desk.does(person_leaves(desk.audit, desk.officer, today, desk.context()));
  CHECK_FALSE(desk.audit.person(desk.officer)->is_here(today));
  CHECK(desk.audit.person(desk.officer)->is_here(add_days(today, -1)));
  CHECK(refused(person_leaves(desk.audit, desk.officer, today, desk.context())) == "people.has_left");
  CHECK(refused(set_roles(desk.audit, desk.officer, {"head"}, desk.context())) == "people.has_left");
  CHECK(refused(add_delegation(desk.audit, desk.delegation({"inspect"}), desk.context())) ==
        "people.receiver_missing");

  SUBCASE("they may do nothing, roles or not") {
    desk.actor = desk.officer;
    CHECK(refused(permitted(desk.audit, desk.context(), Permission::inspect)) == "people.actor_left");
  }
  SUBCASE("their coming back is noted, or the leaving undone") {
    desk.undoes();
    CHECK(contents(desk.ledger.projection(), desk.officer) == before);
    desk.redoes();
    desk.does(person_returns(desk.audit, desk.officer, desk.context()));
    CHECK(contents(desk.ledger.projection(), desk.officer) == before);
  }
  SUBCASE("a delegation that still runs is to be ended") {
    desk.does(person_returns(desk.audit, desk.officer, desk.context()));
    const RecordId given =
        desk.makes(add_delegation(desk.audit, desk.delegation({"inspect"}), desk.context()));
    CHECK(merge_issues(desk.audit).empty());
    desk.does(person_leaves(desk.audit, desk.officer, today, desk.context()));
    const auto issues = merge_issues(desk.audit);
    REQUIRE(issues.size() == 1);
    CHECK(issues.front().phrase.key == "audit.delegate_left");
    CHECK(issues.front().record == given);
  }
}

TEST_CASE("Two heads who unseat each other leave an office that can mend it") {
  RoledDesk desk;
  desk.gives(desk.officer, {"head"});
  // The other PC took the role from the colleague, not knowing that this one takes it from the officer.
  desk.does(set_roles(desk.audit, desk.officer, {}, desk.context()));
  records::Change theirs{.label = "commit.set_roles"};
  theirs.remove_member(desk.colleague, "person.roles", "head");
  theirs.add_member(desk.colleague, "person.roles", "inspector");
  desk.does(theirs);
  const auto issues = merge_issues(desk.audit);
  REQUIRE(issues.size() == 1);
  CHECK(issues.front().phrase.key == "audit.no_head");
  desk.actor = desk.officer;
  CHECK(refused(permitted(desk.audit, desk.context(), Permission::delegate)) ==
        "people.not_permitted_by_anybody");
  desk.does(set_roles(desk.audit, desk.officer, {"head"}, desk.context()));
  CHECK(merge_issues(desk.audit).empty());
}
