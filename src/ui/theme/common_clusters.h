// The Thai clusters that the product's own texts use most, the commonest first.
#pragma once

#include <string_view>

namespace truat::ui {

/// 160 clusters, one after the other: 19 of 20 in the messages, checklists and lists of places.
inline constexpr std::string_view common_clusters = "ม่ที่ข้ล์นี้มีด้บัรืห้ล้ก้ต้วัมูทึชื่ส่ปิป็"
                                                    "ตัรื่ลืก่ลักัช่กิยัยู่ว่ติถูย่สำน้คำพิช้มื"
                                                    "นันำก็ทำอ่รูร์ผู้หัคัจำต่รั้ร่สีรัวิจัอีว์"
                                                    "อื่ค่ว้ลิขีริ่บุน่ผ่ห์ล่จึบีดิอัพ์กำรุ่จ้พิ่"
                                                    "ท่ท็ตั้นุน้ำนิฑ์สุตำรุทัทีดีรีอุถึนั้ดัตุมุ"
                                                    "ร้ญ่มื่ลี่ต์ล็ซ้ำริน์อ้ม้พื่คืยุฏินึ่ภันื้พื้ต็"
                                                    "ถ่ลำชำสั่จูย้ดูสิ่บ้ผิจุทั้บ่ค์ท้นีถุนี่ดืปี"
                                                    "อำห็ห่จิซีสูรู้ชีกี่ร็ศัป้สัอิพูขัท์ณ์ค้ย์";

} // namespace truat::ui
