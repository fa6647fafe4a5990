// Draws Dear ImGui's output with WebGL2. It sets the state it needs once and never asks GL for any:
// each question makes the browser wait for the process that talks to the graphics card.
#pragma once

#include <GLES3/gl3.h>

#include "imgui.h"

namespace keyplan::platform {

class Renderer {
 public:
  // Once an ImGui context and a GL context are current, and again when a lost GL context is back.
  void create();
  // The GL context is lost: its objects are gone. ImGui asks for the textures again from its
  // copies.
  void forget();
  bool ready() const { return program_ != 0; }

  // After every ImGui::Render(), also when the frame is not drawn.
  void update_textures();
  // Those of an ImGui context that is about to go.
  void drop_textures();
  void draw(const ImDrawData& data);

 private:
  void set_state();
  void upload(const ImDrawList& list);

  GLuint program_ = 0;
  GLint scale_ = -1;
  GLint corner_ = -1;
  GLuint vertices_ = 0;
  GLuint indices_ = 0;
};

}  // namespace keyplan::platform
