#include "audit/sample_player.h"

#include "audit/answer_verbs.h"
#include "audit/signing_verbs.h"
#include "base/embedded.h"
#include "base/sort.h"

namespace truat::audit {

using forms::QuestionType;

std::optional<RecordId> SamplePlayer::begin(JsonView json, const std::string& where) {
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

void SamplePlayer::fill_in(const RecordId& visit, JsonView json, const std::string& where) {
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

std::optional<forms::Answer> SamplePlayer::read_answer(const forms::Question& question, JsonView json) const {
  switch (question.type) {
  case QuestionType::choice:
    if (const auto key = json.string())
      return forms::Choice{std::string(*key)};
    break;
  case QuestionType::multiple_choice: {
    forms::Choices choices;
    json.for_each_element([&](JsonView key) { choices.responses.emplace_back(key.string().value_or("")); });
    truat::sort(choices.responses);
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

void SamplePlayer::photograph(const RecordId& visit, const std::string& question, const std::string& key,
                              const std::string& where) {
  const auto scene = m_scenes.find(key);
  const SamplePhoto* drawn = scene == m_scenes.end() ? nullptr : find_sample_photo(scene->second.name);
  if (drawn == nullptr) {
    refuse(where + ".photos");
    return;
  }
  Photo photo;
  photo.inspection = visit;
  photo.question = question;
  photo.sha256 = to_hex(drawn->hash);
  photo.original_sha256 = photo.sha256;
  photo.media_type = "image/png";
  photo.captured_at = m_clock.now();
  photo.caption = scene->second.caption;
  photo.width = sample_photo_width;
  photo.height = sample_photo_height;
  photo.byte_count = static_cast<std::int64_t>(drawn->png.size());
  if (const Factory* factory = m_audit.factory(m_audit.inspection(visit)->factory))
    photo.position = factory->position;
  make(attach_photo(m_audit, photo, context()), where + ".photos");
}

void SamplePlayer::answer_one(const RecordId& visit, const forms::Question& question, JsonView given,
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
void SamplePlayer::answer_rest(const RecordId& visit, JsonView json, const forms::Section& section,
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

void SamplePlayer::answer_all(const RecordId& visit, JsonView json, const std::string& where) {
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

std::string SamplePlayer::citation(std::string_view ground) const {
  for (const auto& checklist : m_reference.checklists.all())
    if (const forms::LegalGround* known = checklist->find_ground(ground))
      return known->citation.thai;
  return std::string(ground);
}

void SamplePlayer::play_findings(const RecordId& visit, JsonView json, const std::string& where) {
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

void SamplePlayer::play_samples(const RecordId& visit, JsonView json, const std::string& where) {
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

void SamplePlayer::sign_all(const RecordId& visit, JsonView json, const std::string& where) {
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

void SamplePlayer::finish(const RecordId& visit, JsonView json, const std::string& where) {
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

void SamplePlayer::play_visit(JsonView json, const std::string& where) {
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

} // namespace truat::audit
