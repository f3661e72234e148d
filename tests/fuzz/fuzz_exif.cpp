// What cameras write into photos.
#include "base/civil_date.h"
#include "fuzz/support.h"
#include "platform/exif.h"

namespace truat::fuzzing {

void fuzz(std::string_view input) {
  const platform::ExifFacts facts = platform::read_exif(input);
  if (facts.orientation)
    must(*facts.orientation >= 1 && *facts.orientation <= 8, "an orientation is one of eight");
  if (facts.position) {
    const double latitude = to_double(facts.position->latitude);
    const double longitude = to_double(facts.position->longitude);
    must(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180,
         "a place is on the earth");
    must(facts.position->accuracy_metres.value_or(0) >= 0, "an accuracy is a radius");
  }
  if (facts.captured) {
    must(facts.captured->size() == 19 && (*facts.captured)[10] == 'T', "a moment has date and time");
    must(parse_iso_date(std::string_view(*facts.captured).substr(0, 10)).has_value(),
         "a moment's day exists");
  }
  if (const auto size = platform::read_picture_size(input))
    must(size->width > 0 && size->height > 0, "a picture has a size");
}

} // namespace truat::fuzzing
