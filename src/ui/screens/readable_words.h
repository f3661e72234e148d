// Records, fields and values in the words of the current language: for history, imports and conflicts.
#pragma once

#include "audit/history_sentence.h"
#include "ui/navigation.h"
#include "ui/theme/icons.h"
#include "workspace/workspace.h"

#include <optional>
#include <string>
#include <string_view>

namespace truat::ui {

/// "–" for nothing.
[[nodiscard]] std::string words_of(const audit::Readable& readable);
/// The field's label; of an answer the question's number and text.
[[nodiscard]] std::string field_words(const workspace::Workspace& workspace, const records::RecordId& record,
                                      std::string_view field);
[[nodiscard]] std::string value_words(const workspace::Workspace& workspace, const records::RecordId& record,
                                      std::string_view field, const records::Value& value);
/// Ids, hashes and links between records: not for people.
[[nodiscard]] bool is_technical_field(const workspace::Workspace& workspace, const records::RecordId& record,
                                      std::string_view field);

[[nodiscard]] std::string kind_words(std::string_view kind);
[[nodiscard]] Icon icon_of_kind(std::string_view kind);
/// The record's title, or its kind where it has none. `given`, if not empty, comes first.
[[nodiscard]] std::string title_words(const workspace::Workspace& workspace, const records::RecordId& record,
                                      std::string_view kind, std::string_view given = {});

/// The record's own page, or that of the visit it belongs to. Nothing for none.
[[nodiscard]] std::optional<Route> route_of(const workspace::Workspace& workspace,
                                            const records::RecordId& record);
/// Why there is no page of it to open, "" where there is one.
[[nodiscard]] std::string_view why_not_opened(const workspace::Workspace& workspace,
                                              const records::RecordId& record);
/// Goes to its page, where there is one.
void open_record(ScreenContext& context, const records::RecordId& record);

/// "วรรณา คงแก้ว · PC ฝ่ายโรงงาน · 13 ก.พ. 2567 16:22 น.": who made the operation, where and when.
[[nodiscard]] std::string who_and_when(const workspace::Workspace& workspace,
                                       const records::OperationId& operation);

} // namespace truat::ui
