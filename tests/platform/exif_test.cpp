#include "platform/exif.h"

#include "doctest/doctest.h"

#include <string>
#include <vector>

namespace truat {

using platform::ExifFacts;
using platform::read_exif;

namespace {

enum class Order { little, big };

/// Writes EXIF as a camera does: a TIFF of three directories inside a JPEG.
class Camera {
public:
  explicit Camera(Order order) : m_order(order) {}

  std::string captured = "2026:11:22 09:41:07";
  int orientation = 6;
  std::string latitude_side = "N";
  std::string longitude_side = "E";
  std::vector<std::uint32_t> latitude = {7, 1, 0, 1, 5112, 100};    // 7° 0′ 51.12″
  std::vector<std::uint32_t> longitude = {100, 1, 25, 1, 732, 100}; // 100° 25′ 7.32″
  std::vector<std::uint32_t> error = {11, 2};

  [[nodiscard]] std::string jpeg() const {
    const std::string app1 = std::string("Exif\0\0", 6) + tiff();
    std::string bytes = "\xFF\xD8\xFF\xE0";
    bytes += big(16) + std::string("JFIF\0\1\2\0\0\1\0\1\0\0", 14);
    bytes += "\xFF\xE1" + big(app1.size() + 2) + app1;
    bytes += "\xFF\xC0" + big(17) + std::string("\x08\x0B\xD0\x0F\xC0\x03", 6) + std::string(9, '\1');
    return bytes + "\xFF\xDA";
  }

private:
  [[nodiscard]] static std::string big(std::size_t number) {
    return {static_cast<char>(number >> 8), static_cast<char>(number & 0xFF)};
  }
  [[nodiscard]] std::string number(std::uint32_t value, int length) const {
    std::string bytes;
    for (int index = 0; index < length; ++index) {
      const int shift = 8 * (m_order == Order::big ? length - 1 - index : index);
      bytes += static_cast<char>((value >> shift) & 0xFF);
    }
    return bytes;
  }
  [[nodiscard]] std::string entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count,
                                  std::string value) const {
    value.resize(4, '\0');
    return number(tag, 2) + number(type, 2) + number(count, 4) + value;
  }
  [[nodiscard]] std::string rationals(const std::vector<std::uint32_t>& numbers) const {
    std::string bytes;
    for (const std::uint32_t part : numbers)
      bytes += number(part, 4);
    return bytes;
  }
  [[nodiscard]] std::string tiff() const {
    // Places: header 8, first directory 2 + 3 × 12 + 4, then the others with their values behind them.
    const std::uint32_t exif_at = 50;
    const std::uint32_t time_at = exif_at + 2 + 12 + 4;
    const std::uint32_t gps_at = time_at + 20;
    const std::uint32_t latitude_at = gps_at + 2 + 5 * 12 + 4;
    const std::uint32_t longitude_at = latitude_at + 24;
    const std::uint32_t error_at = longitude_at + 24;
    std::string bytes = m_order == Order::big ? "MM" : "II";
    bytes += number(42, 2) + number(8, 4);
    bytes += number(3, 2) + entry(0x0112, 3, 1, number(static_cast<std::uint32_t>(orientation), 2)) +
             entry(0x8769, 4, 1, number(exif_at, 4)) + entry(0x8825, 4, 1, number(gps_at, 4)) + number(0, 4);
    std::string time = captured;
    time.resize(20, '\0');
    bytes += number(1, 2) + entry(0x9003, 2, 20, number(time_at, 4)) + number(0, 4) + time;
    bytes += number(5, 2) + entry(1, 2, 2, latitude_side) + entry(2, 5, 3, number(latitude_at, 4)) +
             entry(3, 2, 2, longitude_side) + entry(4, 5, 3, number(longitude_at, 4)) +
             entry(31, 5, 1, number(error_at, 4)) + number(0, 4);
    return bytes + rationals(latitude) + rationals(longitude) + rationals(error);
  }

  Order m_order;
};

} // namespace

TEST_CASE("EXIF of a camera") {
  for (const Order order : {Order::little, Order::big}) {
    Camera camera(order);
    const ExifFacts facts = read_exif(camera.jpeg());
    CHECK(facts.captured == "2026-11-22T09:41:07");
    CHECK(facts.orientation == 6);
    REQUIRE(facts.position.has_value());
    CHECK(to_string(facts.position->latitude) == "7.014200");
    CHECK(to_string(facts.position->longitude) == "100.418700");
    CHECK(facts.position->accuracy_metres == 6);
  }
}

