#include "exchange/xform_reader.h"

#include "base/utf8.h"
#include "exchange/workbook_parts.h"
#include "exchange/xml_elements.h"
#include "forms/expression/value.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace truat::exchange {
namespace {

using forms::Control;
using forms::FormNode;
using forms::Label;
using forms::LocalTexts;
using forms::NodeType;
using pugi::xml_node;

constexpr std::size_t deepest_xml = 120;

std::string clean(std::string_view text) {
  return mended_utf8(forms::expression::trimmed(text));
}
std::string attribute_text(xml_node node, std::string_view name) {
  return clean(attribute(node, name));
}
/// Of an attribute whatever its prefix: "version" of "orx:version".
std::string local_attribute(xml_node node, std::string_view name) {
  for (const pugi::xml_attribute each : node.attributes())
    if (local_name(each.name()) == name)
      return clean(each.value());
  return {};
}
bool is_true(std::string_view text) {
  return text == "true()" || text == "true" || text == "1";
}

/// What stands inside, with `<output>` as it is written and all other tags left out.
void append_content(xml_node node, std::string& text) {
  for (xml_node each = node.first_child(); each; each = each.next_sibling()) {
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
      text += each.value();
    else if (local_name_of(each) == "output")
      text += "<output value=\"" + attribute_text(each, each.attribute("value") ? "value" : "ref") + "\"/>";
    else
      append_content(each, text);
  }
}
std::string content_of(xml_node node) {
  std::string text;
  append_content(node, text);
  return clean(text);
}

/// Walks without recursion: a hostile file may nest as deep as it is long.
bool is_too_deep(xml_node root) {
  std::size_t depth = 0;
  for (xml_node node = root; node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > deepest_xml)
        return true;
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == root)
      return false;
    node = node.next_sibling();
  }
  return false;
}

/// Names and values as text: the file may be broken, and `&#xD800;` is a letter to pugixml.
void mend_texts(xml_node root) {
  const auto mend = [](auto part) {
    if (!is_valid_utf8(part.name()))
      part.set_name(mended_utf8(part.name()).c_str());
    if (!is_valid_utf8(part.value()))
      part.set_value(mended_utf8(part.value()).c_str());
  };
  for (xml_node node = root; node;) {
    mend(node);
    for (const pugi::xml_attribute attribute : node.attributes())
      mend(attribute);
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling())
      node = node.parent();
    node = node == root ? xml_node() : node.next_sibling();
  }
}

/// The id inside `jr:itext('id')`; nothing for any other text.
std::optional<std::string> itext_id(std::string_view reference) {
  constexpr std::string_view begin = "jr:itext(";
  if (!reference.starts_with(begin) || !reference.ends_with(")"))
    return std::nullopt;
  const std::string_view inner =
      forms::expression::trimmed(reference.substr(begin.size(), reference.size() - begin.size() - 1));
  if (inner.size() < 2 || (inner.front() != '\'' && inner.front() != '"') || inner.back() != inner.front())
    return std::nullopt;
  return std::string(inner.substr(1, inner.size() - 2));
}

/// "body.svg" of "jr://images/body.svg".
std::string file_name(const std::string& address) {
  return address.starts_with("jr://") ? address.substr(address.rfind('/') + 1) : address;
}

class XFormReader {
public:
  explicit XFormReader(xml_node html) : m_html(html) {}

  Result<ReadForm> run() {
    const xml_node head = child(m_html, "head");
    const xml_node model = child(head, "model");
    const xml_node first = child(model, "instance");
    const xml_node root = first.find_child([](xml_node node) { return node.type() == pugi::node_element; });
    if (!root)
      return failure("xform.not_one");
    m_form.title = content_of(child(head, "title"));
    m_form.id = attribute_text(root, "id");
    m_form.version = local_attribute(root, "version");
    m_form.root = mended_utf8(root.name());
    m_form.style = attribute_text(child(m_html, "body"), "class");
    read_itext(child(model, "itext"));
    find_repeats(child(m_html, "body"));
    read_nodes(root, "/" + m_form.root, m_form.nodes);
    index(m_form.nodes, "/" + m_form.root);
    for_each_child(model, "bind", [&](xml_node bind) { read_bind(bind); });
    for (xml_node each = first.next_sibling(); each; each = each.next_sibling())
      if (local_name_of(each) == "instance")
        read_instance(each);
    for (xml_node each = model.first_child(); each; each = each.next_sibling())
      if (is_action(each))
        m_form.actions.push_back(action(each));
    read_submission(child(model, "submission"));
    read_body(child(m_html, "body"), nullptr);
    keep_named_texts();
    count_questions(m_form.nodes, "/" + m_form.root);
    return ReadForm{std::move(m_form), m_questions, std::move(m_warnings)};
  }

private:
  void warn(std::string where, std::string key, std::vector<Argument> arguments = {}) {
    m_warnings.push_back({std::move(where), {std::move(key), std::move(arguments)}});
  }

