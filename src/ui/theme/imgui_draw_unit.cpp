// ImGui's imgui_draw.cpp, compiled with our text functions in place of its own, and the loader that uses what
// is static in it. The original is not compiled beside this.
#define IMGUI_DEFINE_MATH_OPERATORS
#include <imgui.h>
#include <imgui_internal.h>

#include "ui/theme/imgui_text_hooks.h"

#define ImTextCharFromUtf8 ::truat::ui::char_from_utf8
#define ImTextFindPreviousUtf8Codepoint ::truat::ui::find_previous
#define ImTextCountUtf8BytesFromChar ::truat::ui::count_bytes
#include <imgui_draw.cpp>
#undef ImTextCharFromUtf8
#undef ImTextFindPreviousUtf8Codepoint
#undef ImTextCountUtf8BytesFromChar

#include "base/contract.h"
#include "ui/theme/cluster_font_loader.h"
#include "ui/theme/shaping_table.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace truat::ui {
namespace {

constexpr ImWchar break_opportunity = 0x3000;
constexpr float curve_flatness = 0.35F; ///< pixels, as stb_truetype's own

/// What a font file of the atlas is read with.
struct Source {
  stbtt_fontinfo font{};
  std::optional<ShapingTable> clusters;
  float em_per_size = 0; ///< pixels a font unit at ImGui's size 1
};

Source& source_of(const ImFontConfig* config) {
  return *static_cast<Source*>(config->FontLoaderData);
}

void append_plain(DrawnCharacter& drawn, const stbtt_fontinfo& font, int glyph) {
  int advance = 0, bearing = 0;
  stbtt_GetGlyphHMetrics(&font, glyph, &advance, &bearing);
  drawn.glyphs.push_back({static_cast<std::uint16_t>(glyph), static_cast<std::int16_t>(drawn.advance), 0});
  drawn.advance += advance;
}

/// The outlines of all glyphs in one, and the box around them, in font units.
struct Outline {
  ImVector<stbtt_vertex> vertices;
  int left = 0, bottom = 0, right = 0, top = 0;
  bool empty = true;
};

void append_glyph(Outline& outline, const stbtt_fontinfo& font, const PlacedGlyph& placed) {
  int left = 0, bottom = 0, right = 0, top = 0;
  if (stbtt_GetGlyphBox(&font, placed.glyph, &left, &bottom, &right, &top) == 0)
    return;
  stbtt_vertex* vertices = nullptr;
  const int count = stbtt_GetGlyphShape(&font, placed.glyph, &vertices);
  for (int i = 0; i < count; ++i) {
    stbtt_vertex vertex = vertices[i];
    vertex.x = static_cast<stbtt_vertex_type>(vertex.x + placed.x);
    vertex.y = static_cast<stbtt_vertex_type>(vertex.y + placed.y);
    vertex.cx = static_cast<stbtt_vertex_type>(vertex.cx + placed.x);
    vertex.cy = static_cast<stbtt_vertex_type>(vertex.cy + placed.y);
    outline.vertices.push_back(vertex);
  }
  stbtt_FreeShape(&font, vertices);
  const auto grown = [&outline](int before, int now, auto pick) {
    return outline.empty ? now : pick(before, now);
  };
  const auto least = [](int a, int b) { return std::min(a, b); };
  const auto most = [](int a, int b) { return std::max(a, b); };
  outline.left = grown(outline.left, left + placed.x, least);
  outline.bottom = grown(outline.bottom, bottom + placed.y, least);
  outline.right = grown(outline.right, right + placed.x, most);
  outline.top = grown(outline.top, top + placed.y, most);
  outline.empty = false;
}

/// Scales of one bake.
struct Raster {
  float pixels_a_unit = 0; ///< layout pixels
  float density = 1;       ///< device pixels a layout pixel
  int oversample_x = 1;
  int oversample_y = 1;
};

Raster raster_of(const Source& source, ImFontConfig* config, ImFontBaked* baked) {
  Raster raster;
  raster.pixels_a_unit = source.em_per_size * baked->Size;
  raster.density = config->RasterizerDensity * baked->RasterizerDensity;
  ImFontAtlasBuildGetOversampleFactors(config, baked, &raster.oversample_x, &raster.oversample_y);
  return raster;
}

/// Rasterises the outline into the atlas and gives the glyph its box. False when the atlas is full.
bool bake(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, Outline& outline,
          const Raster& raster, ImFontGlyph* glyph) {
  const float scale_x = raster.pixels_a_unit * raster.density * static_cast<float>(raster.oversample_x);
  const float scale_y = raster.pixels_a_unit * raster.density * static_cast<float>(raster.oversample_y);
  const int x0 = static_cast<int>(std::floor(static_cast<float>(outline.left) * scale_x));
  const int y0 = static_cast<int>(std::floor(static_cast<float>(-outline.top) * scale_y));
  const int x1 = static_cast<int>(std::ceil(static_cast<float>(outline.right) * scale_x));
  const int y1 = static_cast<int>(std::ceil(static_cast<float>(-outline.bottom) * scale_y));
  const int width = x1 - x0 + raster.oversample_x - 1;
  const int height = y1 - y0 + raster.oversample_y - 1;

  const ImFontAtlasRectId pack_id = ImFontAtlasPackAddRect(atlas, width, height);
  if (pack_id == ImFontAtlasRectId_Invalid)
    return false;
  ImTextureRect* rectangle = ImFontAtlasPackGetRect(atlas, pack_id);
  ImVector<unsigned char>& buffer = atlas->Builder->TempBuffer;
  buffer.resize(width * height);
  std::fill(buffer.begin(), buffer.end(), static_cast<unsigned char>(0));
  stbtt__bitmap bitmap{x1 - x0, y1 - y0, width, buffer.Data};
  stbtt_Rasterize(&bitmap, curve_flatness, outline.vertices.Data, outline.vertices.Size, scale_x, scale_y, 0,
                  0, x0, y0, 1, nullptr);
  if (raster.oversample_x > 1)
    stbtt__h_prefilter(buffer.Data, width, height, width, static_cast<unsigned int>(raster.oversample_x));
  if (raster.oversample_y > 1)
    stbtt__v_prefilter(buffer.Data, width, height, width, static_cast<unsigned int>(raster.oversample_y));

  const float pixel_x = 1 / (raster.density * static_cast<float>(raster.oversample_x));
  const float pixel_y = 1 / (raster.density * static_cast<float>(raster.oversample_y));
  const float offset_x = stbtt__oversample_shift(raster.oversample_x) / raster.density;
  const float offset_y = stbtt__oversample_shift(raster.oversample_y) / raster.density + baked->Ascent;
  glyph->X0 = static_cast<float>(x0) * pixel_x + offset_x;
  glyph->Y0 = static_cast<float>(y0) * pixel_y + offset_y;
  glyph->X1 = static_cast<float>(x0 + rectangle->w) * pixel_x + offset_x;
  glyph->Y1 = static_cast<float>(y0 + rectangle->h) * pixel_y + offset_y;
  glyph->Visible = true;
  glyph->PackId = pack_id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, rectangle, buffer.Data,
                                     ImTextureFormat_Alpha8, width);
  return true;
}

