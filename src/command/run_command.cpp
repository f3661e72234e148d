#include "command/run_command.h"

#include "base/json.h"
#include "base/utf8.h"
#include "command/verbs.h"
#include "text/messages.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace truat::command {
namespace {

struct Verb {
  std::string_view name;
  VerbResult (*run)(const Arguments&, Machine&);
  std::string_view usage;
  std::span<const std::string_view> options;
};

constexpr std::string_view of_joining[] = {"-o", passphrase_option};
constexpr std::string_view of_check[] = {passphrase_option};
constexpr std::string_view of_export[] = {
    "-o",     "--as",    "--language", "--factory+",        "--kind+",
    "--from", "--until", "--since",    "--without-photos!", passphrase_option};
constexpr std::string_view of_report[] = {"-o", "--kind", "--language", "--record", passphrase_option};
constexpr std::string_view of_evaluate[] = {"--expression", "--answers"};
constexpr std::string_view of_demo[] = {"-o", "--seed", "--offices", "--factories", "--operations"};

constexpr auto verbs = std::to_array<Verb>({
    {"import", import_files, "truat import FILE... [--passphrase-file FILE] -o STORE", of_joining},
    {"merge", merge_stores, "truat merge STORE... [--passphrase-file FILE] -o STORE", of_joining},
    {"check", check_store, "truat check STORE [--passphrase-file FILE]", of_check},
    {"export", export_store,
     "truat export STORE --as FORMAT [--language th|en] [--passphrase-file FILE] -o FILE\n"
     "truat export STORE --as truat [--factory ID_OR_NUMBER]... [--kind KIND]... [--from DATE] [--until DATE]\n"
     "                   [--since STORE] [--without-photos] [--passphrase-file FILE] -o FILE",
     of_export},
    {"report", report_store,
     "truat report STORE --kind KIND [--language th|en] [--record NUMBER] [--passphrase-file FILE] -o "
     "FILE.html",
     of_report},
    {"schedule", schedule_plan, "truat schedule FILE", {}},
    {"evaluate", evaluate, "truat evaluate --expression XPATH\ntruat evaluate FORM --answers FILE",
     of_evaluate},
    {"demo", make_demo, "truat demo [--seed N] [--offices N] [--factories N] [--operations N] -o STORE",
     of_demo},
});

Outcome told(Exit exit, const Error& error) {
  // One line, whatever a file's name may hold.
  std::string sentence = mended_utf8(text::tr(error));
  std::ranges::replace_if(sentence, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }, ' ');
  return {exit, {}, "truat: " + sentence + "\n"};
}

std::string usages() {
  std::string all;
  for (const Verb& verb : verbs)
    all += std::string(verb.usage) + "\n";
  return all;
}

bool asks_for_help(std::string_view word) {
  return word == "--help" || word == "-h" || word == "help";
}

Outcome help(std::string usage) {
  JsonWriter json;
  json.begin_object().key("commands").begin_array();
  for (const Verb& verb : verbs)
    json.string(verb.name);
  json.end_array().end_object();
  return {Exit::done, json.take() + "\n", std::move(usage)};
}

Outcome version() {
  JsonWriter json;
  json.begin_object().key("version").string(TRUAT_VERSION).end_object();
  return {Exit::done, json.take() + "\n", {}};
}

} // namespace

Outcome run_command(std::span<const std::string> words, Machine machine) {
  text::set_language(machine.language);
  if (words.empty()) {
    Outcome outcome = told(Exit::wrong_words, {"command.no_command", {}, {}});
    outcome.err += usages();
    return outcome;
  }
  if (asks_for_help(words[0]))
    return help(usages());
  if (words[0] == "--version")
    return version();
  const auto verb = std::ranges::find(verbs, std::string_view(words[0]), &Verb::name);
  if (verb == verbs.end()) {
    Outcome outcome = told(Exit::wrong_words, {"command.unknown_command", {{"command", words[0]}}, {}});
    outcome.err += usages();
    return outcome;
  }
  if (words.size() == 2 && words[1] == "--help")
    return help(std::string(verb->usage) + "\n");
  const auto arguments = parse_arguments(words.subspan(1), verb->options);
  VerbResult result = arguments ? verb->run(*arguments, machine) : VerbResult(wrong_words(arguments.error()));
  // A verb may have spoken the language of its output.
  text::set_language(machine.language);
  if (result)
    return {result->exit, result->json + "\n", {}};
  Outcome outcome = told(result.error().exit, result.error().error);
  if (outcome.exit == Exit::wrong_words)
    outcome.err += std::string(verb->usage) + "\n";
  return outcome;
}

} // namespace truat::command
