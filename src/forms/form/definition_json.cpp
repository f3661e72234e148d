#include "forms/form/definition_json.h"

#include <array>
#include <optional>

namespace truat::forms {
namespace {

constexpr std::size_t deepest_nodes = 100;

constexpr auto controls = std::to_array<std::pair<Control, std::string_view>>({
    {Control::none, "none"},
    {Control::input, "input"},
    {Control::select_one, "select1"},
    {Control::select, "select"},
    {Control::rank, "rank"},
    {Control::upload, "upload"},
    {Control::trigger, "trigger"},
    {Control::range, "range"},
});
constexpr auto node_types = std::to_array<std::pair<NodeType, std::string_view>>({
    {NodeType::question, "question"},
    {NodeType::group, "group"},
    {NodeType::repeat, "repeat"},
});

template <class Table, class Value>
std::string_view word_of(const Table& table, Value value) {
  for (const auto& [known, word] : table)
    if (known == value)
      return word;
  return {};
}

/// Members in canonical order; what is empty is left out.
class Writer {
public:
  std::string form(const FormDefinition& form) {
    m_json.begin_object();
    actions(form.actions);
    list("choices", form.choices, [&](const ChoiceList& each) {
      m_json.begin_object();
      choices("choices", each.choices);
      text("name", each.name);
      m_json.end_object();
    });
    list("data", form.data, [&](const DataList& each) {
      m_json.begin_object();
      if (!each.content.empty()) {
        m_json.key("content").begin_array();
        for (const DataNode& node : each.content)
          data(node, 0);
        m_json.end_array();
      }
      text("id", each.id);
      text("source", each.source);
      m_json.end_object();
    });
    text("format", "truat-form");
    text("id", form.id);
    text("language", form.language);
    list("languages", form.languages, [&](const std::string& each) { m_json.string(each); });
    m_json.key("nodes").begin_array();
    for (const FormNode& node : form.nodes)
      this->node(node, 0);
    m_json.end_array();
    text("root", form.root);
    pairs("settings", form.settings);
    text("style", form.style);
    if (!form.texts.empty()) {
      m_json.key("texts").begin_array();
      for (const auto& [id, said] : form.texts) {
        m_json.begin_array().string(id);
        label_object(said);
        m_json.end_array();
      }
      m_json.end_array();
    }
    text("title", form.title);
    text("version", form.version);
    m_json.end_object();
    return m_json.take();
  }

private:
  void text(std::string_view key, std::string_view value) {
    if (!value.empty())
      m_json.key(key).string(value);
  }
  void truth(std::string_view key, bool value) {
    if (value)
      m_json.key(key).boolean(true);
  }
  template <class Items, class Write>
  void list(std::string_view key, const Items& items, Write write) {
    if (items.empty())
      return;
    m_json.key(key).begin_array();
    for (const auto& item : items)
      write(item);
    m_json.end_array();
  }
  void pair_list(const std::map<std::string, std::string>& map) {
    m_json.begin_array();
    for (const auto& [name, value] : map)
      m_json.begin_array().string(name).string(value).end_array();
    m_json.end_array();
  }
  void pairs(std::string_view key, const std::map<std::string, std::string>& map) {
    if (map.empty())
      return;
    m_json.key(key);
    pair_list(map);
  }
  void label_object(const Label& label) {
    m_json.begin_object();
    if (!label.media.empty()) {
      m_json.key("media").begin_array();
      for (const auto& [kind, files] : label.media) {
        m_json.begin_array().string(kind);
        pair_list(files);
        m_json.end_array();
      }
      m_json.end_array();
    }
    pairs("texts", label.texts);
    m_json.end_object();
  }
  void label(std::string_view key, const Label& label) {
    if (label.empty())
      return;
    m_json.key(key);
    label_object(label);
  }
  void actions(const std::vector<SetValue>& actions) {
    list("actions", actions, [&](const SetValue& each) {
      m_json.begin_object();
      text("action", each.action);
      text("event", each.event);
      text("target", each.target);
      text("value", each.value);
      m_json.end_object();
    });
  }
  void choices(std::string_view key, const std::vector<FormChoice>& choices) {
    list(key, choices, [&](const FormChoice& each) {
      m_json.begin_object();
      pairs("columns", each.columns);
      label("label", each.label);
      text("name", each.name);
      m_json.end_object();
    });
  }
  void data(const DataNode& node, std::int64_t depth) {
    m_json.begin_object();
    pairs("attributes", node.attributes);
    m_json.key("depth").integer(depth);
    text("name", node.name);
    text("text", node.text);
    m_json.end_object();
    for (const DataNode& child : node.children)
      data(child, depth + 1);
  }
  void itemset(const Itemset& itemset) {
    if (itemset == Itemset())
      return;
    m_json.key("itemset").begin_object();
    text("filter", itemset.filter);
    text("label", itemset.label);
    text("list", itemset.list);
    text("nodes", itemset.nodes);
    text("seed", itemset.seed);
    truth("shuffled", itemset.shuffled);
    text("value", itemset.value);
    m_json.end_object();
  }
  void node(const FormNode& node, std::int64_t depth) {
    m_json.begin_object();
    actions(node.actions);
    text("appearance", node.appearance);
    text("calculate", node.calculate);
    text("constraint", node.constraint);
    pairs("constraint_message", node.constraint_message);
    text("control", word_of(controls, node.control));
    text("count", node.count);
    text("data_type", node.data_type);
    text("default", node.default_value);
    m_json.key("depth").integer(depth);
    truth("fixed", node.fixed);
    pairs("guidance", node.guidance);
    truth("hidden", !node.shown);
    label("hint", node.hint);
    choices("items", node.items);
    itemset(node.itemset);
    list("iterations", node.iterations, [&](const auto& each) { pair_list(each); });
    label("label", node.label);
    text("media_type", node.media_type);
    text("name", node.name);
    pairs("parameters", node.parameters);
    text("place", node.place);
    text("preload", node.preload);
    text("preload_parameters", node.preload_parameters);
    text("readonly", node.readonly);
    text("relevant", node.relevant);
    text("required", node.required);
    pairs("required_message", node.required_message);
    text("type", word_of(node_types, node.type));
    m_json.end_object();
    for (const FormNode& child : node.children)
      this->node(child, depth + 1);
  }

