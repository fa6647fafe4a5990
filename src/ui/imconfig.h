// Dear ImGui as Keyplan uses it. Included by imgui.h itself (IMGUI_USER_CONFIG).
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_FILE_FUNCTIONS  // files reach the program as bytes only
#define IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS
#define IMGUI_DISABLE_WIN32_DEFAULT_CLIPBOARD_FUNCTIONS
#define IMGUI_USE_WCHAR32       // all of Unicode, emoji included
#define ImDrawIdx unsigned int  // a large table exceeds 65536 vertices

#ifdef NDEBUG
#define IMGUI_DISABLE_DEBUG_TOOLS
#endif
