// truat evaluate --expression XPATH
// truat evaluate FORM --answers FILE
//
// FORM is an XLSForm (workbook or CSV) or an ODK XForm. FILE is one JSON object of paths to texts,
//   {"/data/name":"Somchai","/data/person[2]/age":"41"}
// where numbers and true or false are taken as the texts they are written as, a path without a position means
// the first iteration, and iterations that are missing are added.
#include "base/json.h"
#include "base/utf8.h"
#include "command/form_files.h"
#include "command/store_files.h"
#include "command/verbs.h"
#include "forms/expression/parser.h"
#include "forms/form/filled_form.h"
#include "text/messages.h"

#include <cmath>
#include <map>
#include <memory>
#include <optional>

namespace truat::command {
namespace {

using namespace forms::expression;

/// JSON has no NaN and no infinity; other numbers are written as XPath prints them.
void write_number(JsonWriter& json, double number) {
  const std::string text = number_text(number);
  if (std::isfinite(number))
    json.raw(text);
  else
    json.string(text);
}

VerbResult evaluate_expression(std::string_view source, Machine& machine) {
  Names names;
  const auto parsed = parse_expression(source, names);
  if (!parsed)
    return refused(parsed.error());
  const Tree tree(std::make_shared<Names>());
  Host host(machine.clock, machine.random);
  host.offset_minutes = machine.offset_minutes;
  Evaluator evaluator(tree, host);
  const auto value = evaluator.evaluate(*parsed, no_node);
  if (!value)
    return refused(value.error());
  JsonWriter json;
  json.begin_object();
  if (const auto* number = std::get_if<double>(&*value)) {
    json.key("type").string("number").key("value");
    write_number(json, *number);
  } else if (const auto* boolean = std::get_if<bool>(&*value)) {
    json.key("type").string("boolean").key("value").boolean(*boolean);
  } else if (std::holds_alternative<NodeSet>(*value)) {
    // Without a form there are no nodes.
    json.key("type").string("nodeset").key("value").begin_array().end_array();
  } else {
    json.key("type").string("string").key("value").string(mended_utf8(std::get<std::string>(*value)));
  }
  json.end_object();
  return Answer{json.take()};
}

Result<std::vector<forms::PathAnswer>> read_answers(const std::string& path, const std::string& bytes) {
  const auto document = parse_json(bytes);
  if (!document)
    return std::unexpected(in_file(path, document.error()));
  if (!document->root().is_object())
    return failure("command.answers_shape", {}, path);
  std::vector<forms::PathAnswer> answers;
  std::optional<std::string> bad;
  document->root().for_each_member([&](std::string_view key, JsonView value) {
    if (const auto text = value.string())
      answers.push_back({std::string(key), std::string(*text)});
    else if (const auto number = value.number())
      answers.push_back({std::string(key), number_text(*number)});
    else if (const auto truth = value.boolean())
      answers.push_back({std::string(key), *truth ? "true" : "false"});
    else if (value.is_null())
      answers.push_back({std::string(key), {}});
    else
      bad = key;
  });
  if (bad)
    return failure("command.answers_shape", {}, path + ", " + *bad);
  return answers;
}

std::string message_of(const forms::AnswerProblem& problem) {
  return problem.message.empty() ? text::tr(problem.phrase) : mended_utf8(problem.message);
}

std::string to_json(forms::FilledForm& filled) {
  std::map<std::string, std::string> values;
  std::map<std::string, bool> relevant;
  for (const NodeId node : filled.nodes()) {
    if (node == filled.root())
      continue;
    const std::string path = mended_utf8(filled.path_of(node));
    relevant[path] = filled.is_relevant(node);
    if (filled.is_relevant(node) && filled.form().is_leaf(filled.question_of(node)))
      values[path] = mended_utf8(filled.value(node));
  }
  JsonWriter json;
  json.begin_object().key("invalid").begin_array();
  for (const forms::AnswerProblem& problem : filled.problems())
    json.begin_object()
        .key("message")
        .string(message_of(problem))
        .key("question")
        .string(mended_utf8(problem.path))
        .end_object();
  json.end_array().key("relevant").begin_object();
  for (const auto& [path, is_relevant] : relevant)
    json.key(path).boolean(is_relevant);
  json.end_object().key("values").begin_object();
  for (const auto& [path, value] : values)
    json.key(path).string(value);
  json.end_object().end_object();
  return json.take();
}

VerbResult evaluate_form(const std::string& path, const std::string& answers_path, Machine& machine) {
  const auto bytes = read_unpacked(machine.files, path);
  if (!bytes)
    return refused(bytes.error());
  const auto format = form_format(*bytes);
  if (!format)
    return refused({"command.no_form", {}, path});
  auto read = read_form(*format, *bytes);
  if (!read)
    return refused(in_file(path, read.error()));
  auto compiled = forms::CompiledForm::compile(std::move(read->form));
  if (!compiled)
    return refused(in_file(path, compiled.error()));
  const auto answers_bytes = read_unpacked(machine.files, answers_path);
  if (!answers_bytes)
    return refused(answers_bytes.error());
  const auto answers = read_answers(answers_path, *answers_bytes);
  if (!answers)
    return refused(answers.error());
  forms::FilledForm filled(*compiled, {.clock = machine.clock,
                                       .random = machine.random,
                                       .offset_minutes = machine.offset_minutes,
                                       .language = {},
                                       .properties = {}});
  if (const auto done = filled.answer_all(*answers); !done)
    return refused(in_file(answers_path, done.error()));
  return Answer{to_json(filled)};
}

} // namespace

VerbResult evaluate(const Arguments& arguments, Machine& machine) {
  if (const auto source = arguments.option("--expression")) {
    if (!arguments.files.empty() || arguments.option("--answers"))
      return wrong_words("command.expression_alone");
    return evaluate_expression(*source, machine);
  }
  if (arguments.files.size() != 1)
    return wrong_words("command.one_form");
  const auto answers = arguments.needed("--answers");
  if (!answers)
    return wrong_words(answers.error());
  return evaluate_form(arguments.files.front(), *answers, machine);
}

} // namespace truat::command