  JsonWriter m_json;
};

class Reader {
public:
  Result<FormDefinition> read(JsonView root) {
    FormDefinition form;
    if (root["format"].string() != "truat-form")
      return failure("forms.form_json");
    form.actions = actions(root);
    root["choices"].for_each_element(
        [&](JsonView each) { form.choices.push_back({text(each, "name"), choices(each["choices"])}); });
    root["data"].for_each_element([&](JsonView each) {
      form.data.push_back({text(each, "id"), text(each, "source"), {}});
      nest(each["content"], form.data.back().content, [&](JsonView node) {
        return DataNode{text(node, "name"), text(node, "text"), pairs(node["attributes"]), {}};
      });
    });
    form.id = text(root, "id");
    form.language = text(root, "language");
    root["languages"].for_each_element(
        [&](JsonView each) { form.languages.emplace_back(each.string().value_or("")); });
    nest(root["nodes"], form.nodes, [&](JsonView each) { return node(each); });
    form.root = text(root, "root");
    form.settings = pairs(root["settings"]);
    form.style = text(root, "style");
    root["texts"].for_each_element([&](JsonView each) {
      form.texts[std::string(each.at(0).string().value_or(""))] = label(each.at(1));
    });
    form.title = text(root, "title");
    form.version = text(root, "version");
    if (m_bad)
      return failure("forms.form_json");
    return form;
  }

private:
  static std::string text(JsonView object, std::string_view key) {
    return std::string(object[key].string().value_or(""));
  }
  static std::map<std::string, std::string> pairs(JsonView list) {
    std::map<std::string, std::string> map;
    list.for_each_element([&](JsonView pair) {
      map[std::string(pair.at(0).string().value_or(""))] = pair.at(1).string().value_or("");
    });
    return map;
  }
  static Label label(JsonView object) {
    Label read;
    read.texts = pairs(object["texts"]);
    object["media"].for_each_element([&](JsonView each) {
      read.media[std::string(each.at(0).string().value_or(""))] = pairs(each.at(1));
    });
    return read;
  }
  static std::vector<SetValue> actions(JsonView object) {
    std::vector<SetValue> read;
    object["actions"].for_each_element([&](JsonView each) {
      read.push_back({text(each, "event"), text(each, "target"), text(each, "value"), text(each, "action")});
    });
    return read;
  }
  static std::vector<FormChoice> choices(JsonView list) {
    std::vector<FormChoice> read;
    list.for_each_element([&](JsonView each) {
      read.push_back({text(each, "name"), label(each["label"]), pairs(each["columns"])});
    });
    return read;
  }
  static Itemset itemset(JsonView object) {
    if (!object.exists())
      return {};
    return {.list = text(object, "list"),
            .filter = text(object, "filter"),
            .nodes = text(object, "nodes"),
            .value = text(object, "value"),
            .label = text(object, "label"),
            .shuffled = object["shuffled"].boolean().value_or(false),
            .seed = text(object, "seed")};
  }
  template <class Table>
  auto value_of(const Table& table, std::string_view word) {
    for (const auto& [value, known] : table)
      if (known == word)
        return value;
    m_bad = true;
    return table.front().first;
  }

