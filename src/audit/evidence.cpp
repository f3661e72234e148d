#include "audit/evidence.h"

#include "audit/binding_definitions.h"

namespace truat::audit {
namespace {

using records::EditedBy;
using records::FieldType;
using records::Required;

constexpr std::string_view photo_section = "section.photo";
constexpr std::string_view sample_section = "section.sample";
constexpr std::string_view result_section = "section.sample_result";
constexpr std::string_view instrument_section = "section.instrument";

} // namespace

std::optional<bool> Instrument::calibrated(const CivilDate& day) const {
  if (!calibrated_on && !calibration_due)
    return std::nullopt;
  return (!calibrated_on || *calibrated_on <= day) && (!calibration_due || day <= *calibration_due);
}

const Table<Photo>& photo_table() {
  static const Table<Photo> table({
      {{.wire = "photo.inspection",
        .type = FieldType::reference,
        .label = "field.photo.inspection",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "inspection",
        .section = photo_section},
       &Photo::inspection},
      {{.wire = "photo.question",
        .label = "field.photo.question",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::question},
      {{.wire = "photo.instance",
        .label = "field.photo.instance",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::instance},
      {{.wire = "photo.caption", .label = "field.photo.caption", .section = photo_section}, &Photo::caption},
      {{.wire = "photo.captured_at",
        .type = FieldType::instant,
        .label = "field.photo.captured_at",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::captured_at},
      {{.wire = "photo.position",
        .type = FieldType::structure,
        .label = "field.photo.position",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::position},
      {{.wire = "photo.sha256",
        .label = "field.photo.sha256",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::sha256},
      {{.wire = "photo.original_sha256",
        .label = "field.photo.original_sha256",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::original_sha256},
      {{.wire = "photo.media_type",
        .label = "field.photo.media_type",
        .edited_by = EditedBy::verbs,
        .section = photo_section},
       &Photo::media_type},
      {{.wire = "photo.width",
        .type = FieldType::integer,
        .label = "field.photo.width",
        .edited_by = EditedBy::verbs,
        .unit = "unit.pixels",
        .section = photo_section},
       &Photo::width},
      {{.wire = "photo.height",
        .type = FieldType::integer,
        .label = "field.photo.height",
        .edited_by = EditedBy::verbs,
        .unit = "unit.pixels",
        .section = photo_section},
       &Photo::height},
      {{.wire = "photo.byte_count",
        .type = FieldType::integer,
        .label = "field.photo.byte_count",
        .edited_by = EditedBy::verbs,
        .unit = "unit.bytes",
        .section = photo_section},
       &Photo::byte_count},
  });
  return table;
}

const Table<Sample>& sample_table() {
  static const Table<Sample> table({
      {{.wire = "sample.inspection",
        .type = FieldType::reference,
        .label = "field.sample.inspection",
        .required = Required::yes,
        .edited_by = EditedBy::verbs,
        .choices = "inspection",
        .section = sample_section},
       &Sample::inspection},
      {{.wire = "sample.question",
        .label = "field.sample.question",
        .edited_by = EditedBy::verbs,
        .section = sample_section},
       &Sample::question},
      {{.wire = "sample.seal",
        .label = "field.sample.seal",
        .required = Required::yes,
        .section = sample_section},
       &Sample::seal},
      {{.wire = "sample.point",
        .label = "field.sample.point",
        .required = Required::yes,
        .section = sample_section},
       &Sample::point},
      {{.wire = "sample.taken_on",
        .type = FieldType::date,
        .label = "field.sample.taken_on",
        .section = sample_section},
       &Sample::taken_on},
      {{.wire = "sample.taken_at",
        .type = FieldType::time,
        .label = "field.sample.taken_at",
        .section = sample_section},
       &Sample::taken_at},
      {{.wire = "sample.laboratory", .label = "field.sample.laboratory", .section = sample_section},
       &Sample::laboratory},
      {{.wire = "sample.parameters", .label = "field.sample.parameters", .section = sample_section},
       &Sample::parameters},
      {{.wire = "sample.container", .label = "field.sample.container", .section = sample_section},
       &Sample::container},
      {{.wire = "sample.result",
        .type = FieldType::long_text,
        .label = "field.sample.result",
        .edited_by = EditedBy::verbs,
        .section = result_section},
       &Sample::result},
      {{.wire = "sample.result_outcome",
        .type = FieldType::choice,
        .label = "field.sample.result_outcome",
        .edited_by = EditedBy::verbs,
        .choices = "sample_outcome",
        .section = result_section},
       &Sample::result_outcome},
      {{.wire = "sample.result_on",
        .type = FieldType::date,
        .label = "field.sample.result_on",
        .edited_by = EditedBy::verbs,
        .section = result_section},
       &Sample::result_on},
      {{.wire = "sample.report_number",
        .label = "field.sample.report_number",
        .edited_by = EditedBy::verbs,
        .section = result_section},
       &Sample::report_number},
  });
  return table;
}

const Table<Instrument>& instrument_table() {
  static const Table<Instrument> table({
      {{.wire = "instrument.name",
        .label = "field.instrument.name",
        .required = Required::yes,
        .section = instrument_section},
       &Instrument::name},
      {{.wire = "instrument.model", .label = "field.instrument.model", .section = instrument_section},
       &Instrument::model},
      {{.wire = "instrument.serial", .label = "field.instrument.serial", .section = instrument_section},
       &Instrument::serial},
      {{.wire = "instrument.calibrated_on",
        .type = FieldType::date,
        .label = "field.instrument.calibrated_on",
        .section = instrument_section},
       &Instrument::calibrated_on},
      {{.wire = "instrument.calibration_due",
        .type = FieldType::date,
        .label = "field.instrument.calibration_due",
        .section = instrument_section},
       &Instrument::calibration_due},
      {{.wire = "instrument.certificate",
        .label = "field.instrument.certificate",
        .section = instrument_section},
       &Instrument::certificate},
  });
  return table;
}

template class Table<Photo>;
template class Table<Sample>;
template class Table<Instrument>;

} // namespace truat::audit
