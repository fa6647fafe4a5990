#include "platform/web/renderer.h"

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace keyplan::platform {
namespace {

static_assert(sizeof(ImDrawIdx) == 4,
              "define ImDrawIdx as unsigned int: a long table needs more than 65536 vertices");

constexpr const char* vertex_source = R"(#version 300 es
uniform vec2 scale;
uniform vec2 corner;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
out vec2 fragment_uv;
out vec4 fragment_colour;
void main() {
  fragment_uv = uv;
  fragment_colour = colour;
  gl_Position = vec4((place - corner) * scale + vec2(-1.0, 1.0), 0.0, 1.0);
})";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D image;
in vec2 fragment_uv;
in vec4 fragment_colour;
out vec4 result;
void main() { result = fragment_colour * texture(image, fragment_uv); })";

// Built into the program and known to compile; a driver that refuses them shows an empty canvas.
GLuint compile(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

GLuint texture_of(const ImTextureData& texture) { return static_cast<GLuint>(texture.TexID); }

void create_texture(ImTextureData& texture) {
  assert(texture.Format == ImTextureFormat_RGBA32);
  GLuint id = 0;
  glGenTextures(1, &id);
  glBindTexture(GL_TEXTURE_2D, id);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA,
               GL_UNSIGNED_BYTE, texture.GetPixels());
  texture.SetTexID(id);
  texture.SetStatus(ImTextureStatus_OK);
}

void update_texture(ImTextureData& texture) {
  glBindTexture(GL_TEXTURE_2D, texture_of(texture));
  glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
  for (const ImTextureRect& part : texture.Updates) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                    texture.GetPixelsAt(part.x, part.y));
  }
  texture.SetStatus(ImTextureStatus_OK);
}

void mark_destroyed(ImTextureData& texture) {
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

}  // namespace

void Renderer::create() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendRendererName = "keyplan_webgl2";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;

  program_ = glCreateProgram();
  glAttachShader(program_, compile(GL_VERTEX_SHADER, vertex_source));
  glAttachShader(program_, compile(GL_FRAGMENT_SHADER, fragment_source));
  glLinkProgram(program_);
  scale_ = glGetUniformLocation(program_, "scale");
  corner_ = glGetUniformLocation(program_, "corner");
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  set_state();
}

void Renderer::forget() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) mark_destroyed(*texture);
  *this = {};
}

// This is the only user of the context, so the state is set once and stays.
void Renderer::set_state() {
  glUseProgram(program_);
  glEnable(GL_BLEND);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glEnable(GL_SCISSOR_TEST);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  for (GLuint attribute = 0; attribute < 3; ++attribute) glEnableVertexAttribArray(attribute);
  glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert),
                        offset(offsetof(ImDrawVert, pos)));
  glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert),
                        offset(offsetof(ImDrawVert, uv)));
  glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert),
                        offset(offsetof(ImDrawVert, col)));
}

void Renderer::update_textures() {
  if (!ready()) return;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    switch (texture->Status) {
      case ImTextureStatus_WantCreate:
        create_texture(*texture);
        break;
      case ImTextureStatus_WantUpdates:
        update_texture(*texture);
        break;
      case ImTextureStatus_WantDestroy:
        if (texture->UnusedFrames > 0) {
          const GLuint id = texture_of(*texture);
          glDeleteTextures(1, &id);
          mark_destroyed(*texture);
        }
        break;
      case ImTextureStatus_OK:
      case ImTextureStatus_Destroyed:
        break;
    }
  }
}

void Renderer::drop_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    const GLuint id = texture_of(*texture);
    if (id != 0) glDeleteTextures(1, &id);
    mark_destroyed(*texture);
  }
}

// Giving the buffers new storage each time lets the driver keep reading the old one.
void Renderer::upload(const ImDrawList& list) {
  glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data,
               GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data,
               GL_STREAM_DRAW);
}

void Renderer::draw(const ImDrawData& data) {
  if (!ready()) return;
  const auto width = static_cast<GLsizei>(data.DisplaySize.x);
  const auto height = static_cast<GLsizei>(data.DisplaySize.y);
  if (width <= 0 || height <= 0) return;
  glViewport(0, 0, width, height);
  glScissor(0, 0, width, height);
  const ImVec4 background = ImGui::GetStyle().Colors[ImGuiCol_WindowBg];
  glClearColor(background.x, background.y, background.z, 1.0f);
  glClear(GL_COLOR_BUFFER_BIT);
  const ImVec2 corner = data.DisplayPos;
  glUniform2f(scale_, 2.0f / data.DisplaySize.x, -2.0f / data.DisplaySize.y);
  glUniform2f(corner_, corner.x, corner.y);

  GLuint bound = 0;
  for (const ImDrawList* list : data.CmdLists) {
    upload(*list);
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr) {
        if (command.UserCallback != ImDrawCallback_ResetRenderState)
          command.UserCallback(list, &command);
        continue;
      }
      const auto left = static_cast<GLint>(command.ClipRect.x - corner.x),
                 top = static_cast<GLint>(command.ClipRect.y - corner.y);
      const auto right = static_cast<GLint>(command.ClipRect.z - corner.x),
                 bottom = static_cast<GLint>(command.ClipRect.w - corner.y);
      if (right <= left || bottom <= top) continue;
      glScissor(left, height - bottom, right - left, bottom - top);
      if (const auto texture = static_cast<GLuint>(command.GetTexID()); texture != bound) {
        glBindTexture(GL_TEXTURE_2D, texture);
        bound = texture;
      }
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
                     offset(command.IdxOffset * sizeof(ImDrawIdx)));
    }
  }
}

}  // namespace keyplan::platform
