#include "exchange/xlsform_reader.h"

#include "doctest/doctest.h"
#include "exchange/xlsform_sheet.h"
#include "exchange/xlsform_types.h"
#include "forms/form/filled_form.h"
#include "support/files.h"

#include <algorithm>

using namespace truat;
using namespace truat::exchange;
using namespace truat::forms;

namespace {

/// Everything a form may have, as a CSV of all sheets.
const std::string& rich_csv() {
  static const std::string csv =
      "survey,,,,,,,,,,,,,\n"
      ",type,name,label::English (en),label::ไทย,hint,required,relevant,constraint,constraint_message,calculation,choice_filter,repeat_count,"
      "parameters,appearance,default,trigger,media::image,strange\n"
      ",start,start,,,,,,,,,,,,,,,,\n"
      ",note,intro,Hello,สวัสดี,,,,,,,,,,,,,,\n"
      ",integer,age,Age,อายุ,in years,yes,,. > 0,Too small,,,,,,,,,\n"
      ",select_one province,province,Province,จังหวัด,,,,,,,,,,minimal,,,,\n"
      ",select_multiple district or_other,district,Districts of ${province},,,,,,,,province = ${province},,randomize=true seed=3,,,,,\n"
      ",begin group,g,Group,,,,${age} > 17,,,,,,,field-list,,,,\n"
      ",begin repeat,child,Child,,,,,,,,,${age},,,,,,\n"
      ",text,name,Name,,,,,,,,,,,,today(),,,\n"
      ",calculate,greeting,,,,,,,,\"concat('Hi ', ${name})\",,,,,,,,\n"
      ",end repeat,,,,,,,,,,,,,,,,,\n"
      ",end group,,,,,,,,,,,,,,,,,\n"
      ",select_one ${name},best,Best,,,,,,,,,,,,,,,\n"
      ",select_one_from_file cities.csv,city,City,,,,,,,,,,,,,,,\n"
      ",dateTime,stamp,,,,,,,,now(),,,,,,${age},,\n"
      ",range,size,Size,,,,,,,,,,start=1;end=5;step=0.5,,,,,x\n"
      ",image,photo,Photo,,,,,,,,,,max-pixels=1000,,,,a.png,\n"
      ",frobnicate,odd,Odd,,,,,,,,,,,,,,,\n"
      ",audit,audit,,,,,,,,,,,,,,,,\n"
      "choices,,,,,,,,,,,,,\n"
      ",list_name,name,label::English (en),label::ไทย,province,image\n"
      ",province,90,Songkhla,สงขลา,,s.png\n"
      ",province,91,Satun,สตูล,,\n"
      ",district,9001,Mueang,เมือง,90,\n"
      "settings,,,,,,,,,,,,,\n"
      ",form_title,form_id,version,default_language,instance_name,weird\n"
      ",Rich,rich,2,ไทย,concat('x ${age}'),1\n";
  return csv;
}

const FormNode& node(const FormDefinition& form, std::initializer_list<const char*> path) {
  const std::vector<FormNode>* nodes = &form.nodes;
  const FormNode* found = nullptr;
  for (const char* name : path) {
    const auto next = std::ranges::find(*nodes, std::string_view(name), &FormNode::name);
    INFO(name);
    REQUIRE(next != nodes->end());
    found = &*next;
    nodes = &next->children;
  }
  return *found;
}

Error error_of(const std::string& csv) {
  const auto read = read_xlsform_csv(csv);
  REQUIRE_FALSE(read.has_value());
  return read.error();
}

} // namespace

TEST_CASE("Headings in every spelling") {
  CHECK(parse_heading("label::English (en)").name == "label");
  CHECK(parse_heading("label::English (en)").language == "English (en)");
  CHECK(parse_heading("Label:ไทย").language == "ไทย");
  CHECK(parse_heading("media::image::Thai").name == "media::image");
  CHECK(parse_heading("media::image::Thai").language == "Thai");
  CHECK(parse_heading("image").name == "media::image");
  CHECK(parse_heading("List Name").name == "list_name");
  CHECK(parse_heading("relevance").name == "relevant");
  CHECK(parse_heading("bind::jr:constraintMsg").name == "constraint_message");
  CHECK(parse_heading("jr:count").name == "repeat_count");
}

