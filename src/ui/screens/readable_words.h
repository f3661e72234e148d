// Records, fields and values in the words of the current language: for history, imports and conflicts.
#pragma once

#include "audit/history_sentence.h"
#include "ui/theme/icons.h"
#include "workspace/workspace.h"

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

/// "วรรณา คงแก้ว · PC ฝ่ายโรงงาน · 13 ก.พ. 2567 16:22 น.": who made the operation, where and when.
[[nodiscard]] std::string who_and_when(const workspace::Workspace& workspace,
                                       const records::OperationId& operation);

} // namespace truat::ui
