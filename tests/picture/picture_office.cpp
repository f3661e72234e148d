#include "picture/picture_office.h"

#include "audit/people_verbs.h"
#include "audit/request_verbs.h"
#include "audit/sample_office.h"
#include "base/embedded.h"

#include <cstdio>
#include <cstdlib>

namespace truat::testing {

void stop(const std::string& why) {
  std::fprintf(stderr, "ui_picture: %s\n", why.c_str());
  std::exit(1);
}

Instant PictureOffice::now() {
  return Instant{days_since_epoch(today) * 86'400'000 + 2 * 3'600'000 + 40 * 60'000};
}

PictureOffice::PictureOffice(const OfficeSpec& spec) : m_is_empty(spec.empty) {
  if (spec.factories || spec.conflicts)
    fill(spec);
  else
    m_own = std::make_unique<workspace::Workspace>(records::new_replica_id(m_random), m_clock, m_random);
  m_choices.use(&workspace());
  if (m_own != nullptr && !spec.empty)
    fill_sample();
}

void PictureOffice::fill(const OfficeSpec& spec) {
  constexpr std::size_t some = 40;
  m_filled = std::make_unique<FilledOffice>(spec.factories.value_or(some));
  m_person = m_filled->person;
  if (spec.factories.value_or(some) >= 6)
    m_filled->add_visits();
  if (!spec.conflicts)
    return;
  const auto words = [](std::string_view text) { return records::Value{std::string(text)}; };
  m_filled->conflict(m_filled->factory(0), "factory.phone", words("074 310 000"), words("074 320 111"));
  m_filled->conflict(m_filled->factory(0), "factory.products",
                     words("ยางแท่ง STR 20 ปีละ 24,000 ตัน ส่งออกทางท่าเรือน้ำลึกสงขลา และยางคอมปาวด์ตามคำสั่งซื้อ"),
                     words("ยางแท่ง STR 20 และยางคอมปาวด์ 24,000 ตัน/ปี"));
  m_filled->conflict(m_filled->factory(2), "factory.name", words("หจก. คลองแหไม้ยางพารา"),
                     words("ห้างหุ้นส่วนจำกัด คลองแหไม้ยางพาราและการแปรรูปไม้"));
}

void PictureOffice::fill_sample() {
  SeededRandom random(3);
  FixedClock clock(now());
  records::Ledger sample(records::new_replica_id(random), workspace::schema(), clock, random);
  const Result<void> sampled = audit::fill_sample_office(
      sample, clock, workspace::reference(), embedded_file("sample/office.json"), {.today = today});
  if (!sampled)
    stop("the sample office: " + sampled.error().key + " " + sampled.error().where);
  if (const auto merged = m_own->merge(sample.take_outbox(), records::Ledger::Source::file); !merged)
    stop("merging the sample office: " + merged.error().key);
  m_is_sample = true;
  const auto people = m_own->audit().people();
  if (people.empty())
    return;
  m_person = people.front();
  m_own->set_actor(m_person);
  give_roles();
}

/// The first of the sample's people is the head, the next asks for things, the third acts for the head.
void PictureOffice::give_roles() {
  const audit::Audit& audit = m_own->audit();
  const std::vector<records::RecordId> people(audit.people().begin(), audit.people().end());
  if (people.size() < 3 || audit.inspections().size() < 3)
    return;
  const auto does = [this](const Result<records::Change>& change) {
    if (!change)
      stop(change.error().key);
    if (const auto committed = m_own->commit(*change); !committed)
      stop(committed.error().key);
  };
  does(audit::set_roles(audit, people[0], {"head", "inspector"}, m_own->context()));
  does(audit::set_roles(audit, people[1], {"inspector"}, m_own->context()));
  does(audit::set_roles(audit, people[2], {"inspector", "projects"}, m_own->context()));
  audit::Delegation given;
  given.giver = people[0];
  given.position = "อุตสาหกรรมจังหวัดสงขลา";
  given.receiver = people[2];
  given.basis_key = audit::key_of(audit::DelegationBasis::on_behalf);
  given.permissions = {"decide_requests", "close_visits"};
  given.starts_on = today;
  given.paper_number = "สข 0031/124/2567";
  const auto delegated = audit::add_delegation(audit, given, m_own->context());
  does(delegated ? Result<records::Change>(delegated->change) : std::unexpected(delegated.error()));
  const auto asks = [&](std::size_t visit, const char* title, const char* text) {
    m_own->set_actor(people[1]);
    const auto made = audit::submit_request(
        audit, {.subject = audit.inspections()[visit], .title = title, .text = text, .addressee = {}},
        m_own->context());
    does(made ? Result<records::Change>(made->change) : std::unexpected(made.error()));
    m_own->set_actor(m_person);
    return made->id;
  };
  const auto decides = [&](const records::RecordId& request, audit::RequestStep step, const char* note) {
    does(audit::take_request_step(
        audit, request, step,
        {.note = note, .assignee = people[0], .due = add_days(today, 7), .title = {}, .text = {}},
        m_own->context()));
  };
  decides(asks(0, "ขออนุมัติบันทึกการตรวจโรงงาน", "ตรวจครบทุกหมวดแล้ว"), audit::RequestStep::agree,
          "เห็นชอบ ให้ส่งสำเนาให้ผู้ประกอบกิจการ");
  decides(asks(1, "ขอใช้รถยนต์ราชการไปตรวจโรงงานอำเภอสะเดา", ""), audit::RequestStep::assign, "ให้ประสานงานพัสดุ");
  asks(2, "ขออนุมัติออกคำสั่งตามมาตรา 37",
       "พบน้ำทิ้งเกินค่ามาตรฐาน BOD 45 มก./ล. และผู้ประกอบกิจการรับทราบข้อบกพร่องแล้ว เห็นควรออกคำสั่งให้ปรับปรุงภายใน 30 วัน");
  asks(0, "ขออนุมัติตรวจซ้ำ", "");
}

std::optional<ui::Route> PictureOffice::route(std::string address) const {
  const std::size_t begin = address.find('/', 2);
  if (begin == std::string::npos)
    return ui::parse_address(address);
  const std::size_t end = std::min(address.find('/', begin + 1), address.size());
  const std::string part = address.substr(begin + 1, end - begin - 1);
  if (address.starts_with("#/visit/"))
    if (const records::RecordId id = visit(part); !id.is_none())
      return ui::parse_address(address.substr(0, begin + 1) + records::to_string(id) + address.substr(end));
  if (part.empty() || part.size() > 3 || part == "-")
    return ui::parse_address(address);
  const auto all =
      address.starts_with("#/visit/") ? workspace().audit().inspections() : workspace().audit().factories();
  const auto index = static_cast<std::size_t>(std::strtoul(part.c_str(), nullptr, 10));
  if (index == 0 || index > all.size())
    return std::nullopt;
  return ui::parse_address(address.substr(0, begin + 1) + records::to_string(all[index - 1]) +
                           address.substr(end));
}

records::RecordId PictureOffice::visit(std::string_view word) const {
  const audit::Audit& audit = workspace().audit();
  for (const records::RecordId& id : audit.inspections()) {
    const audit::Inspection* visit = audit.inspection(id);
    if (visit == nullptr)
      continue;
    const audit::InspectionState state = visit->state();
    const bool is_closed =
        state == audit::InspectionState::completed || state == audit::InspectionState::locked;
    if (word == audit::key_of(state) || (word == "closed" && is_closed) ||
        (word == "failed" && !audit.findings_of(id).empty()))
      return id;
  }
  return {};
}

} // namespace truat::testing