TEST_CASE("Types in every spelling") {
  CHECK(parse_row_type("begin group").kind == RowKind::begin_group);
  CHECK(parse_row_type("begin_repeat").kind == RowKind::begin_repeat);
  CHECK(parse_row_type("END GROUP").kind == RowKind::end_group);
  CHECK(parse_row_type("select one from yes_no").list == "yes_no");
  CHECK(parse_row_type("select_one  yes_no").control == Control::select_one);
  CHECK(parse_row_type("select all that apply from a_b").control == Control::select);
  CHECK(parse_row_type("select_multiple a or_other").or_other);
  CHECK(parse_row_type("select_multiple a or_other").list == "a");
  CHECK(parse_row_type("select_one_from_file My_File.csv").list == "My_File.csv");
  CHECK(parse_row_type("select_one_from_file x.csv").from_file);
  CHECK(parse_row_type("rank x").data_type == "odk:rank");
  CHECK(parse_row_type("dateTime").data_type == "dateTime");
  CHECK(parse_row_type("start").preload == "timestamp");
  CHECK_FALSE(parse_row_type("hologram").is_known);
}

TEST_CASE("An XLSForm in CSV") {
  const auto read = read_xlsform_csv(rich_csv());
  INFO((read ? std::string() : read.error().key + " " + read.error().where));
  REQUIRE(read.has_value());
  const FormDefinition& form = read->form;
  CHECK(form.title == "Rich");
  CHECK(form.version == "2");
  CHECK(form.languages == std::vector<std::string>{"English (en)", "ไทย"});
  CHECK(form.language == "ไทย");
  CHECK(read->questions == 14);
  SUBCASE("questions") {
    CHECK(node(form, {"start"}).preload == "timestamp");
    CHECK(node(form, {"intro"}).readonly == "true()");
    CHECK(node(form, {"intro"}).label.texts.at("ไทย") == "สวัสดี");
    const FormNode& age = node(form, {"age"});
    CHECK(age.data_type == "int");
    CHECK(age.required == "true()");
    CHECK(age.constraint == ". > 0");
    CHECK(age.constraint_message == LocalTexts{{"default", "Too small"}});
    CHECK(node(form, {"size"}).data_type == "decimal");
    CHECK(node(form, {"size"}).parameters.at("end") == "5");
    CHECK(node(form, {"photo"}).label.media.at("image").at("default") == "a.png");
    CHECK(node(form, {"photo"}).media_type == "image/*");
    CHECK(node(form, {"meta", "audit"}).data_type == "binary");
    CHECK(node(form, {"meta", "instanceName"}).calculate == "concat('x  /data/age ')");
  }
  SUBCASE("references become paths, and outputs in texts") {
    CHECK(node(form, {"g"}).relevant == " /data/age  > 17");
    CHECK(node(form, {"district"}).label.texts.at("English (en)") ==
          "Districts of <output value=\"/data/province\"/>");
    CHECK(node(form, {"g", "child", "greeting"}).calculate == "concat('Hi ',  /data/g/child/name )");
    CHECK(node(form, {"g", "child"}).count == " /data/age ");
  }
  SUBCASE("choices, or_other, files, iterations as choices") {
    const Itemset& district = node(form, {"district"}).itemset;
    CHECK(district.filter == "province =  /data/province ");
    CHECK(district.shuffled);
    CHECK(district.seed == "3");
    REQUIRE(find_choices(form, "district") != nullptr);
    CHECK(find_choices(form, "district")->choices.back().name == "other");
    CHECK(find_choices(form, "district")->choices.front().columns.at("province") == "90");
    CHECK(find_choices(form, "province")->choices.front().label.media.at("image").at("default") == "s.png");
    CHECK(node(form, {"district_other"}).relevant == "selected(../district, 'other')");
    CHECK(node(form, {"best"}).itemset.nodes == "/data/g/child[./name != '']");
    CHECK(node(form, {"city"}).itemset.list == "cities");
    CHECK(form.data.front().source == "jr://file-csv/cities.csv");
  }
  SUBCASE("triggers and defaults that are worked out") {
    CHECK(node(form, {"age"}).actions ==
          std::vector<SetValue>{{"xforms-value-changed", "/data/stamp", "now()"}});
    CHECK(node(form, {"stamp"}).calculate.empty());
    CHECK(node(form, {"g", "child", "name"}).actions ==
          std::vector<SetValue>{{"odk-instance-first-load odk-new-repeat", "/data/g/child/name", "today()"}});
  }
  SUBCASE("what has no counterpart is a warning with its cell") {
    std::vector<std::string> said;
    for (const Warning& warning : read->warnings)
      said.push_back(warning.where + " " + warning.phrase.key);
    std::ranges::sort(said);
    CHECK(said == std::vector<std::string>{"settings!G27 xlsform.unknown_setting",
                                           "survey!B19 xlsform.unknown_type",
                                           "survey!S2 xlsform.unknown_column"});
  }
  SUBCASE("it can be filled") {
    auto compiled = CompiledForm::compile(form);
    INFO((compiled ? std::string() : compiled.error().key + " " + compiled.error().where));
    REQUIRE(compiled.has_value());
    FixedClock clock{Instant{1'795'000'000'000}};
    SeededRandom random{1};
    FilledForm filled(*compiled, {.clock = clock, .random = random});
    REQUIRE(filled.answer(filled.find("/data/age"), "20").has_value());
    CHECK(filled.value(filled.find("/data/g/child[20]/name")) == "2026-11-18");
    CHECK(filled.value(filled.find("/data/g/child[20]/greeting")) == "Hi 2026-11-18");
    CHECK(filled.value(filled.find("/data/stamp")) == "2026-11-18T18:06:40.000+07:00");
    CHECK(filled.choices(filled.find("/data/best")).size() == 20);
    REQUIRE(filled.answer(filled.find("/data/province"), "90").has_value());
    CHECK(filled.choices(filled.find("/data/district")).size() == 1);
  }
}

