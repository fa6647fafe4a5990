#include "app/commands.h"

namespace keyplan::app {
namespace {

using ui::Page;
using ui::Request;

constexpr Command list[] = {
    {"Search", "Ctrl+K", Request::open_search},
    {"Undo", "Ctrl+Z", Request::undo},
    {"Redo", "Ctrl+Shift+Z", Request::redo},
    {"Redo (also)", "Ctrl+Y", Request::redo},
    {"Open or import files", "Ctrl+O", Request::choose_files},
    {"Export plan file", "Ctrl+S", Request::export_plan},
    {"Share plan", "", Request::share_plan},
    {"Print this page", "", Request::print_page},
    {"Pass on templates as a file", "", Request::export_library},
    {"Find, save or erase one person", "", Request::one_person},
    {"Somebody of ours leaves", "", Page::departure},
    {"Add account", "Alt+N", Request::add_account},
    {"Go to Portfolio", "Alt+1", Page::portfolio},
    {"Go to Accounts", "Alt+2", Page::accounts},
    {"Go to Branches", "Alt+B", Page::branches},
    {"Go to Priorities", "Alt+P", Page::priorities},
    {"Go to Forecast", "Alt+3", Page::forecast},
    {"Go to Whitespace", "Alt+W", Page::whitespace},
    {"Go to Goals", "Alt+G", Page::goals},
    {"Go to Retention", "Alt+R", Page::retention},
    {"Go to Metrics", "Alt+M", Page::metrics},
    {"Go to Opportunities", "Alt+4", Page::opportunities},
    {"Go to Actions", "Alt+5", Page::actions},
    {"Go to Team", "Alt+6", Page::team},
    {"Go to Offerings", "Alt+7", Page::offerings},
    {"Go to Templates", "Alt+0", Page::templates},
    {"Go to Share & merge", "Alt+8", Page::share},
    {"Go to Settings", "Alt+9", Page::settings},
    {"Switch between light and dark", "Alt+D", Request::toggle_dark},
    {"Load the sample portfolio", "", Request::load_sample},
    {"Start another plan", "", Request::new_plan},
};

}  // namespace

std::span<const Command> commands() { return list; }

}  // namespace keyplan::app
