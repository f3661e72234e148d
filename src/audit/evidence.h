// What a visit brings back: photos, samples for the laboratory, and the instruments it measured with.
#pragma once

#include "audit/binding.h"
#include "forms/answers.h"

namespace truat::audit {

inline constexpr std::string_view photo_kind = "photo";
inline constexpr std::string_view sample_kind = "sample";
inline constexpr std::string_view instrument_kind = "instrument";

/// A photo's record. Its bytes stand in the photo database under `sha256`, without EXIF; what EXIF said is
/// kept here.
struct Photo {
  RecordId id;
  RecordId inspection;                    ///< photo.inspection
  std::string question;                   ///< photo.question: key, empty: of the whole visit
  std::string instance;                   ///< photo.instance
  std::string sha256;                     ///< photo.sha256: 64 hex digits, of the bytes kept
  std::string original_sha256;            ///< photo.original_sha256: of the file as the camera made it
  std::string media_type;                 ///< photo.media_type: "image/jpeg"
  std::optional<Instant> captured_at;     ///< photo.captured_at
  std::optional<Position> position;       ///< photo.position
  std::string caption;                    ///< photo.caption
  std::optional<std::int64_t> width;      ///< photo.width, pixels
  std::optional<std::int64_t> height;     ///< photo.height, pixels
  std::optional<std::int64_t> byte_count; ///< photo.byte_count
  [[nodiscard]] forms::QuestionInstance place() const { return {question, instance}; }
  bool operator==(const Photo&) const = default;
};

/// A sample taken for a laboratory; its result comes later.
struct Sample {
  RecordId id;
  RecordId inspection;                ///< sample.inspection
  std::string question;               ///< sample.question: key, may be empty
  std::string seal;                   ///< sample.seal: number on the seal
  std::string point;                  ///< sample.point: where it was taken
  std::optional<CivilDate> taken_on;  ///< sample.taken_on
  std::optional<TimeOfDay> taken_at;  ///< sample.taken_at
  std::string laboratory;             ///< sample.laboratory
  std::string parameters;             ///< sample.parameters: what is to be measured ("BOD, COD")
  std::string container;              ///< sample.container: and how it is preserved
  std::string result;                 ///< sample.result
  std::string result_outcome;         ///< sample.result_outcome: key of `sample_outcome`
  std::optional<CivilDate> result_on; ///< sample.result_on
  std::string report_number;          ///< sample.report_number: of the laboratory's report
  [[nodiscard]] bool waits() const { return result.empty() && result_outcome.empty(); }
  bool operator==(const Sample&) const = default;
};

/// An instrument of the office.
struct Instrument {
  RecordId id;
  std::string name;                         ///< instrument.name: "เครื่องวัด pH"
  std::string serial;                       ///< instrument.serial
  std::string model;                        ///< instrument.model
  std::optional<CivilDate> calibrated_on;   ///< instrument.calibrated_on
  std::optional<CivilDate> calibration_due; ///< instrument.calibration_due
  std::string certificate;                  ///< instrument.certificate
  /// Whether its calibration covered that day; none where no date is known.
  [[nodiscard]] std::optional<bool> calibrated(const CivilDate& day) const;
  bool operator==(const Instrument&) const = default;
};

[[nodiscard]] const Table<Photo>& photo_table();
[[nodiscard]] const Table<Sample>& sample_table();
[[nodiscard]] const Table<Instrument>& instrument_table();

} // namespace truat::audit
