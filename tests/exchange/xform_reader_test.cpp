#include "exchange/xform_reader.h"

#include "exchange/xlsform_reader.h"

#include "doctest/doctest.h"
#include "forms/form/definition_json.h"
#include "forms/form/filled_form.h"
#include "support/files.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;
using namespace truat::forms;

namespace {

/// A form with two languages, a repeat, an internal and an external instance, actions and a look-up.
const std::string& two_languages() {
  static const std::string xml = R"xml(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>Visit</h:title><model>
<itext><translation lang="ไทย"><text id="q"><value>ชื่อ <output value=" /data/who "/>?</value><value form="image">jr://images/a.png</value></text><text id="y"><value>ใช่</value></text><text id="m"><value>ต้องตอบ</value></text></translation>
<translation lang="English" default="true()"><text id="q"><value>Name of <output value=" /data/who "/>?</value></text><text id="y"><value>Yes</value></text><text id="m"><value>Must be</value></text><text id="loose"><value>Said elsewhere</value></text></translation></itext>
<instance><data id="visit" orx:version="7"><who>dee</who><name/><r jr:template=""><q>d</q></r><r><q>1</q></r><r><q/></r><g><inner/></g><meta><instanceID/></meta></data></instance>
<instance id="yn"><root><item><itextId>y</itextId><name>yes</name><rank>1</rank></item></root></instance>
<instance id="odd"><root><row a="1"><x>2</x></row></root></instance>
<instance id="people" src="jr://file-csv/people.csv"/>
<bind nodeset="/data/name" type="xsd:int" required="true()" relevant=" /data/who != '' " jr:requiredMsg="jr:itext('m')" constraint=". &gt; 1" jr:constraintMsg="too small" orx:max-pixels="9" foo="bar"/>
<bind nodeset="/data/nowhere" type="string"/>
<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
<setvalue event="odk-instance-first-load" ref="/data/who">it's</setvalue>
<submission action="https://example.org/s" method="post"/>
</model></h:head>
<h:body class="pages"><input ref="/data/name" appearance="numbers"><label ref="jr:itext('q')"/><hint>A hint</hint></input>
<group ref="/data/r"><label>People</label><repeat nodeset="/data/r" jr:count="3" jr:noAddRemove="true()"><select1 ref="/data/r/q"><label>Q</label><itemset nodeset="randomize(instance('yn')/root/item[rank = /data/who], 42)"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1></repeat></group>
<group appearance="w1"><label>Only for show</label><group ref="/data/g"><select ref="/data/g/inner"><label>In</label><item><label ref="jr:itext('y')"/><value>1</value></item><item><label>Two</label><value>2</value></item></select></group></group>
<gauge ref="/data/who"/>
</h:body></h:html>)xml";
  return xml;
}

const FormNode& node(const FormDefinition& form, std::initializer_list<const char*> path) {
  const std::vector<FormNode>* nodes = &form.nodes;
  const FormNode* found = nullptr;
  for (const char* name : path) {
    const auto next = std::ranges::find(*nodes, std::string_view(name), &FormNode::name);
    REQUIRE(next != nodes->end());
    found = &*next;
    nodes = &next->children;
  }
  return *found;
}

std::vector<std::string> keys(const std::vector<Warning>& warnings) {
  std::vector<std::string> all;
  for (const Warning& warning : warnings)
    all.push_back(warning.phrase.key);
  std::ranges::sort(all);
  return all;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '"' ? std::string("&quot;") : std::string(1, c);
  return out;
}

} // namespace

TEST_CASE("An XForm's texts are text, whatever the file's bytes are") {
  const auto broken = read_xform(
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"x\"><h:head><h:title>\xCC&#xD800;</h:title><model>"
      "<instance><data id=\"\xE0\xB8\"><a\xCC/></data></instance><bind nodeset=\"/data/a\xCC\" calculate=\"'\xCC'\"/>"
      "</model></h:head><h:body/></h:html>");
  REQUIRE(broken.has_value());
  CHECK(parse_form_definition(to_json(broken->form)).has_value());
}

