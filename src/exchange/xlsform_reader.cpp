#include "exchange/xlsform_reader.h"

#include "base/utf8.h"
#include "exchange/csv.h"
#include "exchange/xlsform_references.h"
#include "exchange/xlsform_sheet.h"
#include "exchange/xlsform_types.h"
#include "exchange/xlsx_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace truat::exchange {
namespace {

using forms::Control;
using forms::FormNode;
using forms::LocalTexts;
using forms::NodeType;

constexpr std::size_t deepest_groups = 60;

std::string lower(std::string text) {
  for (char& c : text)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

/// "yes" and "no" as XLSForm writes them; anything else is an expression.
std::string truth(const std::string& text) {
  const std::string word = lower(text);
  if (word == "yes" || word == "true" || word == "true()")
    return "true()";
  if (word == "no" || word == "false" || word == "false()")
    return "false()";
  return text;
}

/// "start=1;end=10 step=2" in pairs, divided by semicolons, commas or blanks.
std::map<std::string, std::string> parameters_of(std::string text) {
  std::map<std::string, std::string> parameters;
  std::ranges::replace(text, ';', ' ');
  std::ranges::replace(text, ',', ' ');
  for (std::size_t at = text.find(" ="); at != std::string::npos; at = text.find(" ="))
    text.erase(at, 1);
  for (std::size_t at = text.find("= "); at != std::string::npos; at = text.find("= "))
    text.erase(at + 1, 1);
  for (const std::string_view word : forms::expression::words_of(text))
    if (const std::size_t equals = word.find('='); equals != std::string_view::npos)
      parameters[std::string(word.substr(0, equals))] = word.substr(equals + 1);
  return parameters;
}

/// Whether a default is worked out, and not a text as it stands: it names a question or calls a function.
bool is_worked_out(const std::string& text) {
  if (text.find("${") != std::string::npos)
    return true;
  const std::size_t bracket = text.find('(');
  if (bracket == std::string::npos || bracket == 0 || !text.ends_with(')'))
    return false;
  return std::ranges::all_of(text.substr(0, bracket), [](char c) {
    return (c >= 'a' && c <= 'z') || c == '-' || c == ':' || (c >= '0' && c <= '9');
  });
}

/// Columns that a survey, a list and the settings have a counterpart for.
constexpr auto survey_columns = std::to_array<std::string_view>({"type",
                                                                 "name",
                                                                 "label",
                                                                 "hint",
                                                                 "guidance_hint",
                                                                 "required",
                                                                 "required_message",
                                                                 "relevant",
                                                                 "readonly",
                                                                 "constraint",
                                                                 "constraint_message",
                                                                 "calculation",
                                                                 "default",
                                                                 "appearance",
                                                                 "choice_filter",
                                                                 "parameters",
                                                                 "repeat_count",
                                                                 "trigger",
                                                                 "disabled",
                                                                 "note",
                                                                 "media::image",
                                                                 "media::audio",
                                                                 "media::video",
                                                                 "media::big-image",
                                                                 "bind::type",
                                                                 "comments",
                                                                 "comment",
                                                                 "notes"});
constexpr auto settings_columns = std::to_array<std::string_view>(
    {"form_title", "form_id", "version", "default_language", "style", "name", "instance_name",
     "submission_url", "public_key", "auto_send", "auto_delete", "allow_choice_duplicates"});

class XlsFormReader {
public:
  explicit XlsFormReader(const XlsFormSheets& sheets) : m_sheets(sheets) {}

  Result<ReadForm> run() {
    const Table* table = m_sheets.find("survey");
    if (table == nullptr)
      return failure("xlsform.no_survey");
    m_survey.emplace(*table, "survey");
    for (const std::string_view needed : {"type", "name"})
      if (!m_survey->has(needed))
        return failure("xlsform.no_heading", {{"heading", std::string(needed)}}, "survey!1");
    read_languages();
    read_settings();
    read_choices("choices");
    read_choices("external_choices");
    read_survey();
    add_meta();
    if (!m_error)
      resolve();
    warn_of_unread();
    if (m_error)
      return std::unexpected(std::move(*m_error));
    return ReadForm{std::move(m_form), m_questions, std::move(m_warnings)};
  }

private:
  void fail(std::string key, std::vector<Argument> arguments, std::string where) {
    if (!m_error)
      m_error = Error{std::move(key), std::move(arguments), std::move(where)};
  }
  void warn(std::string where, std::string key, std::vector<Argument> arguments = {}) {
    m_warnings.push_back({std::move(where), {std::move(key), std::move(arguments)}});
  }

  void read_languages() {
    m_form.languages = m_survey->languages();
    if (const Table* table = m_sheets.find("choices"))
      for (const std::string& language : FormSheet(*table, "choices").languages())
        if (std::ranges::find(m_form.languages, language) == m_form.languages.end())
          m_form.languages.push_back(language);
    if (m_form.languages.empty())
      m_form.languages.emplace_back(forms::default_language);
    m_form.language = m_form.languages.front();
  }

  void read_settings() {
    const Table* table = m_sheets.find("settings");
    if (table == nullptr)
      return;
    const FormSheet sheet(*table, "settings");
    if (sheet.row_count() == 0)
      return;
    m_form.title = sheet.cell(0, "form_title");
    m_form.id = sheet.cell(0, "form_id");
    m_form.version = sheet.cell(0, "version");
    m_form.style = sheet.cell(0, "style");
    if (std::string root = sheet.cell(0, "name"); !root.empty())
      m_form.root = std::move(root);
    if (std::string language = sheet.cell(0, "default_language"); !language.empty()) {
      if (std::ranges::find(m_form.languages, language) == m_form.languages.end())
        m_form.languages.push_back(language);
      m_form.language = std::move(language);
    }
    for (const char* name : {"submission_url", "public_key", "auto_send", "auto_delete"})
      if (std::string value = sheet.cell(0, name); !value.empty())
        m_form.settings[name] = std::move(value);
    m_instance_name = sheet.cell(0, "instance_name");
    m_instance_name_place = sheet.place(0, "instance_name");
    for (std::size_t column = 0; column < sheet.columns().size(); ++column) {
      const std::string& name = sheet.columns()[column].name;
      if (name.empty() || std::ranges::find(settings_columns, name) != settings_columns.end())
        continue;
      if (std::string value = sheet.cell_at(0, column); !value.empty()) {
        m_form.settings[name] = std::move(value);
        warn(sheet.heading_place(column), "xlsform.unknown_setting", {{"setting", name}});
      }
    }
  }

  void read_choices(const std::string& sheet_name) {
    const Table* table = m_sheets.find(sheet_name);
    if (table == nullptr)
      return;
    const FormSheet sheet(*table, sheet_name);
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
      const std::string list_name = sheet.cell(row, "list_name");
      if (list_name.empty() || list_name.starts_with('#')) {
        if (!sheet.is_blank(row) && list_name.empty())
          warn(sheet.place(row, "list_name"), "xlsform.choice_without_list");
        continue;
      }
      auto list = std::ranges::find(m_form.choices, list_name, &forms::ChoiceList::name);
      if (list == m_form.choices.end())
        list = m_form.choices.insert(m_form.choices.end(), forms::ChoiceList{list_name, {}});
      list->choices.push_back(choice(sheet, row));
    }
  }

  forms::FormChoice choice(const FormSheet& sheet, std::size_t row) {
    forms::FormChoice made{sheet.cell(row, "name"), label(sheet, row), {}};
    for (std::size_t column = 0; column < sheet.columns().size(); ++column) {
      const std::string& name = sheet.columns()[column].name;
      const bool is_own = name.empty() || name == "list_name" || name == "name" || name == "label" ||
                          name.starts_with("media::") || name == "disabled";
      if (is_own)
        continue;
      if (std::string text = sheet.cell_at(row, column); !text.empty())
        made.columns[name] = std::move(text);
    }
    return made;
  }

  forms::Label label(const FormSheet& sheet, std::size_t row) {
    forms::Label made;
    made.texts = sheet.texts(row, "label");
    for (const char* kind : {"image", "audio", "video", "big-image"})
      if (LocalTexts files = sheet.texts(row, std::string("media::") + kind); !files.empty())
        made.media[kind] = std::move(files);
    return made;
  }

  struct Open {
    std::vector<FormNode>* into = nullptr;
    RowKind kind = RowKind::begin_group;
    std::string place;
  };

  void read_survey() {
    m_open = {{&m_form.nodes, RowKind::begin_group, {}}};
    const FormSheet& sheet = *m_survey;
    for (std::size_t row = 0; row < sheet.row_count() && !m_error; ++row) {
      const std::string type_text = sheet.cell(row, "type");
      const std::string disabled = lower(sheet.cell(row, "disabled"));
      if (type_text.empty() || type_text.starts_with('#') || disabled == "yes" || disabled == "true") {
        if (type_text.empty() && !sheet.cell(row, "name").empty())
          warn(sheet.place(row, "type"), "xlsform.row_without_type");
        continue;
      }
      read_row(row, type_text);
    }
    if (!m_error && m_open.size() > 1)
      fail("xlsform.open_group", {}, m_open.back().place);
  }

  void read_row(std::size_t row, const std::string& type_text) {
    const FormSheet& sheet = *m_survey;
    const RowType type = parse_row_type(type_text);
    const std::string place = sheet.place(row, "type");
    switch (type.kind) {
    case RowKind::end_group:
    case RowKind::end_repeat: {
      const RowKind begin = type.kind == RowKind::end_group ? RowKind::begin_group : RowKind::begin_repeat;
      if (m_open.size() < 2 || m_open.back().kind != begin)
        return fail("xlsform.end_without_begin", {}, place);
      m_open.pop_back();
      return;
    }
    case RowKind::begin_group:
    case RowKind::begin_repeat: {
      if (m_open.size() > deepest_groups)
        return fail("xlsform.too_deep", {{"most", std::to_string(deepest_groups)}}, place);
      FormNode node = common(row);
      node.type = type.kind == RowKind::begin_group ? NodeType::group : NodeType::repeat;
      node.count = sheet.cell(row, "repeat_count");
      m_open.back().into->push_back(std::move(node));
      m_open.push_back({&m_open.back().into->back().children, type.kind, place});
      return;
    }
    case RowKind::ignored:
      ++m_questions;
      if (type.from_file)
        add_data(sheet.cell(row, "name"), lower(type_text).starts_with("xml") ? ".xml" : ".csv");
      else
        warn(place, "xlsform.unknown_type", {{"type", type_text}});
      return;
    case RowKind::question:
      break;
    }
    ++m_questions;
    if (!type.is_known)
      warn(place, "xlsform.unknown_type", {{"type", type_text}});
    FormNode node = question(row, type);
    auto& into = type.in_meta ? m_meta : *m_open.back().into;
    const std::string name = node.name;
    into.push_back(std::move(node));
    if (type.or_other)
      add_other(into, name, type.list, place);
  }

  /// What groups and questions have alike.
  FormNode common(std::size_t row) {
    const FormSheet& sheet = *m_survey;
    FormNode node;
    node.name = sheet.cell(row, "name");
    node.place = sheet.place(row, "name");
    node.label = label(sheet, row);
    node.appearance = sheet.cell(row, "appearance");
    node.relevant = sheet.cell(row, "relevant");
    node.readonly = truth(sheet.cell(row, "readonly"));
    return node;
  }

  FormNode question(std::size_t row, const RowType& type) {
    const FormSheet& sheet = *m_survey;
    FormNode node = common(row);
    node.control = type.control;
    node.data_type = type.data_type;
    node.media_type = type.media_type;
    node.preload = type.preload;
    node.preload_parameters = type.preload_parameters;
    node.hint.texts = sheet.texts(row, "hint");
    node.guidance = sheet.texts(row, "guidance_hint");
    node.required = truth(sheet.cell(row, "required"));
    node.required_message = sheet.texts(row, "required_message");
    node.constraint = sheet.cell(row, "constraint");
    node.constraint_message = sheet.texts(row, "constraint_message");
    node.calculate = sheet.cell(row, "calculation");
    node.parameters = parameters_of(sheet.cell(row, "parameters"));
    if (std::string data_type = sheet.cell(row, "bind::type"); !data_type.empty())
      node.data_type = std::move(data_type);
    if (type.is_note && node.readonly.empty())
      node.readonly = "true()";
    // What is only worked out is not asked, and has a control only where it is shown.
    if (type.control == Control::input && !node.calculate.empty() && node.label.empty() && node.hint.empty())
      node.control = Control::none;
    take_default(row, node);
    take_range(type, node);
    if (!type.list.empty())
      take_choices(row, type, node);
    if (std::string trigger = sheet.cell(row, "trigger"); !trigger.empty())
      m_triggers.push_back({trigger, node.place, node.calculate});
    if (!sheet.cell(row, "trigger").empty())
      node.calculate.clear();
    return node;
  }

  void take_default(std::size_t row, FormNode& node) {
    std::string text = m_survey->cell(row, "default");
    if (!is_worked_out(text)) {
      node.default_value = std::move(text);
      return;
    }
    const bool is_repeated =
        std::ranges::any_of(m_open, [](const Open& open) { return open.kind == RowKind::begin_repeat; });
    node.actions.push_back(
        {is_repeated ? "odk-instance-first-load odk-new-repeat" : "odk-instance-first-load", {}, text});
  }

  /// The specification's steps where none are given; whole numbers are integers.
  static void take_range(const RowType& type, FormNode& node) {
    if (type.control != Control::range)
      return;
    node.parameters.try_emplace("start", "1");
    node.parameters.try_emplace("end", "10");
    node.parameters.try_emplace("step", "1");
    for (const char* name : {"start", "end", "step"})
      if (const double number = forms::expression::plain_number(node.parameters[name]);
          node.parameters[name].find('.') != std::string::npos || std::isnan(number))
        node.data_type = "decimal";
  }

  void add_data(const std::string& id, std::string_view ending) {
    if (std::ranges::find(m_form.data, id, &forms::DataList::id) != m_form.data.end())
      return;
    const std::string folder = ending == ".csv" ? "jr://file-csv/" : "jr://file/";
    m_form.data.push_back({id, folder + id + std::string(ending), {}});
  }

  void take_choices(std::size_t row, const RowType& type, FormNode& node) {
    forms::Itemset& itemset = node.itemset;
    itemset.filter = m_survey->cell(row, "choice_filter");
    const auto take = [&](const char* name) {
      std::string value;
      if (const auto found = node.parameters.find(name); found != node.parameters.end()) {
        value = found->second;
        node.parameters.erase(found);
      }
      return value;
    };
    itemset.shuffled = lower(take("randomize")) == "true";
    itemset.seed = take("seed");
    if (type.from_file) {
      const std::size_t dot = std::min(type.list.rfind('.'), type.list.size());
      const std::string ending = lower(type.list.substr(dot));
      itemset.list = type.list.substr(0, dot);
      add_data(itemset.list, type.list.substr(dot));
      itemset.value = ending == ".geojson" ? "id" : "name";
      itemset.label = ending == ".geojson" ? "title" : "label";
    } else if (type.list.starts_with("${")) {
      itemset.nodes = type.list; // the iterations of a repeat
    } else {
      itemset.list = type.list;
      if (forms::find_choices(m_form, type.list) == nullptr)
        return fail("xlsform.unknown_list", {{"list", type.list}}, m_survey->place(row, "type"));
    }
    if (std::string value = take("value"); !value.empty())
      itemset.value = std::move(value);
    if (std::string shown = take("label"); !shown.empty())
      itemset.label = std::move(shown);
  }

  /// "or_other": one more choice, and a question for what it is.
  void add_other(std::vector<FormNode>& into, const std::string& name, const std::string& list_name,
                 const std::string& place) {
    const auto list = std::ranges::find(m_form.choices, list_name, &forms::ChoiceList::name);
    if (list == m_form.choices.end())
      return;
    if (std::ranges::find(list->choices, "other", &forms::FormChoice::name) == list->choices.end()) {
      forms::FormChoice other{"other", {}, {}};
      for (const std::string& language : m_form.languages)
        other.label.texts[language] = "Other";
      list->choices.push_back(std::move(other));
    }
    FormNode specify;
    specify.name = name + "_other";
    specify.place = place;
    specify.control = Control::input;
    specify.relevant = "selected(../" + name + ", 'other')";
    for (const std::string& language : m_form.languages)
      specify.label.texts[language] = "Specify other.";
    into.push_back(std::move(specify));
  }

  /// What every form has of itself.
  void add_meta() {
    FormNode meta;
    meta.name = "meta";
    meta.type = NodeType::group;
    meta.shown = false;
    meta.children = std::move(m_meta);
    FormNode id;
    id.name = "instanceID";
    id.readonly = "true()";
    id.preload = "uid";
    meta.children.push_back(std::move(id));
    if (!m_instance_name.empty()) {
      FormNode name;
      name.name = "instanceName";
      name.calculate = m_instance_name;
      name.place = m_instance_name_place;
      meta.children.push_back(std::move(name));
    }
    for (FormNode& child : meta.children)
      child.shown = false;
    m_form.nodes.push_back(std::move(meta));
    mark_shown(m_form.nodes);
  }
  /// A question has no place of its own to be shown in: only groups say so.
  static void mark_shown(std::vector<FormNode>& nodes) {
    for (FormNode& node : nodes) {
      if (node.type == NodeType::question)
        node.shown = false;
      mark_shown(node.children);
    }
  }

  /// `${name}` in every text, and what triggers set.
  void resolve() {
    XlsFormReferences references(m_form);
    for (const Trigger& trigger : m_triggers)
      references.add_trigger(trigger.by, trigger.place, trigger.value);
    if (auto resolved = references.resolve(); !resolved)
      fail(resolved.error().key, resolved.error().arguments, resolved.error().where);
  }
  void warn_of_unread() {
    for (std::size_t column = 0; column < m_survey->columns().size(); ++column) {
      const std::string& name = m_survey->columns()[column].name;
      if (name.empty() || std::ranges::find(survey_columns, name) != survey_columns.end())
        continue;
      for (std::size_t row = 0; row < m_survey->row_count(); ++row)
        if (!m_survey->cell_at(row, column).empty()) {
          warn(m_survey->heading_place(column), "xlsform.unknown_column", {{"column", name}});
          break;
        }
    }
    for (const Table& table : m_sheets.tables) {
      const std::string name = lower(table.name);
      if (name != "survey" && name != "choices" && name != "external_choices" && name != "settings")
        warn(table.name, "xlsform.unread_sheet");
    }
  }

  struct Trigger {
    std::string by;
    std::string place;
    std::string value;
  };

  const XlsFormSheets& m_sheets;
  std::optional<FormSheet> m_survey;
  forms::FormDefinition m_form;
  std::vector<Open> m_open;
  std::vector<FormNode> m_meta;
  std::vector<Trigger> m_triggers;
  std::string m_instance_name, m_instance_name_place;
  std::size_t m_questions = 0;
  std::vector<Warning> m_warnings;
  std::optional<Error> m_error;
};

} // namespace