  void read_itext(xml_node itext) {
    for_each_child(itext, "translation", [&](xml_node translation) {
      const std::string language = attribute_text(translation, "lang");
      m_form.languages.push_back(language);
      if (translation.attribute("default") && is_true(attribute(translation, "default")))
        m_form.language = language;
      for_each_child(translation, "text", [&](xml_node text) {
        const std::string id = attribute_text(text, "id");
        for_each_child(text, "value",
                       [&](xml_node value) { take_value(m_texts[id], value, language, "itext/" + id); });
      });
    });
    if (m_form.languages.empty())
      m_form.languages.emplace_back(forms::default_language);
    if (m_form.language.empty())
      m_form.language = m_form.languages.front();
  }

  struct Text {
    Label label;
    LocalTexts guidance;
    bool is_used = false;
  };
  void take_value(Text& text, xml_node value, const std::string& language, const std::string& where) {
    const std::string form = attribute_text(value, "form");
    const std::string content = content_of(value);
    if (form.empty())
      text.label.texts[language] = content;
    else if (form == "long")
      text.label.texts.try_emplace(language, content);
    else if (form == "guidance" || form == "print")
      text.guidance[language] = content;
    else if (form == "image" || form == "audio" || form == "video" || form == "big-image")
      text.label.media[form][language] = file_name(content);
    else
      warn(where, "xform.unknown_form", {{"form", form}});
  }

  /// What a label, hint or message says: its own text, or the text it names.
  Text said(xml_node node) {
    if (const auto id = itext_id(attribute_text(node, "ref")))
      return named(*id);
    Text text;
    if (std::string content = content_of(node); !content.empty())
      text.label.texts[m_form.language] = std::move(content);
    return text;
  }
  Text named(const std::string& id) {
    const auto found = m_texts.find(id);
    if (found == m_texts.end())
      return {};
    found->second.is_used = true;
    return found->second;
  }
  LocalTexts message(const std::string& text) {
    if (text.empty())
      return {};
    if (const auto id = itext_id(text))
      return named(*id).label.texts;
    return {{m_form.language, text}};
  }

  /// Paths of what the body repeats.
  void find_repeats(xml_node node) {
    for (xml_node each = node.first_child(); each; each = each.next_sibling()) {
      if (local_name_of(each) == "repeat")
        m_repeats.insert(attribute_text(each, each.attribute("nodeset") ? "nodeset" : "ref"));
      find_repeats(each);
    }
  }

  static bool has_elements(xml_node node) {
    for (xml_node each = node.first_child(); each; each = each.next_sibling())
      if (each.type() == pugi::node_element)
        return true;
    return false;
  }

  void read_nodes(xml_node parent, const std::string& path, std::vector<FormNode>& into) {
    for (xml_node each = parent.first_child(); each; each = each.next_sibling()) {
      if (each.type() != pugi::node_element)
        continue;
      const std::string name = mended_utf8(each.name());
      const std::string own = path + "/" + name;
      const auto known = std::ranges::find(into, name, &FormNode::name);
      const bool is_template = !local_attribute_name(each, "template").empty();
      if (known != into.end()) {
        if (m_repeats.contains(own))
          add_iteration(each, *known);
        else
          warn(own, "xform.doubled_node");
        continue;
      }
      FormNode node;
      node.name = name;
      node.type = m_repeats.contains(own) ? NodeType::repeat
                  : has_elements(each)    ? NodeType::group
                                          : NodeType::question;
      node.shown = false;
      if (node.type == NodeType::question)
        node.default_value = content_of(each);
      else
        read_nodes(each, own, node.children);
      if (node.type == NodeType::repeat && is_template)
        m_templates.insert(own);
      into.push_back(std::move(node));
    }
  }
  static std::string local_attribute_name(xml_node node, std::string_view name) {
    for (const pugi::xml_attribute each : node.attributes())
      if (local_name(each.name()) == name)
        return each.name();
    return {};
  }

