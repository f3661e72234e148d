// A form as XLSForm and ODK XForms describe it, whichever of the two it came from: questions, groups and
// repeats with their logic as XPath texts, choice lists, data lists, texts in several languages.
//
// Words are those of the ODK XForms specification: an XLSForm's "integer" is a control `input` of data type
// "int" here.
#pragma once

#include "forms/expression/value.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace truat::forms {

/// A text by language, as the form names them ("English (en)"); "default" in a form that names none.
using LocalTexts = std::map<std::string, std::string>;
inline constexpr std::string_view default_language = "default";

/// What is said beside an answer or choice.
struct Label {
  LocalTexts texts;
  std::map<std::string, LocalTexts> media; ///< "image", "audio", "video", "big-image" to file names
  [[nodiscard]] bool empty() const { return texts.empty() && media.empty(); }
  bool operator==(const Label&) const = default;
};

struct FormChoice {
  std::string name;
  Label label;
  std::map<std::string, std::string> columns; ///< for choice filters and look-ups
  bool operator==(const FormChoice&) const = default;
};
struct ChoiceList {
  std::string name;
  std::vector<FormChoice> choices;
  bool operator==(const ChoiceList&) const = default;
};

/// Data that is looked up: an instance that is no list of choices, or a file beside the form.
struct DataNode {
  std::string name;
  std::string text;
  std::map<std::string, std::string> attributes;
  std::vector<DataNode> children;
  bool operator==(const DataNode&) const = default;
};
struct DataList {
  std::string id;
  std::string source;            ///< "jr://file-csv/cities.csv"; empty where the content stands in the form
  std::vector<DataNode> content; ///< the root element, or nothing
  bool operator==(const DataList&) const = default;
};

enum class Control : std::uint8_t { none, input, select_one, select, rank, upload, trigger, range };
enum class NodeType : std::uint8_t { question, group, repeat };

/// Where a question's choices come from.
struct Itemset {
  std::string list;   ///< of the form's choice lists, or the id of a data list
  std::string filter; ///< XPath about one item; empty: all
  std::string nodes;  ///< XPath of the items where they are no list's ("/data/person[name != '']")
  std::string value = "name";
  std::string label = "label";
  bool shuffled = false;
  std::string seed; ///< XPath
  [[nodiscard]] bool empty() const { return list.empty() && nodes.empty(); }
  bool operator==(const Itemset&) const = default;
};

/// A value that is set when something happens.
struct SetValue {
  std::string
      event; ///< "odk-instance-first-load", "odk-new-repeat", "xforms-value-changed"; several by blanks
  std::string target;              ///< path
  std::string value;               ///< XPath; empty: clears
  std::string action = "setvalue"; ///< or "setgeopoint"
  bool operator==(const SetValue&) const = default;
};

struct FormNode {
  std::string name;
  NodeType type = NodeType::question;
  std::string place; ///< in the file it was read from ("survey!A12"); no part of the form

  Control control = Control::none; ///< none: not asked
  std::string data_type = "string";
  std::string media_type; ///< "image/*" of uploads
  std::string appearance;
  std::map<std::string, std::string> parameters; ///< "start", "end", "step", "rows", "max-pixels", …

  Label label;
  Label hint;
  LocalTexts guidance;                                             ///< longer help
  std::string relevant, required, readonly, constraint, calculate; ///< XPath; empty: not said
  LocalTexts constraint_message, required_message;
  std::string default_value; ///< as it stands
  std::string preload, preload_parameters;
  std::vector<SetValue> actions; ///< nested in this control
  Itemset itemset;
  std::vector<FormChoice> items; ///< that stand in the question itself

  bool shown = true;  ///< of a group or repeat: it has a place in the body
  std::string count;  ///< XPath of a repeat's number of iterations; empty: the person adds them
  bool fixed = false; ///< the person can neither add nor remove
  /// What the form begins with, by path inside the iteration; nothing: one iteration of defaults.
  std::vector<std::map<std::string, std::string>> iterations;
  std::vector<FormNode> children;

  /// The place is not compared.
  [[nodiscard]] bool operator==(const FormNode& other) const;
};

struct FormDefinition {
  std::string title;
  std::string id;
  std::string version;
  std::string root = "data";          ///< the primary instance's element
  std::vector<std::string> languages; ///< in their order; one "default" where none is named
  std::string language;               ///< shown first
  std::string style;                  ///< "pages", "theme-grid"
  std::vector<FormNode> nodes;
  std::vector<ChoiceList> choices;
  std::vector<DataList> data;
  std::map<std::string, Label> texts;          ///< that expressions name by `jr:itext`
  std::vector<SetValue> actions;               ///< of the whole form
  std::map<std::string, std::string> settings; ///< "instance_name", "submission_url", …
  bool operator==(const FormDefinition&) const = default;
};

/// The text in a language, or in the first that has one.
[[nodiscard]] std::string_view text_in(const LocalTexts& texts, std::string_view language);
[[nodiscard]] const ChoiceList* find_choices(const FormDefinition& form, std::string_view name);

} // namespace truat::forms
