// truat demo [--seed N] [--offices N] [--factories N] [--operations N] -o STORE
#include "base/json.h"
#include "command/demo.h"
#include "command/demo_office.h"
#include "command/verbs.h"

#include <limits>

namespace truat::command {

VerbResult make_demo(const Arguments& arguments, Machine& machine) {
  const auto output = arguments.needed("-o");
  if (!output)
    return wrong_words(output.error());
  if (!arguments.files.empty())
    return wrong_words("command.takes_no_files");
  DemoOptions options;
  const auto seed = arguments.count("--seed", 1, 0, std::numeric_limits<std::uint64_t>::max());
  const auto offices = arguments.count("--offices", 1, 1, most_demo_offices);
  const auto factories = arguments.count("--factories", 0, 1, most_demo_factories);
  const auto operations = arguments.count("--operations", 0, 1, most_demo_operations);
  for (const auto* count : {&seed, &offices, &factories, &operations})
    if (!*count)
      return wrong_words(count->error());
  options.seed = *seed;
  options.offices = static_cast<std::size_t>(*offices);
  if (*factories > 0)
    options.factories = static_cast<std::size_t>(*factories);
  if (*operations > 0)
    options.operations = *operations;
  const auto demo = make_demo_store(options);
  if (!demo)
    return demo.error().key == "command.too_few_operations" ? wrong_words(demo.error())
                                                            : refused(demo.error());
  if (const auto written = machine.files.write(*output, demo->file); !written)
    return refused(written.error());
  JsonWriter json;
  json.begin_object();
  json.key("factories").integer(static_cast<std::int64_t>(demo->factories));
  json.key("offices").integer(static_cast<std::int64_t>(demo->offices));
  json.key("operations").integer(static_cast<std::int64_t>(demo->operations));
  json.key("records").integer(static_cast<std::int64_t>(demo->records));
  json.end_object();
  return Answer{json.take()};
}

} // namespace truat::command
