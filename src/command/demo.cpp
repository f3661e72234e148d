#include "command/demo.h"

#include "audit/sample_photos.h"
#include "command/demo_edits.h"
#include "command/demo_office.h"
#include "command/store_files.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>

namespace truat::command {
namespace {

constexpr std::size_t sample_factories = 40;       ///< of assets/sample
constexpr std::size_t factories_of_others = 12;    ///< unless the words say how many
constexpr std::uint64_t operations_of_office = 16; ///< office, person, workstation: at most
constexpr std::uint64_t operations_of_factory = 11;

using Offices = std::vector<std::unique_ptr<DemoOffice>>;

enum class With : std::uint8_t { sample_and_visits, factories_only };

/// The first office takes what the others have done.
Result<void> join(Offices& offices) {
  for (std::size_t other = 1; other < offices.size(); ++other)
    if (const auto taken = offices[0]->take(offices[other]->take_news()); !taken)
      return taken;
  return {};
}

std::uint64_t operations_of(const Offices& offices) {
  return offices[0]->workspace().ledger().log().operation_count();
}

/// The share of office `index` when `count` things are dealt out.
std::size_t share(std::size_t count, std::size_t offices, std::size_t index) {
  return count / offices + (index < count % offices ? 1 : 0);
}

Result<void> fill(DemoOffice& office, const DemoOptions& options, std::size_t index, With with) {
  const bool is_sample = index == 0 && with == With::sample_and_visits;
  std::size_t wanted = index == 0 ? sample_factories : factories_of_others;
  if (options.factories)
    wanted = share(*options.factories, options.offices, index);
  if (!is_sample) {
    if (const auto introduced = office.introduce(); !introduced)
      return introduced;
    if (const auto added = office.add_factories(wanted); !added)
      return added;
    return with == With::sample_and_visits ? office.plan_visits() : Result<void>();
  }
  const bool has_own_number = options.factories.has_value();
  if (const auto filled = office.fill_with_sample(
          options.seed, has_own_number ? std::optional(std::min(wanted, sample_factories)) : std::nullopt);
      !filled)
    return filled;
  return office.add_factories(wanted > sample_factories ? wanted - sample_factories : 0);
}

Result<Offices> fill_all(const DemoOptions& options, With with) {
  Offices offices;
  for (std::size_t index = 0; index < options.offices; ++index) {
    offices.push_back(std::make_unique<DemoOffice>(options.seed, index));
    if (const auto filled = fill(*offices.back(), options, index, with); !filled)
      return std::unexpected(filled.error());
  }
  if (const auto joined = join(offices); !joined)
    return std::unexpected(joined.error());
  return offices;
}

/// How many factories an exact number of operations has room for, where the words do not say.
std::size_t fitting_factories(const DemoOptions& options) {
  const std::uint64_t room = *options.operations - options.offices * operations_of_office;
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(room / operations_of_factory / 2, options.offices,
                                                            options.offices * sample_factories));
}

Result<Offices> make_offices(const DemoOptions& options) {
  auto offices = fill_all(options, With::sample_and_visits);
  if (!offices || !options.operations || operations_of(*offices) <= *options.operations)
    return offices;
  // The sample is larger than what is asked for: offices of nothing but factories.
  DemoOptions smaller = options;
  const std::uint64_t least = options.offices * operations_of_office +
                              options.factories.value_or(options.offices) * operations_of_factory;
  if (*options.operations < least)
    return failure("command.too_few_operations", {{"least", std::to_string(least)}});
  if (!smaller.factories)
    smaller.factories = fitting_factories(options);
  return fill_all(smaller, With::factories_only);
}

Result<std::string> write(const workspace::Workspace& workspace) {
  std::map<Hash, std::string_view> photos;
  const std::set<Hash> named = named_photos(workspace.projection());
  for (const audit::SamplePhoto& photo : audit::sample_photos())
    if (named.contains(photo.hash))
      photos.emplace(photo.hash, photo.png);
  const records::Log& log = workspace.ledger().log();
  Instant first{std::numeric_limits<std::int64_t>::max()};
  Instant last{};
  for (std::size_t position = 0; position < log.size(); ++position) {
    const Instant time = log.header(position).time;
    first = std::min(first, time);
    last = std::max(last, time);
  }
  exchange::TruatExport what{
      .replica = workspace.ledger().replica(), .created_at = first, .exported_at = last};
  for (const Hash& hash : named)
    (photos.contains(hash) ? what.photos : what.left_out_photos).push_back(hash);
  return exchange::write_truat(log, std::move(what), [&](const Hash& hash) -> Result<std::string> {
    return std::string(photos.at(hash));
  });
}

} // namespace

Result<Demo> make_demo_store(const DemoOptions& options) {
  auto offices = make_offices(options);
  if (!offices)
    return std::unexpected(offices.error());
  workspace::Workspace& workspace = (*offices)[0]->workspace();
  if (options.operations) {
    std::vector<DemoHand> hands;
    for (const auto& office : *offices)
      hands.push_back(office->hand());
    offices->resize(1);
    DemoEdits edits(workspace, std::move(hands));
    if (const auto edited = edits.edit_until(*options.operations, options.seed); !edited)
      return std::unexpected(edited.error());
  }
  auto file = write(workspace);
  if (!file)
    return std::unexpected(file.error());
  return Demo{.file = std::move(*file),
              .offices = workspace.audit().offices().size(),
              .factories = workspace.audit().factories().size(),
              .operations = operations_of(*offices),
              .records = total(count_records(workspace.projection()))};
}

} // namespace truat::command
