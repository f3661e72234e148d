// Checklists for the tests of src/forms: a small one of every kind of question, and the shipped ones.
#pragma once

#include "forms/catalogue.h"
#include "forms/evaluation.h"

#include <string>
#include <vector>

namespace truat::testing {

/// A template's content with two sections: every question type, a condition, limits of two rules.
inline const std::string& small_checklist() {
  static const std::string json = R"({
"format": "truat-template", "version": 1,
"grounds": [
  {"id": "law.new", "th": "ประกาศใหม่", "en": "New notice", "from": "2017-06-08", "summary": {"th": "สรุป", "en": "Summary"}},
  {"id": "law.old", "th": "ประกาศเก่า", "en": "Old notice", "unverified": true}],
"limits": [{"id": "ph", "unit": {"th": "", "en": ""}, "decimals": 1, "rules": [
  {"from": "1996-06-14", "to": "2017-06-07", "min": "5.0", "max": "9.0", "ground": "law.old"},
  {"from": "2017-06-08", "min": "5.5", "max": "9.0", "ground": "law.new"},
  {"from": "2017-06-08", "max": "8.0", "receiving_waters": ["lake"], "ground": "law.new"},
  {"from": "2017-06-08", "max": "10.0", "factory_types": ["52"], "ground": "law.new"}]}],
"responses": [{"id": "pass_fail", "options": [
  {"id": "pass", "th": "ผ่าน", "en": "Pass", "token": "done", "score": "1"},
  {"id": "fair", "th": "พอใช้", "en": "Fair", "token": "due", "score": "0.5", "requires": {"note": true}},
  {"id": "fail", "th": "ไม่ผ่าน", "en": "Fail", "short": {"th": "มผ.", "en": "F"}, "token": "failed", "score": "0", "failed": true, "requires": {"note": true, "photos": 2}},
  {"id": "na", "th": "ไม่เกี่ยวข้อง", "en": "N/A", "token": "na"}]},
  {"id": "exists", "options": [{"id": "yes", "th": "มี", "en": "Yes", "token": "active"}, {"id": "no", "th": "ไม่มี", "en": "No", "token": "na"}]}],
"choices": [{"id": "fuel", "options": [{"id": "gas", "th": "ก๊าซ", "en": "Gas"}, {"id": "wood", "th": "ฟืน", "en": "Wood"}]}],
"questions": [
  {"id": "a.guard", "type": "choice", "responses": "pass_fail", "weight": 3, "required": true, "th": "ฝาครอบ", "en": "Guard", "grounds": ["law.new"], "severity": "critical", "deadline_days": 15, "remedy": {"th": "ใส่ฝาครอบ", "en": "Fit a guard"}},
  {"id": "a.paper", "type": "choice", "responses": "pass_fail", "weight": 2, "th": "เอกสาร", "en": "Paper", "failed_photos": 0},
  {"id": "a.ph", "type": "number", "limit": "ph", "weight": 4, "required": true, "th": "พีเอช", "en": "pH"},
  {"id": "a.count", "type": "number", "unit": {"th": "คน", "en": "people"}, "decimals": 0, "min": "0", "th": "จำนวน", "en": "Count"},
  {"id": "a.fuel", "type": "choices", "choices": "fuel", "th": "เชื้อเพลิง", "en": "Fuel"},
  {"id": "a.words", "type": "text", "th": "ถ้อยคำ", "en": "Words"},
  {"id": "a.day", "type": "date", "th": "วัน", "en": "Day"},
  {"id": "a.photo", "type": "photo", "required": true, "th": "ภาพ", "en": "Photo"},
  {"id": "a.sample", "type": "sample", "th": "ตัวอย่าง", "en": "Sample", "parameters": ["a.ph"]},
  {"id": "a.hologram", "type": "hologram", "required": true, "th": "ของใหม่", "en": "New thing"},
  {"id": "b.exists", "type": "choice", "responses": "exists", "required": true, "th": "มีหม้อน้ำ", "en": "Boiler"},
  {"id": "b.valve", "type": "choice", "responses": "pass_fail", "weight": 5, "required": true, "th": "ลิ้นนิรภัย", "en": "Valve"}],
"form": {"format": "truat-checklist", "version": 7, "id": "test.small", "th": "แบบทดสอบ", "en": "Test", "purposes": ["yearly"], "sections": [
  {"id": "a", "th": "หมวดหนึ่ง", "en": "One", "short": {"th": "หนึ่ง", "en": "1"}, "questions": ["a.guard", "a.paper", "a.ph", "a.count", "a.fuel", "a.words", "a.day", "a.photo", "a.sample", "a.hologram"]},
  {"id": "b", "th": "หมวดสอง", "en": "Two", "when": {"question": "b.exists", "is": ["yes"]}, "questions": ["b.exists", {"id": "b.valve", "required": false}]}]}
})";
  return json;
}

/// `small_checklist` with one part of its text replaced; the part must be there once.
std::string small_checklist_with(std::string_view part, std::string_view replacement);

/// The shipped catalogue and its forms, read from assets.
forms::Catalogue shipped_catalogue();
struct ShippedForm {
  std::string name;
  std::string json;
};
std::vector<ShippedForm> shipped_forms();

} // namespace truat::testing