  static void take_values(xml_node node, const std::string& path,
                          std::map<std::string, std::string>& values) {
    for (xml_node each = node.first_child(); each; each = each.next_sibling()) {
      if (each.type() != pugi::node_element)
        continue;
      const std::string own = path + (path.empty() ? "" : "/") + mended_utf8(each.name());
      if (has_elements(each))
        take_values(each, own, values);
      else if (std::string text = content_of(each); !text.empty())
        values[own] = std::move(text);
    }
  }
  /// Another element of a repeat's name. The first one is its template, or its first iteration.
  void add_iteration(xml_node element, FormNode& repeat) {
    std::map<std::string, std::string> values;
    take_values(element, {}, values);
    if (repeat.iterations.empty() && !m_templates.contains(path_to(element)))
      repeat.iterations.emplace_back();
    // One iteration of defaults is what a repeat without iterations begins with.
    if (repeat.iterations.empty() && values.empty() && !element.next_sibling(element.name()))
      return;
    repeat.iterations.push_back(std::move(values));
  }
  static std::string path_to(xml_node element) {
    std::string path;
    for (xml_node each = element; each && local_name_of(each) != "instance"; each = each.parent())
      path.insert(0, "/" + mended_utf8(each.name()));
    return path;
  }

  void index(std::vector<FormNode>& nodes, const std::string& path) {
    for (FormNode& node : nodes) {
      const std::string own = path + "/" + node.name;
      m_by_path[own] = &node;
      index(node.children, own);
    }
  }
  FormNode* find(std::string_view path) {
    const auto found = m_by_path.find(std::string(forms::expression::trimmed(path)));
    return found == m_by_path.end() ? nullptr : found->second;
  }

  void read_bind(xml_node bind) {
    const std::string path = attribute_text(bind, bind.attribute("nodeset") ? "nodeset" : "ref");
    FormNode* node = find(path);
    if (node == nullptr) {
      if (path != "/" + m_form.root)
        warn("bind " + path, "xform.unknown_path", {{"path", path}});
      return;
    }
    for (const pugi::xml_attribute each : bind.attributes()) {
      const std::string_view name = local_name(each.name());
      std::string value = clean(each.value());
      if (name == "type")
        node->data_type =
            value.starts_with("xsd:") || value.starts_with("xs:") ? value.substr(value.find(':') + 1) : value;
      else if (name == "relevant")
        node->relevant = std::move(value);
      else if (name == "required")
        node->required = std::move(value);
      else if (name == "readonly")
        node->readonly = std::move(value);
      else if (name == "constraint")
        node->constraint = std::move(value);
      else if (name == "calculate")
        node->calculate = std::move(value);
      else if (name == "constraintMsg")
        node->constraint_message = message(value);
      else if (name == "requiredMsg")
        node->required_message = message(value);
      else if (name == "preload")
        node->preload = std::move(value);
      else if (name == "preloadParams")
        node->preload_parameters = std::move(value);
      else if (name == "max-pixels" || name == "saveIncomplete" || name == "saveto")
        node->parameters[std::string(name)] = std::move(value);
      else if (name != "nodeset" && name != "ref" && name != "id")
        warn("bind " + path, "xform.unread_attribute", {{"attribute", mended_utf8(each.name())}});
    }
  }

  static forms::DataNode data_node(xml_node node) {
    forms::DataNode made;
    made.name = mended_utf8(node.name());
    for (const pugi::xml_attribute each : node.attributes())
      made.attributes[mended_utf8(each.name())] = mended_utf8(each.value());
    if (!has_elements(node))
      made.text = content_of(node);
    for (xml_node each = node.first_child(); each; each = each.next_sibling())
      if (each.type() == pugi::node_element)
        made.children.push_back(data_node(each));
    return made;
  }

  void read_instance(xml_node instance) {
    const std::string id = attribute_text(instance, "id");
    const std::string source = attribute_text(instance, "src");
    const xml_node root =
        instance.find_child([](xml_node node) { return node.type() == pugi::node_element; });
    if (source.empty() && root) {
      if (auto list = choice_list(id, root)) {
        m_form.choices.push_back(std::move(*list));
        return;
      }
    }
    forms::DataList data{id, source, {}};
    if (root)
      data.content.push_back(data_node(root));
    m_form.data.push_back(std::move(data));
  }