TEST_CASE("A list of an XForm's choices has its name in quotes") {
  for (const std::string_view nodes : {"instance(ก)/root/item", "instance(\"ก')/root/item",
                                       "instance('ก)/root/item[x]", "instance(')/root/item"}) {
    CAPTURE(nodes);
    const auto form = read_xform(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='x'><h:head><h:title>t</h:title><model><instance><data id='d'><q/>"
        "</data></instance></model></h:head><h:body><select1 ref='/data/q'><itemset nodeset=\"" +
        escaped(nodes) + "\"><value ref='name'/></itemset></select1></h:body></h:html>");
    REQUIRE(form.has_value());
    CHECK(parse_form_definition(to_json(form->form)).has_value());
    const Itemset& itemset = node(form->form, {"q"}).itemset;
    CHECK(itemset.list == "");
    CHECK(itemset.nodes == nodes);
  }
}

TEST_CASE("An XForm is read") {
  const auto read = read_xform(two_languages());
  REQUIRE(read.has_value());
  const FormDefinition& form = read->form;
  CHECK(form.title == "Visit");
  CHECK(form.id == "visit");
  CHECK(form.version == "7");
  CHECK(form.style == "pages");
  CHECK(form.languages == std::vector<std::string>{"ไทย", "English"});
  CHECK(form.language == "English");
  CHECK(form.settings.at("submission_url") == "https://example.org/s");
  CHECK(read->questions == 4);
  SUBCASE("binds, texts and media") {
    const FormNode& name = node(form, {"name"});
    CHECK(name.data_type == "int");
    CHECK(name.required == "true()");
    CHECK(name.relevant == "/data/who != ''");
    CHECK(name.required_message == LocalTexts{{"ไทย", "ต้องตอบ"}, {"English", "Must be"}});
    CHECK(name.constraint_message == LocalTexts{{"English", "too small"}});
    CHECK(name.label.texts.at("English") == "Name of <output value=\"/data/who\"/>?");
    CHECK(name.label.media.at("image").at("ไทย") == "a.png");
    CHECK(name.hint.texts == LocalTexts{{"English", "A hint"}});
    CHECK(name.appearance == "numbers");
    CHECK(name.parameters.at("max-pixels") == "9");
    CHECK(node(form, {"who"}).default_value == "dee");
    CHECK(node(form, {"meta", "instanceID"}).preload == "uid");
    CHECK(form.texts.at("loose").texts.at("English") == "Said elsewhere");
  }
  SUBCASE("repeats with their template and iterations") {
    const FormNode& r = node(form, {"r"});
    CHECK(r.type == NodeType::repeat);
    CHECK(r.label.texts.at("English") == "People");
    CHECK(r.count == "3");
    CHECK(r.fixed);
    CHECK(node(form, {"r", "q"}).default_value == "d");
    CHECK(r.iterations == std::vector<std::map<std::string, std::string>>{{{"q", "1"}}, {}});
  }
  SUBCASE("choices") {
    const Itemset& itemset = node(form, {"r", "q"}).itemset;
    CHECK(itemset.list == "yn");
    CHECK(itemset.filter == "rank = /data/who");
    CHECK(itemset.shuffled);
    CHECK(itemset.seed == "42");
    CHECK(form.choices == std::vector<ChoiceList>{
                              {"yn", {{"yes", {{{"ไทย", "ใช่"}, {"English", "Yes"}}, {}}, {{"rank", "1"}}}}}});
    CHECK(node(form, {"g", "inner"}).items.size() == 2);
    CHECK(node(form, {"g", "inner"}).items[0].label.texts.at("ไทย") == "ใช่");
    REQUIRE(form.data.size() == 2);
    CHECK(form.data[0].content.front().children.front().attributes.at("a") == "1");
    CHECK(form.data[1].source == "jr://file-csv/people.csv");
  }
  SUBCASE("what is set when the form is begun") {
    CHECK(form.actions == std::vector<SetValue>{{"odk-instance-first-load", "/data/who", "\"it's\""}});
  }
  SUBCASE("what has no counterpart is a warning") {
    CHECK(keys(read->warnings) == std::vector<std::string>{"xform.group_without_node", "xform.unknown_path",
                                                           "xform.unread_attribute", "xform.unread_element"});
  }
  SUBCASE("it can be filled") {
    auto compiled = CompiledForm::compile(form);
    REQUIRE(compiled.has_value());
    FixedClock clock{Instant{0}};
    SeededRandom random{1};
    FilledForm filled(*compiled, {.clock = clock, .random = random});
    CHECK(filled.value(filled.find("/data/who")) == "it's");
    CHECK(filled.iterations(filled.root(), (*compiled)->find("/data/r")).size() == 3);
    CHECK(filled.value(filled.find("/data/r[1]/q")) == "1");
    CHECK(filled.value(filled.find("/data/r[3]/q")) == "d");
  }
  SUBCASE("and kept as JSON without loss") {
    const auto again = parse_form_definition(to_json(form));
    REQUIRE(again.has_value());
    CHECK(*again == form);
    CHECK(to_json(*again) == to_json(form));
    CHECK_FALSE(parse_form_definition("{}").has_value());
    CHECK_FALSE(parse_form_definition("{\"format\":\"truat-form\",\"nodes\":[{\"depth\":5}]}").has_value());
  }
}

