#include "ui/theme/fonts.h"

#include "base/contract.h"
#include "text/clusters.h"
#include "ui/theme/cluster_codes.h"
#include "ui/theme/cluster_font_loader.h"
#include "ui/theme/common_clusters.h"
#include "ui/theme/sfnt.h"
#include "ui/theme/shaping_table.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

namespace truat::ui {
namespace {

enum class Clusters : std::uint8_t { none, in_table };

struct FontFile {
  std::string_view name;
  std::span<const std::byte> bytes;
  Clusters clusters;
};

/// Whether the file has the tables that stb_truetype reads without looking, and the clusters if it is to have
/// them.
bool is_readable(const FontFile& file) {
  constexpr std::array<std::string_view, 7> needed{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"};
  const bool has_tables =
      std::ranges::none_of(needed, [&](std::string_view tag) { return table_of(file.bytes, tag).empty(); });
  return has_tables && file.bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
         (file.clusters == Clusters::none || ShapingTable::find_in(file.bytes).has_value());
}

ImFont* add_font(ImFontAtlas& atlas, const FontFile& file) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = cluster_font_loader();
  std::snprintf(config.Name, sizeof config.Name, "%.*s", static_cast<int>(file.name.size()),
                file.name.data());
  // ImGui takes the bytes as not constant, and only reads them.
  void* bytes = const_cast<std::byte*>(file.bytes.data());
  return atlas.AddFontFromMemoryTTF(bytes, static_cast<int>(file.bytes.size()), 0, &config);
}

/// Bakes that stay without being asked for: those of one scale and a few icons.
constexpr int kept_bakes = 24;

} // namespace

Result<Fonts> add_fonts(ImFontAtlas& atlas, const FontBytes& bytes) {
  const std::array<FontFile, 3> files{{{"truat-text-400.ttf", bytes.regular, Clusters::in_table},
                                       {"truat-text-600.ttf", bytes.semibold, Clusters::in_table},
                                       {"truat-icons.ttf", bytes.icons, Clusters::none}}};
  for (const FontFile& file : files)
    if (!is_readable(file))
      return failure("fonts.unreadable", {{"file", std::string(file.name)}});
  return Fonts{add_font(atlas, files[0]), add_font(atlas, files[1]), add_font(atlas, files[2])};
}

ClusterWarmUp::ClusterWarmUp(std::vector<Target> targets) : m_targets(std::move(targets)) {}

bool ClusterWarmUp::step(int count) {
  while (m_target < m_targets.size()) {
    const Target& target = m_targets[m_target];
    ImFontBaked* baked = target.font->GetFontBaked(target.imgui_size, target.pixel_ratio);
    for (; m_at < common_clusters.size(); --count) {
      if (count == 0)
        return true;
      const std::size_t end = text::next_cluster(common_clusters, m_at);
      baked->FindGlyph(cluster_codes().code_of(common_clusters.substr(m_at, end - m_at)));
      m_at = end;
    }
    m_at = 0;
    ++m_target;
  }
  return false;
}

void drop_unused_bakes(ImFontAtlas& atlas, int unused_frames) {
  if (atlas.Builder != nullptr &&
      atlas.Builder->BakedPool.Size - atlas.Builder->BakedDiscardedCount > kept_bakes)
    ImFontAtlasBuildDiscardBakes(&atlas, unused_frames);
}

} // namespace truat::ui
