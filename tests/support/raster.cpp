#include "support/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace truat::testing {

namespace {

struct Color {
  float r = 0, g = 0, b = 0, a = 0;
};

Color color_of(ImU32 packed) {
  return {static_cast<float>(packed >> IM_COL32_R_SHIFT & 0xFFU) / 255,
          static_cast<float>(packed >> IM_COL32_G_SHIFT & 0xFFU) / 255,
          static_cast<float>(packed >> IM_COL32_B_SHIFT & 0xFFU) / 255,
          static_cast<float>(packed >> IM_COL32_A_SHIFT & 0xFFU) / 255};
}

Color texel(const Picture& texture, int x, int y) {
  x = std::clamp(x, 0, texture.width - 1);
  y = std::clamp(y, 0, texture.height - 1);
  const std::uint8_t* p =
      &texture.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(texture.width) +
                     static_cast<std::size_t>(x)) *
                    4];
  return {static_cast<float>(p[0]) / 255, static_cast<float>(p[1]) / 255, static_cast<float>(p[2]) / 255,
          static_cast<float>(p[3]) / 255};
}

Color mix(const Color& a, const Color& b, float t) {
  return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t, a.a + (b.a - a.a) * t};
}

/// Linear filtering with clamped edges, as the page's WebGL does it.
Color sample(const Picture& texture, float u, float v) {
  const float x = u * static_cast<float>(texture.width) - 0.5F;
  const float y = v * static_cast<float>(texture.height) - 0.5F;
  const int x0 = static_cast<int>(std::floor(x));
  const int y0 = static_cast<int>(std::floor(y));
  const float tx = x - static_cast<float>(x0);
  const float ty = y - static_cast<float>(y0);
  return mix(mix(texel(texture, x0, y0), texel(texture, x0 + 1, y0), tx),
             mix(texel(texture, x0, y0 + 1), texel(texture, x0 + 1, y0 + 1), tx), ty);
}

void blend(Picture& target, int x, int y, const Color& over) {
  std::uint8_t* p = &target.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(target.width) +
                                  static_cast<std::size_t>(x)) *
                                 4];
  const auto put = [&](int channel, float value) {
    const float below = static_cast<float>(p[channel]);
    p[channel] = static_cast<std::uint8_t>(
        std::lround(std::clamp(below + (value * 255 - below) * over.a, 0.0F, 255.0F)));
  };
  put(0, over.r);
  put(1, over.g);
  put(2, over.b);
  p[3] = 255;
}

struct Clip {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

float edge(const ImVec2& a, const ImVec2& b, float x, float y) {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

/// An edge that owns the pixels whose centres lie exactly on it, so that neighbours never draw one twice.
bool owns(const ImVec2& a, const ImVec2& b) {
  return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

void draw_triangle(Picture& target, const Clip& clip, const std::array<ImDrawVert, 3>& corners,
                   const Picture* texture) {
  std::array<ImDrawVert, 3> v = corners;
  float area = edge(v[0].pos, v[1].pos, v[2].pos.x, v[2].pos.y);
  if (area == 0)
    return;
  if (area < 0) {
    std::swap(v[1], v[2]);
    area = -area;
  }
  const auto [low_x, high_x] = std::minmax({v[0].pos.x, v[1].pos.x, v[2].pos.x});
  const auto [low_y, high_y] = std::minmax({v[0].pos.y, v[1].pos.y, v[2].pos.y});
  const int x0 = std::max(clip.x0, static_cast<int>(std::floor(low_x - 0.5F)));
  const int x1 = std::min(clip.x1, static_cast<int>(std::ceil(high_x + 0.5F)));
  const int y0 = std::max(clip.y0, static_cast<int>(std::floor(low_y - 0.5F)));
  const int y1 = std::min(clip.y1, static_cast<int>(std::ceil(high_y + 0.5F)));
  const std::array<Color, 3> colors{color_of(v[0].col), color_of(v[1].col), color_of(v[2].col)};
  const bool own0 = owns(v[1].pos, v[2].pos);
  const bool own1 = owns(v[2].pos, v[0].pos);
  const bool own2 = owns(v[0].pos, v[1].pos);
  for (int y = y0; y < y1; ++y) {
    for (int x = x0; x < x1; ++x) {
      const float px = static_cast<float>(x) + 0.5F;
      const float py = static_cast<float>(y) + 0.5F;
      const float w0 = edge(v[1].pos, v[2].pos, px, py);
      const float w1 = edge(v[2].pos, v[0].pos, px, py);
      const float w2 = edge(v[0].pos, v[1].pos, px, py);
      if (w0 < 0 || w1 < 0 || w2 < 0 || (w0 == 0 && !own0) || (w1 == 0 && !own1) || (w2 == 0 && !own2))
        continue;
      const float a = w0 / area;
      const float b = w1 / area;
      const float c = w2 / area;
      const auto over = [&](float p, float q, float r) { return p * a + q * b + r * c; };
      Color pixel{over(colors[0].r, colors[1].r, colors[2].r), over(colors[0].g, colors[1].g, colors[2].g),
                  over(colors[0].b, colors[1].b, colors[2].b), over(colors[0].a, colors[1].a, colors[2].a)};
      if (texture != nullptr) {
        const Color t =
            sample(*texture, over(v[0].uv.x, v[1].uv.x, v[2].uv.x), over(v[0].uv.y, v[1].uv.y, v[2].uv.y));
        pixel = {pixel.r * t.r, pixel.g * t.g, pixel.b * t.b, pixel.a * t.a};
      }
      if (pixel.a > 0)
        blend(target, x, y, pixel);
    }
  }
}

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift & 0xFFU);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<std::uint8_t>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
  put_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(type) + std::string(data);
  out += body;
  put_u32(out, crc32(body));
}

} // namespace