  /// Puts a flat list back into its depth.
  template <class Node, class Read>
  void nest(JsonView list, std::vector<Node>& top, Read read) {
    std::vector<std::vector<Node>*> open{&top};
    list.for_each_element([&](JsonView each) {
      const auto depth = each["depth"].integer().value_or(-1);
      if (m_bad || depth < 0 || static_cast<std::size_t>(depth) >= open.size() ||
          static_cast<std::size_t>(depth) > deepest_nodes) {
        m_bad = true;
        return;
      }
      open.resize(static_cast<std::size_t>(depth) + 1);
      Node& made = open.back()->emplace_back(read(each));
      open.push_back(&made.children);
    });
  }

  FormNode node(JsonView each) {
    FormNode read;
    read.actions = actions(each);
    read.appearance = text(each, "appearance");
    read.calculate = text(each, "calculate");
    read.constraint = text(each, "constraint");
    read.constraint_message = pairs(each["constraint_message"]);
    read.control = value_of(controls, text(each, "control"));
    read.count = text(each, "count");
    read.data_type = text(each, "data_type");
    read.default_value = text(each, "default");
    read.fixed = each["fixed"].boolean().value_or(false);
    read.guidance = pairs(each["guidance"]);
    read.shown = !each["hidden"].boolean().value_or(false);
    read.hint = label(each["hint"]);
    read.items = choices(each["items"]);
    read.itemset = itemset(each["itemset"]);
    each["iterations"].for_each_element(
        [&](JsonView iteration) { read.iterations.push_back(pairs(iteration)); });
    read.label = label(each["label"]);
    read.media_type = text(each, "media_type");
    read.name = text(each, "name");
    read.parameters = pairs(each["parameters"]);
    read.place = text(each, "place");
    read.preload = text(each, "preload");
    read.preload_parameters = text(each, "preload_parameters");
    read.readonly = text(each, "readonly");
    read.relevant = text(each, "relevant");
    read.required = text(each, "required");
    read.required_message = pairs(each["required_message"]);
    read.type = value_of(node_types, text(each, "type"));
    return read;
  }

  bool m_bad = false;
};

} // namespace

std::string to_json(const FormDefinition& form) {
  return Writer().form(form);
}

Result<FormDefinition> parse_form_definition(std::string_view json) {
  const auto document = parse_json(json);
  if (!document)
    return std::unexpected(document.error());
  return Reader().read(document->root());
}

} // namespace truat::forms