TEST_CASE("Broken and hostile XForms") {
  const std::string& whole = two_languages();
  SUBCASE("cut off at every byte they never crash, and are refused") {
    for (std::size_t size = 0; size < whole.size(); size += 7)
      CHECK_FALSE(read_xform(std::string_view(whole).substr(0, size)).has_value());
  }
  SUBCASE("other XML is no form") {
    CHECK(read_xform("<a/>").error().key == "xform.not_one");
    CHECK(read_xform("<html><head><model><instance/></model></head><body/></html>").error().key ==
          "xform.not_one");
    CHECK(read_xform("").error().key == "xform.damaged");
  }
  SUBCASE("deep nesting is refused") {
    std::string deep = "<html><head><model><instance><data>";
    for (int i = 0; i < 100'000; ++i)
      deep += "<g>";
    for (int i = 0; i < 100'000; ++i)
      deep += "</g>";
    deep += "</data></instance></model></head><body/></html>";
    CHECK(read_xform(deep).error().key == "xform.too_deep");
  }
  SUBCASE("entities are not followed") {
    const auto bomb = read_xform(
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><html><head><title>&b;</title><model><instance><data><q/></data></instance></model></head><body/></html>");
    REQUIRE(bomb.has_value());
    CHECK(bomb->form.title == "&b;");
  }
}

TEST_CASE("The XForm with every question type, as pyxform makes it, is the model of its XLSForm") {
  const auto xml = testing::read_source_file("../shared/data/xlsform/all-question-types.xml");
  const auto workbook = testing::read_source_file("../shared/data/xlsform/all-question-types.xlsx");
  if (!xml || !workbook)
    return testing::skip_test("../shared/data/xlsform is not there");
  const auto of_xml = read_xform(*xml);
  REQUIRE(of_xml.has_value());
  const auto of_workbook = read_xlsform_workbook(*workbook);
  REQUIRE(of_workbook.has_value());
  CHECK(of_xml->warnings.empty());
  CHECK(of_xml->questions == of_workbook->questions);
  CHECK(of_workbook->questions == 85);
  const FormDefinition& left = of_xml->form;
  const FormDefinition& right = of_workbook->form;
  CHECK(left.title == right.title);
  CHECK(left.id == right.id);
  CHECK(left.version == right.version);
  CHECK(left.languages == right.languages);
  CHECK(left.choices == right.choices);
  CHECK(left.data == right.data);
  REQUIRE(left.nodes.size() == right.nodes.size());
  for (std::size_t i = 0; i < left.nodes.size(); ++i) {
    INFO(left.nodes[i].name);
    CHECK(left.nodes[i].name == right.nodes[i].name);
    for (std::size_t j = 0; j < std::min(left.nodes[i].children.size(), right.nodes[i].children.size());
         ++j) {
      INFO(left.nodes[i].children[j].name);
      CHECK(left.nodes[i].children[j] == right.nodes[i].children[j]);
    }
    CHECK(left.nodes[i] == right.nodes[i]);
  }
  CHECK(left == right);
}