TEST_CASE("XLSForms that cannot be read say where") {
  const std::string head = "survey,,,\n,type,name,label,relevant\n";
  CHECK(error_of("survey,,\n,name,label\n,a,b\n").key == "xlsform.no_heading");
  CHECK(error_of(head + ",begin group,g,G,\n,text,a,A,\n").key == "xlsform.open_group");
  CHECK(error_of(head + ",begin group,g,G,\n,text,a,A,\n").where == "survey!B3");
  CHECK(error_of(head + ",end group,,,\n").key == "xlsform.end_without_begin");
  CHECK(error_of(head + ",begin group,g,G,\n,end repeat,,,\n").key == "xlsform.end_without_begin");
  const Error unknown = error_of(head + ",text,a,A,${nowhere} = 1\n");
  CHECK(unknown.key == "xlsform.unknown_reference");
  CHECK(unknown.where == "survey!C3");
  CHECK(error_of(head + ",begin group,g,G,\n,text,a,A,\n,end group,,,\n,text,a,A,\n,text,b,${a},\n").key ==
        "xlsform.ambiguous_reference");
  CHECK(error_of(head + ",select_one nothing,a,A,\n").key == "xlsform.unknown_list");
  std::string deep = head;
  for (int i = 0; i < 100; ++i)
    deep += ",begin group,g" + std::to_string(i) + ",G,\n";
  CHECK(error_of(deep).key == "xlsform.too_deep");
  SUBCASE("cut off anywhere they never crash") {
    const std::string& whole = rich_csv();
    std::size_t read = 0;
    for (std::size_t size = 0; size < whole.size(); size += 5)
      read += read_xlsform_csv(whole.substr(0, size)).has_value() ? 1 : 0;
    CHECK(read < whole.size() / 5);
  }
}

TEST_CASE("What an XLSForm is, told by content") {
  CHECK(is_xlsform_csv(rich_csv()));
  CHECK(is_xlsform_csv("type,name,label\ntext,a,A\n"));
  CHECK_FALSE(is_xlsform_csv("name,type,province\nFactory,3,Songkhla\n"));
  CHECK_FALSE(is_xlsform_csv(""));
  CHECK_FALSE(is_xlsform_workbook("PK\x03\x04 no workbook"));
}