  /// An instance of root/item, each with a name, without anything deeper.
  std::optional<forms::ChoiceList> choice_list(const std::string& id, xml_node root) {
    forms::ChoiceList list{id, {}};
    for (xml_node item = root.first_child(); item; item = item.next_sibling()) {
      if (item.type() != pugi::node_element)
        continue;
      forms::FormChoice choice;
      bool is_named = false;
      for (xml_node each = item.first_child(); each; each = each.next_sibling()) {
        if (each.type() != pugi::node_element)
          continue;
        if (has_elements(each))
          return std::nullopt;
        const std::string name = mended_utf8(each.name());
        std::string text = content_of(each);
        if (name == "name") {
          choice.name = std::move(text);
          is_named = true;
        } else if (name == "itextId") {
          choice.label = named(text).label;
        } else if (name == "label" && choice.label.empty()) {
          choice.label.texts[m_form.language] = std::move(text);
        } else {
          choice.columns[name] = std::move(text);
        }
      }
      if (local_name_of(item) != "item" || !is_named)
        return std::nullopt;
      list.choices.push_back(std::move(choice));
    }
    return list;
  }

  static bool is_action(xml_node node) {
    const std::string_view name = local_name_of(node);
    return name == "setvalue" || name == "setgeopoint";
  }
  forms::SetValue action(xml_node node) {
    forms::SetValue made;
    made.action = local_name_of(node);
    made.event = local_attribute(node, "event");
    made.target = attribute_text(node, node.attribute("ref") ? "ref" : "bind");
    made.value = attribute_text(node, "value");
    if (const std::string text = content_of(node); made.value.empty() && !text.empty())
      made.value = (text.find('\'') == std::string::npos ? "'" : "\"") + text +
                   (text.find('\'') == std::string::npos ? "'" : "\"");
    return made;
  }

  void read_submission(xml_node submission) {
    for (const auto& [attribute_name, setting] :
         std::to_array<std::pair<std::string_view, std::string>>({{"action", "submission_url"},
                                                                  {"base64RsaPublicKey", "public_key"},
                                                                  {"auto-send", "auto_send"},
                                                                  {"auto-delete", "auto_delete"}}))
      if (std::string value = local_attribute(submission, attribute_name); !value.empty())
        m_form.settings[setting] = std::move(value);
  }

  static Control control_of(std::string_view name) {
    constexpr auto controls = std::to_array<std::pair<std::string_view, Control>>({
        {"input", Control::input},
        {"secret", Control::input},
        {"textarea", Control::input},
        {"select1", Control::select_one},
        {"select", Control::select},
        {"rank", Control::rank},
        {"upload", Control::upload},
        {"trigger", Control::trigger},
        {"range", Control::range},
    });
    for (const auto& [word, control] : controls)
      if (word == name)
        return control;
    return Control::none;
  }

  void read_body(xml_node parent, FormNode* around) {
    for (xml_node each = parent.first_child(); each; each = each.next_sibling()) {
      if (each.type() != pugi::node_element)
        continue;
      const std::string_view name = local_name_of(each);
      if (name == "group" || name == "repeat")
        read_group(each, around);
      else if (is_action(each) && around != nullptr)
        around->actions.push_back(action(each));
      else if (control_of(name) != Control::none)
        read_control(each);
      else if (name != "label" && name != "hint")
        warn("body", "xform.unread_element", {{"element", mended_utf8(each.name())}});
    }
  }

  void read_group(xml_node group, FormNode* around) {
    const bool is_repeat = local_name_of(group) == "repeat";
    std::string path = attribute_text(group, group.attribute("nodeset") ? "nodeset" : "ref");
    if (path.empty() && !is_repeat)
      path = attribute_text(child(group, "repeat"), "nodeset"); // it only carries the repeat's label
    FormNode* node = find(path);
    if (node == nullptr) {
      if (child(group, "label"))
        warn("group " + path, "xform.group_without_node");
      read_body(group, around);
      return;
    }
    node->shown = true;
    if (node->type == NodeType::question)
      node->type = NodeType::group;
    if (const xml_node label = child(group, "label"))
      node->label = said(label).label;
    if (group.attribute("appearance"))
      node->appearance = attribute_text(group, "appearance");
    if (is_repeat) {
      node->count = local_attribute(group, "count");
      node->fixed = is_true(local_attribute(group, "noAddRemove"));
    }
    read_body(group, node);
  }