ImU32 Picture::at(int x, int y) const {
  const std::uint8_t* p =
      &rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
            4];
  return IM_COL32(p[0], p[1], p[2], p[3]);
}

void Raster::attach() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.IniFilename = nullptr;
}

void Raster::detach() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  m_textures.clear();
}

ImTextureID Raster::add_texture(Picture picture) {
  m_textures[m_next] = std::move(picture);
  return m_next++;
}

void Raster::take_up(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_OK)
    return;
  if (texture.Status == ImTextureStatus_WantDestroy) {
    m_textures.erase(texture.TexID);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
    return;
  }
  if (texture.Status == ImTextureStatus_WantCreate)
    texture.SetTexID(m_next++);
  Picture& picture = m_textures[texture.TexID];
  picture.width = texture.Width;
  picture.height = texture.Height;
  picture.rgba.resize(static_cast<std::size_t>(texture.Width) * static_cast<std::size_t>(texture.Height) * 4);
  const auto* pixels = static_cast<const unsigned char*>(texture.GetPixels());
  for (std::size_t i = 0; i < picture.rgba.size() / 4; ++i) {
    if (texture.BytesPerPixel == 4) {
      std::memcpy(&picture.rgba[i * 4], pixels + i * 4, 4);
    } else {
      picture.rgba[i * 4] = picture.rgba[i * 4 + 1] = picture.rgba[i * 4 + 2] = 255;
      picture.rgba[i * 4 + 3] = pixels[i];
    }
  }
  texture.SetStatus(ImTextureStatus_OK);
}

Picture Raster::draw(const ImDrawData& data) {
  if (data.Textures != nullptr)
    for (ImTextureData* texture : *data.Textures)
      take_up(*texture);
  const ImVec2 ratio = data.FramebufferScale;
  Picture target;
  target.width = static_cast<int>(std::lround(data.DisplaySize.x * ratio.x));
  target.height = static_cast<int>(std::lround(data.DisplaySize.y * ratio.y));
  target.rgba.assign(static_cast<std::size_t>(target.width) * static_cast<std::size_t>(target.height) * 4,
                     255);
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr)
        continue;
      const Clip clip{
          std::max(0, static_cast<int>((command.ClipRect.x - data.DisplayPos.x) * ratio.x)),
          std::max(0, static_cast<int>((command.ClipRect.y - data.DisplayPos.y) * ratio.y)),
          std::min(target.width, static_cast<int>((command.ClipRect.z - data.DisplayPos.x) * ratio.x)),
          std::min(target.height, static_cast<int>((command.ClipRect.w - data.DisplayPos.y) * ratio.y))};
      const auto texture = m_textures.find(command.GetTexID());
      for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3) {
        std::array<ImDrawVert, 3> corners;
        for (unsigned int k = 0; k < 3; ++k) {
          corners[k] = list->VtxBuffer[static_cast<int>(
              command.VtxOffset + list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)])];
          corners[k].pos = {(corners[k].pos.x - data.DisplayPos.x) * ratio.x,
                            (corners[k].pos.y - data.DisplayPos.y) * ratio.y};
        }
        draw_triangle(target, clip, corners, texture == m_textures.end() ? nullptr : &texture->second);
      }
    }
  }
  return target;
}

std::string encode_png(const Picture& picture) {
  std::string rows;
  for (int y = 0; y < picture.height; ++y) {
    rows += '\0';
    for (int x = 0; x < picture.width; ++x) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                              static_cast<std::size_t>(x)) *
                             4;
      rows.append(reinterpret_cast<const char*>(&picture.rgba[at]), 3);
    }
  }
  std::string data("\x78\x01", 2);
  for (std::size_t at = 0; at < rows.size();) {
    const std::size_t count = std::min<std::size_t>(65535, rows.size() - at);
    data += at + count == rows.size() ? '\1' : '\0';
    for (const std::size_t value : {count, ~count & 0xFFFFU}) {
      data += static_cast<char>(value & 0xFFU);
      data += static_cast<char>(value >> 8 & 0xFFU);
    }
    data.append(rows, at, count);
    at += count;
  }
  put_u32(data, adler32(rows));
  std::string header;
  put_u32(header, static_cast<std::uint32_t>(picture.width));
  put_u32(header, static_cast<std::uint32_t>(picture.height));
  header.append("\x08\x02\x00\x00\x00", 5);
  std::string png("\x89PNG\r\n\x1A\n", 8);
  put_chunk(png, "IHDR", header);
  put_chunk(png, "IDAT", data);
  put_chunk(png, "IEND", {});
  return png;
}

} // namespace truat::testing
