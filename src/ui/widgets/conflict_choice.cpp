// Settling a conflict: what each side says, and the choice that overwrites all of it.
#include "base/sort.h"
#include "text/messages.h"
#include "text/thai_date.h"
#include "ui/widgets/choice_controls.h"
#include "ui/widgets/record_form.h"
#include "ui/widgets/text.h"

namespace truat::ui {

namespace {

/// "วรรณา คงแก้ว · 13 ก.พ. 2567 16:22 น."
std::string who_and_when(const FormContext& context, const records::OperationId& operation) {
  if (context.log == nullptr)
    return {};
  const std::optional<std::size_t> position = context.log->find(operation.commit());
  if (!position)
    return {};
  const records::CommitHeader& header = context.log->header(*position);
  std::string words = context.person_name ? context.person_name(header.author) : std::string();
  if (!words.empty())
    words += " · ";
  return words + text::format_date_time(local_time(header.time), text::date_style(text::language()));
}

Result<records::Change> choose(const FormContext& context, const records::RecordId& record,
                               const records::FieldDescriptor& field, const records::Value& value,
                               std::vector<records::OperationId> all) {
  if (context.set_field)
    return context.set_field(record, field.wire, value, std::move(all));
  records::Change change;
  change.label = "commit.settle_conflict";
  change.operations.push_back({record, std::string(field.wire), value, std::move(all)});
  return change;
}

} // namespace

std::optional<Error> conflict_choice(Box& area, std::string_view id, const FormContext& context,
                                     const records::RecordId& record, const records::FieldDescriptor& field,
                                     Requests& requests) {
  std::optional<Error> refused;
  const IdScope scope(id);
  const std::vector<records::Head> heads = context.projection.heads(record, field.wire);
  std::vector<records::OperationId> all;
  for (const records::Head& head : heads)
    all.push_back(head.operation);
  truat::sort(all);
  const access::Part part({.role = access::Role::radio_group, .name = text::tr(field.label), .box = area});
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const IdScope row_scope(i);
    const std::string label = shown_value(field, heads[i].value, context.choices);
    const std::string who = who_and_when(context, heads[i].operation);
    const RadioCardSpec card{.title = label, .lines = who};
    const Box box = area.take_top(radio_card_height(card, area.w), px(space::x8));
    if (!radio_card(box, "value", card))
      continue;
    const Result<records::Change> change = choose(context, record, field, heads[i].value, all);
    if (change)
      requests.push(CommitChange{*change, Announce::with_undo});
    else
      refused = change.error();
  }
  return refused;
}

} // namespace truat::ui