const Table* XlsFormSheets::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(tables, [&](const Table& table) { return lower(table.name) == name; });
  return found == tables.end() ? nullptr : &*found;
}

Result<ReadForm> read_xlsform(const XlsFormSheets& sheets) {
  return XlsFormReader(sheets).run();
}

Result<ReadForm> read_xlsform_workbook(std::string bytes) {
  auto workbook = XlsxReader::open(std::move(bytes));
  if (!workbook)
    return std::unexpected(workbook.error());
  XlsFormSheets sheets;
  for (std::size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) {
    workbook->choose(sheet);
    Budget budget = Budget::unlimited();
    if (const auto read = workbook->run(budget); !read)
      return std::unexpected(read.error());
    sheets.tables.push_back(workbook->take_table());
    sheets.tables.back().name = workbook->sheets()[sheet].name;
  }
  return read_xlsform(sheets);
}

namespace {

/// A CSV with all sheets below each other, taken apart; a survey alone otherwise.
XlsFormSheets divided(const Table& table) {
  XlsFormSheets sheets;
  bool has_names = false;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    has_names = has_names || lower(std::string(table.cell(row, 0).text)) == "survey";
  if (!has_names) {
    sheets.tables.push_back(table);
    sheets.tables.back().name = "survey";
    return sheets;
  }
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view name = forms::expression::trimmed(table.cell(row, 0).text);
    if (!name.empty())
      sheets.tables.emplace_back().name = name;
    if (sheets.tables.empty() || (!name.empty() && table.cell(row, 1).text.empty()))
      continue;
    Table& sheet = sheets.tables.back();
    // The first column stays, empty, so that columns keep the names they have in the file.
    for (std::size_t column = 0; column < table.column_count(); ++column) {
      const Cell cell = column == 0 ? Cell() : table.cell(row, column);
      sheet.append(cell.text, cell.type);
    }
    sheet.end_row(table.row_number(row));
  }
  return sheets;
}

} // namespace

Result<ReadForm> read_xlsform_csv(std::string bytes) {
  const auto table = read_csv(std::move(bytes));
  if (!table)
    return std::unexpected(table.error());
  return read_xlsform(divided(*table));
}

bool is_xlsform_workbook(const std::string& bytes) {
  const auto workbook = XlsxReader::open(bytes);
  return workbook && std::ranges::any_of(workbook->sheets(), [](const XlsxSheet& sheet) {
           return lower(sheet.name) == "survey";
         });
}

bool is_xlsform_csv(const std::string& bytes) {
  constexpr std::size_t head = 4096;
  std::string begin = bytes.substr(0, head);
  if (bytes.size() > head)
    begin.resize(begin.find_last_of('\n') == std::string::npos ? begin.size() : begin.find_last_of('\n') + 1);
  const auto table = read_csv(std::move(begin));
  if (!table || table->row_count() == 0)
    return false;
  if (lower(std::string(forms::expression::trimmed(table->cell(0, 0).text))) == "survey")
    return true;
  const FormSheet sheet(*table, "survey");
  return sheet.has("type") && sheet.has("name") && (sheet.has("label") || sheet.has("calculation"));
}

} // namespace truat::exchange