TEST_CASE("EXIF that says nothing true is absent") {
  Camera camera(Order::little);
  SUBCASE("a clock that was never set") {
    camera.captured = "0000:00:00 00:00:00";
    CHECK_FALSE(read_exif(camera.jpeg()).captured.has_value());
  }
  SUBCASE("a day that does not exist") {
    camera.captured = "2026:02:30 10:00:00";
    CHECK_FALSE(read_exif(camera.jpeg()).captured.has_value());
  }
  SUBCASE("a position of zeros") {
    camera.latitude = camera.longitude = {0, 1, 0, 1, 0, 1};
    CHECK_FALSE(read_exif(camera.jpeg()).position.has_value());
  }
  SUBCASE("a denominator of zero") {
    camera.latitude[3] = 0;
    CHECK_FALSE(read_exif(camera.jpeg()).position.has_value());
  }
  SUBCASE("a latitude past the pole") {
    camera.latitude[0] = 91;
    CHECK_FALSE(read_exif(camera.jpeg()).position.has_value());
  }
  SUBCASE("the greatest numbers there are") {
    camera.latitude = {0xFFFFFFFF, 1, 0xFFFFFFFF, 1, 0xFFFFFFFF, 1};
    CHECK_FALSE(read_exif(camera.jpeg()).position.has_value());
  }
  SUBCASE("an unheard-of orientation") {
    camera.orientation = 9;
    CHECK_FALSE(read_exif(camera.jpeg()).orientation.has_value());
  }
  SUBCASE("southern and western sides are negative") {
    camera.latitude_side = "S";
    camera.longitude_side = "W";
    const auto position = read_exif(camera.jpeg()).position;
    REQUIRE(position.has_value());
    CHECK(to_string(position->latitude) == "-7.014200");
    CHECK(to_string(position->longitude) == "-100.418700");
  }
}

TEST_CASE("hostile EXIF") {
  const std::string good = Camera(Order::big).jpeg();
  SUBCASE("cut off at every byte is read without harm") {
    for (std::size_t length = 0; length < good.size(); ++length)
      static_cast<void>(read_exif(std::string_view(good).substr(0, length)));
  }
  SUBCASE("with every byte changed in turn is read without harm") {
    for (std::size_t at = 0; at < good.size(); ++at)
      for (const char bits : {'\x01', '\x80', '\xFF'}) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ bits);
        static_cast<void>(read_exif(changed));
        static_cast<void>(platform::read_picture_size(changed));
      }
  }
  SUBCASE("of other files is nothing") {
    CHECK(read_exif("") == ExifFacts{});
    CHECK(read_exif("\x89PNG") == ExifFacts{});
    CHECK(read_exif(std::string(100, '\xFF')) == ExifFacts{});
  }
}

TEST_CASE("a picture's size is known before it is unpacked") {
  CHECK(platform::read_picture_size(Camera(Order::big).jpeg()) == platform::PictureSize{4032, 3024});
  std::string png("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", 16);
  png += std::string("\0\0\x75\x30\0\0\x75\x30", 8);
  CHECK(platform::read_picture_size(png) == platform::PictureSize{30000, 30000});
  CHECK_FALSE(platform::read_picture_size("GIF89a").has_value());
  CHECK_FALSE(platform::read_picture_size(png.substr(0, 16) + std::string(8, '\0')).has_value());
  CHECK_FALSE(platform::read_picture_size(png.substr(0, 20)).has_value());
}

TEST_CASE("a picture that a browser could not unpack says so itself") {
  const auto png = [](std::string_view sides) {
    return std::string("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", 16) + std::string(sides);
  };
  CHECK_FALSE(platform::is_picture_bomb(Camera(Order::big).jpeg()));
  CHECK_FALSE(platform::is_picture_bomb(png({"\0\0\x27\x10\0\0\x27\x10", 8}))); // 10,000 by 10,000
  CHECK(platform::is_picture_bomb(png({"\0\0\x27\x10\0\0\x27\x11", 8})));
  CHECK(platform::is_picture_bomb(png({"\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8})));
  // A JPEG's frame holds at most 65,535 by 65,535.
  CHECK(platform::is_picture_bomb(std::string("\xFF\xD8\xFF\xC0\0\x0B\x08\xFF\xFF\xFF\xFF\x01\x11\0\0", 15)));
  CHECK_FALSE(platform::is_picture_bomb("no picture"));
}

} // namespace truat
