// A factory (โรงงาน) as the office knows it: who runs it, what it does, where it stands, its licence.
// Source of the fields: Factory Act B.E. 2535 (1992) with the amendment of B.E. 2562, and the forms ร.ง.1 to
// ร.ง.4.
#pragma once

#include "audit/binding.h"

namespace truat::audit {

inline constexpr std::string_view factory_kind = "factory";

enum class FactoryGroup : std::uint8_t { unknown = 0, first = 1, second = 2, third = 3 }; ///< จำพวกที่ 1, 2, 3

struct Factory {
  RecordId id;
  // Who and what number
  std::string name;                ///< factory.name
  std::string operator_name;       ///< factory.operator_name: ผู้ประกอบกิจการโรงงาน
  std::string registration_number; ///< factory.registration_number: as normalised by registration_number.h
  std::string old_registration_number; ///< factory.old_registration_number
  std::string juristic_number;         ///< factory.juristic_number: 13 digits
  std::string signatory;               ///< factory.signatory: person entitled to sign (personal)
  std::string supervising_body;        ///< factory.supervising_body: key of `supervising_body`
  std::string estate;                  ///< factory.estate: name of the industrial estate
  std::string status;                  ///< factory.status: key of `factory_status`
  // What it does
  std::string type;                         ///< factory.type: five-digit code of the annex ("05203" is 52(3))
  std::string business;                     ///< factory.business: ประกอบกิจการ, in the words of the licence
  std::string group;                        ///< factory.group: "1", "2", "3"
  std::optional<Decimal> horsepower;        ///< factory.horsepower
  std::optional<std::int64_t> workers_male; ///< factory.workers_male
  std::optional<std::int64_t> workers_female; ///< factory.workers_female
  std::optional<Decimal> area_square_metres;  ///< factory.area
  std::string products;                       ///< factory.products
  std::string capacity;                       ///< factory.capacity
  std::optional<CivilDate> started_on;        ///< factory.started_on
  // Licence
  std::string licence_number;                 ///< factory.licence_number
  std::optional<CivilDate> licence_issued_on; ///< factory.licence_issued_on
  std::optional<CivilDate>
      licence_expires_on;                  ///< factory.licence_expires_on: only on licences from before 2562
  std::optional<CivilDate> fee_paid_until; ///< factory.fee_paid_until: annual fee
  std::string pollution_controllers;       ///< factory.pollution_controllers (personal)
  // Where
  std::string address_number;       ///< factory.address_number: house number
  std::string village;              ///< factory.village: หมู่ที่
  std::string lane;                 ///< factory.lane: ซอย
  std::string road;                 ///< factory.road
  std::string subdistrict;          ///< factory.subdistrict: six-digit code
  std::string district;             ///< factory.district: four-digit code
  std::string province;             ///< factory.province: two-digit code
  std::string postcode;             ///< factory.postcode
  std::optional<Position> position; ///< factory.position
  std::string phone;                ///< factory.phone (personal)
  std::string email;                ///< factory.email (personal)
  std::string remarks;              ///< factory.remarks

  [[nodiscard]] FactoryGroup factory_group() const;
  [[nodiscard]] std::optional<std::int64_t> workers() const; ///< both, when either is known
  bool operator==(const Factory&) const = default;
};

[[nodiscard]] const Table<Factory>& factory_table();

/// The id that every office gives to the factory of this registration number: of the natural key in its
/// normal form.
[[nodiscard]] RecordId factory_id(std::string_view registration_number);

} // namespace truat::audit