bool init_source(ImFontAtlas*, ImFontConfig* config) {
  const auto* bytes = static_cast<const unsigned char*>(config->FontData);
  Source source;
  const int offset = stbtt_GetFontOffsetForIndex(bytes, static_cast<int>(config->FontNo));
  if (offset < 0 || stbtt_InitFont(&source.font, bytes, offset) == 0)
    return false;
  source.clusters =
      ShapingTable::find_in(std::as_bytes(std::span(bytes, static_cast<std::size_t>(config->FontDataSize))));
  source.em_per_size = stbtt_ScaleForPixelHeight(&source.font, 1);
  config->FontLoaderData = IM_NEW(Source)(source);
  return true;
}

void destroy_source(ImFontAtlas*, ImFontConfig* config) {
  IM_DELETE(static_cast<Source*>(config->FontLoaderData));
  config->FontLoaderData = nullptr;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig* config, ImWchar character) {
  return drawn_character(*config, character).has_value();
}

bool init_baked(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
  if (config->MergeMode)
    return true;
  const Source& source = source_of(config);
  int ascent = 0, descent = 0, line_gap = 0;
  stbtt_GetFontVMetrics(&source.font, &ascent, &descent, &line_gap);
  const float device_pixels = source.em_per_size * baked->Size * baked->RasterizerDensity;
  baked->Ascent = std::round(static_cast<float>(ascent) * device_pixels) / baked->RasterizerDensity;
  baked->Descent = std::round(static_cast<float>(descent) * device_pixels) / baked->RasterizerDensity;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar character,
                ImFontGlyph* glyph, float* advance_only) {
  const Source& source = source_of(config);
  const auto drawn = drawn_character(*config, character);
  if (!drawn)
    return false;
  const Raster raster = raster_of(source, config, baked);
  const float advance = static_cast<float>(drawn->advance) * raster.pixels_a_unit;
  if (advance_only != nullptr) {
    *advance_only = advance;
    return true;
  }
  glyph->Codepoint = character;
  glyph->AdvanceX = advance;
  Outline outline;
  for (const PlacedGlyph& placed : drawn->glyphs)
    append_glyph(outline, source.font, placed);
  return outline.empty || bake(atlas, config, baked, outline, raster, glyph);
}

} // namespace

std::optional<DrawnCharacter> drawn_character(const ImFontConfig& config, ImWchar character) {
  const Source& source = source_of(&config);
  DrawnCharacter drawn;
  if (character == break_opportunity)
    return drawn;
  if (!cluster_codes().is_handed_out(character)) {
    const int glyph = stbtt_FindGlyphIndex(&source.font, character);
    if (glyph == 0)
      return std::nullopt;
    append_plain(drawn, source.font, glyph);
    return drawn;
  }
  const ClusterCharacters cluster = cluster_codes().characters_of(character);
  if (const auto shaped = source.clusters ? source.clusters->shape(cluster) : std::nullopt) {
    drawn.glyphs.assign(shaped->glyphs.begin(),
                        shaped->glyphs.begin() + static_cast<std::ptrdiff_t>(shaped->count));
    drawn.advance = shaped->advance;
    return drawn;
  }
  for (std::size_t i = 0; i < cluster.count; ++i) {
    const int glyph = stbtt_FindGlyphIndex(&source.font, cluster.characters[i]);
    if (glyph == 0 && i == 0)
      return std::nullopt;
    append_plain(drawn, source.font, glyph);
  }
  return drawn;
}

const ImFontLoader* cluster_font_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "stb_truetype with Thai clusters";
    made.FontSrcInit = init_source;
    made.FontSrcDestroy = destroy_source;
    made.FontSrcContainsGlyph = contains_glyph;
    made.FontBakedInit = init_baked;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return &loader;
}

} // namespace truat::ui