  void read_control(xml_node element) {
    const std::string path = attribute_text(element, element.attribute("ref") ? "ref" : "nodeset");
    FormNode* node = find(path);
    if (node == nullptr) {
      warn(std::string(local_name_of(element)) + " " + path, "xform.unknown_path", {{"path", path}});
      return;
    }
    node->control = control_of(local_name_of(element));
    for (const pugi::xml_attribute each : element.attributes()) {
      const std::string_view name = local_name(each.name());
      std::string value = clean(each.value());
      if (name == "appearance")
        node->appearance = std::move(value);
      else if (name == "mediatype")
        node->media_type = std::move(value);
      else if (name == "intent")
        node->parameters["app"] = std::move(value);
      else if (name != "ref" && name != "nodeset")
        node->parameters[std::string(name)] = std::move(value);
    }
    for (xml_node each = element.first_child(); each; each = each.next_sibling()) {
      const std::string_view name = local_name_of(each);
      if (name == "label")
        node->label = said(each).label;
      else if (name == "hint")
        take_hint(each, *node);
      else if (name == "item")
        node->items.push_back(item(each));
      else if (name == "itemset")
        node->itemset = itemset(each);
      else if (is_action(each))
        node->actions.push_back(action(each));
    }
  }
  void take_hint(xml_node hint, FormNode& node) {
    Text text = said(hint);
    node.hint = std::move(text.label);
    node.guidance = std::move(text.guidance);
  }
  forms::FormChoice item(xml_node element) {
    return {content_of(child(element, "value")), said(child(element, "label")).label, {}};
  }

  /// "instance('x')/root/item[filter]" is taken apart; anything else is kept whole.
  forms::Itemset itemset(xml_node element) {
    forms::Itemset made;
    made.value = attribute_text(child(element, "value"), "ref");
    made.label = attribute_text(child(element, "label"), "ref");
    if (made.label == "jr:itext(itextId)")
      made.label = "label";
    std::string nodes = attribute_text(element, "nodeset");
    constexpr std::string_view shuffle = "randomize(";
    if (nodes.starts_with(shuffle) && nodes.ends_with(")")) {
      made.shuffled = true;
      nodes = nodes.substr(shuffle.size(), nodes.size() - shuffle.size() - 1);
      const std::size_t comma = nodes.rfind(',');
      if (comma != std::string::npos && nodes.find(']', comma) == std::string::npos) {
        made.seed = clean(std::string_view(nodes).substr(comma + 1));
        nodes.resize(comma);
      }
    }
    constexpr std::string_view begin = "instance(";
    constexpr std::string_view middle = ")/root/item";
    const std::size_t end = nodes.find(middle);
    const std::string rest = end == std::string::npos ? std::string() : nodes.substr(end + middle.size());
    const auto is_quoted = [](std::string_view name) {
      return name.size() > 2 && (name.front() == '\'' || name.front() == '"') && name.back() == name.front();
    };
    const bool is_list =
        nodes.starts_with(begin) && end != std::string::npos &&
        is_quoted(std::string_view(nodes).substr(begin.size(), end - begin.size())) &&
        (rest.empty() || (rest.front() == '[' && rest.find("][") == std::string::npos && rest.back() == ']'));
    if (!is_list) {
      made.nodes = nodes;
      return made;
    }
    made.list = nodes.substr(begin.size() + 1, end - begin.size() - 2);
    if (!rest.empty())
      made.filter = clean(std::string_view(rest).substr(1, rest.size() - 2));
    return made;
  }

  /// Texts that nothing shows may still be named by expressions.
  void keep_named_texts() {
    for (auto& [id, text] : m_texts)
      if (!text.is_used)
        m_form.texts.emplace(id, std::move(text.label));
  }

  /// The leaves, but for what every form has of itself.
  void count_questions(const std::vector<FormNode>& nodes, const std::string& path) {
    for (const FormNode& node : nodes) {
      const std::string own = path + "/" + node.name;
      if (node.type != NodeType::question)
        count_questions(node.children, own);
      else if (local_name(node.name) != "instanceID" && local_name(node.name) != "instanceName")
        ++m_questions;
    }
  }

  xml_node m_html;
  forms::FormDefinition m_form;
  std::map<std::string, Text> m_texts;
  std::set<std::string> m_repeats;
  std::set<std::string> m_templates;
  std::map<std::string, FormNode*> m_by_path;
  std::size_t m_questions = 0;
  std::vector<Warning> m_warnings;
};

} // namespace

Result<ReadForm> read_xform(std::string_view bytes) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
  if (!parsed)
    return failure("xform.damaged", {}, place_of(parsed, bytes));
  if (is_too_deep(document))
    return failure("xform.too_deep", {{"most", std::to_string(deepest_xml)}});
  mend_texts(document);
  const xml_node html = child(document, "html");
  if (!html || !child(child(html, "head"), "model") || !child(html, "body"))
    return failure("xform.not_one");
  return XFormReader(html).run();
}

bool is_xform(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  return head.find("www.w3.org/2002/xforms") != std::string_view::npos;
}

} // namespace truat::exchange
