// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/Actions.h"

#include "ui/shell/Theme.h"

namespace triptych {

namespace {

struct Row
{
    Command command;
    const char *id;
    const char *keys; ///< Several are separated by a semicolon.
    const char *icon;
    const char *text;
    const char *description;
};

constexpr std::array rows {
    Row {Command::NewPrompt, "new_prompt", "Ctrl+N", "plus", QT_TRANSLATE_NOOP("triptych::Actions", "New prompt"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Opens an empty prompt in a new tab")},
    Row {Command::OpenPrompt, "open_prompt", "Ctrl+O", "file", QT_TRANSLATE_NOOP("triptych::Actions", "Open…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Opens a prompt file")},
    Row {Command::ReopenPrompt, "reopen_prompt", "Ctrl+Shift+T", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Reopen the closed prompt"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Brings back the tab that was closed last")},
    Row {Command::Save, "save", "Ctrl+S", "", QT_TRANSLATE_NOOP("triptych::Actions", "Save"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Writes the prompt to its file")},
    Row {Command::SaveAs, "save_as", "Ctrl+Shift+S", "", QT_TRANSLATE_NOOP("triptych::Actions", "Save as…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Writes the prompt to another file")},
    Row {Command::Rename, "rename", "F2", "", QT_TRANSLATE_NOOP("triptych::Actions", "Rename…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Gives the prompt another name")},
    Row {Command::ClosePrompt, "close_prompt", "Ctrl+W", "", QT_TRANSLATE_NOOP("triptych::Actions", "Close"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Closes the tab; asks if it has changes")},
    Row {Command::AddModelFile, "add_model_file", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "Add a GGUF file…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Adds a local model")},
    Row {Command::AddProvider, "add_provider", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "Add a provider…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Describes a server of your own")},
    Row {Command::Keys, "keys", "", "key", QT_TRANSLATE_NOOP("triptych::Actions", "Keys…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows the keys in the vault")},
    Row {Command::LockVault, "lock_vault", "Ctrl+L", "lock", QT_TRANSLATE_NOOP("triptych::Actions", "Lock the vault"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Forgets the keys until the password is given again")},
    Row {Command::LockEverything, "lock_everything", "", "lock",
         QT_TRANSLATE_NOOP("triptych::Actions", "Lock everything"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Locks the vault and takes back the keys that the gateway holds")},
    Row {Command::Quit, "quit", "Ctrl+Q", "", QT_TRANSLATE_NOOP("triptych::Actions", "Quit"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Closes the window; unsaved prompts stay as drafts")},

    Row {Command::Undo, "undo", "Ctrl+Z", "", QT_TRANSLATE_NOOP("triptych::Actions", "Undo"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Takes the last edit back")},
    Row {Command::Redo, "redo", "Ctrl+Shift+Z; Ctrl+Y", "", QT_TRANSLATE_NOOP("triptych::Actions", "Redo"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Makes the edit again")},
    Row {Command::Cut, "cut", "Ctrl+X", "", QT_TRANSLATE_NOOP("triptych::Actions", "Cut"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Moves the selection to the clipboard")},
    Row {Command::Copy, "copy", "Ctrl+C", "copy", QT_TRANSLATE_NOOP("triptych::Actions", "Copy"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Copies the selection")},
    Row {Command::Paste, "paste", "Ctrl+V", "", QT_TRANSLATE_NOOP("triptych::Actions", "Paste"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Inserts what the clipboard holds")},
    Row {Command::AttachFile, "attach_file", "Ctrl+Shift+A", "image",
         QT_TRANSLATE_NOOP("triptych::Actions", "Attach a file…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows an image or PDF document with the prompt")},
    Row {Command::SelectAll, "select_all", "Ctrl+A", "", QT_TRANSLATE_NOOP("triptych::Actions", "Select all"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Selects the whole text")},
    Row {Command::Find, "find", "Ctrl+F", "search", QT_TRANSLATE_NOOP("triptych::Actions", "Find…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Searches the prompt")},
    Row {Command::FindEverywhere, "find_everywhere", "Ctrl+Shift+F", "history",
         QT_TRANSLATE_NOOP("triptych::Actions", "Find in the history…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Searches the prompts and answers of all runs")},
    Row {Command::Variables, "variables", "Ctrl+E", "", QT_TRANSLATE_NOOP("triptych::Actions", "Variables"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the fields below the prompt")},
    Row {Command::DeleteRun, "delete_run", "Del", "", QT_TRANSLATE_NOOP("triptych::Actions", "Delete the run"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Deletes the chosen run of the history; asks first")},
    Row {Command::Preferences, "preferences", "Ctrl+,", "gear", QT_TRANSLATE_NOOP("triptych::Actions", "Settings…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Language, theme, fonts, proxy and more")},

    Row {Command::Run, "run", "Ctrl+Enter; Ctrl+Return", "run", QT_TRANSLATE_NOOP("triptych::Actions", "Run"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Sends the prompt to every lane")},
    Row {Command::Stop, "stop", "Esc; Shift+F5", "stop", QT_TRANSLATE_NOOP("triptych::Actions", "Stop"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Stops every lane")},
    Row {Command::GenerateCode, "generate_code", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "Generate code"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Asks every lane for the code that the selection describes")},
    Row {Command::ExplainCode, "explain_code", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "Explain code"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Asks every lane what the selected code does")},
    Row {Command::AddLane, "add_lane", "Ctrl+Shift+L", "addLane", QT_TRANSLATE_NOOP("triptych::Actions", "Add lane"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the model search; Enter adds a lane")},
    Row {Command::DuplicateLane, "duplicate_lane", "Ctrl+D", "duplicate",
         QT_TRANSLATE_NOOP("triptych::Actions", "Duplicate lane"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Adds a lane like the chosen one")},
    Row {Command::LaneSettings, "lane_settings", "Alt+Enter; Alt+Return", "settings",
         QT_TRANSLATE_NOOP("triptych::Actions", "Lane settings…"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Opens the settings of the chosen lane")},
    Row {Command::RunLaneAgain, "run_lane_again", "F5", "again",
         QT_TRANSLATE_NOOP("triptych::Actions", "Run the lane again"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Sends the prompt to the chosen lane alone")},
    Row {Command::StopLane, "stop_lane", "Ctrl+.", "stop", QT_TRANSLATE_NOOP("triptych::Actions", "Stop the lane"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Stops the chosen lane alone")},
    Row {Command::CopyAnswer, "copy_answer", "Ctrl+Shift+C", "copy",
         QT_TRANSLATE_NOOP("triptych::Actions", "Copy the answer"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Copies the answer of the chosen lane as it was written")},
    Row {Command::CopyCode, "copy_code", "Ctrl+Shift+K", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Copy a code block"),
         QT_TRANSLATE_NOOP("triptych::Actions",
                           "Copies the code at the caret of the chosen lane, or the first in sight")},
    Row {Command::MoveLaneLeft, "move_lane_left", "Ctrl+Shift+PgUp", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Move the lane left"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Changes places with the lane before")},
    Row {Command::MoveLaneRight, "move_lane_right", "Ctrl+Shift+PgDown", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Move the lane right"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Changes places with the lane after")},
    Row {Command::RemoveLane, "remove_lane", "Ctrl+Shift+W", "remove",
         QT_TRANSLATE_NOOP("triptych::Actions", "Remove the lane"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Takes the chosen lane away; its runs stay in the history")},
    Row {Command::ToggleRendered, "toggle_rendered", "Ctrl+R", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Rendered answers"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows answers as formatted Markdown, or as they were written")},

    Row {Command::ToggleSidebar, "toggle_sidebar", "Ctrl+B", "", QT_TRANSLATE_NOOP("triptych::Actions", "Sidebar"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows or hides models and history")},
    Row {Command::ShowModels, "show_models", "Ctrl+M", "", QT_TRANSLATE_NOOP("triptych::Actions", "Models"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the model search")},
    Row {Command::ShowHistory, "show_history", "Ctrl+H", "history", QT_TRANSLATE_NOOP("triptych::Actions", "History"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the history")},
    Row {Command::ToggleLatency, "toggle_latency", "Ctrl+Shift+D", "chart",
         QT_TRANSLATE_NOOP("triptych::Actions", "Latency"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows or hides the latency dashboard")},
    Row {Command::ToggleGateway, "toggle_gateway", "Ctrl+Shift+G", "gateway",
         QT_TRANSLATE_NOOP("triptych::Actions", "Gateway"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Shows or hides what other programs use your models through")},
    Row {Command::NextPrompt, "next_prompt", "Ctrl+PgDown; Ctrl+Tab", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Next prompt"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the next tab")},
    Row {Command::PreviousPrompt, "previous_prompt", "Ctrl+PgUp; Ctrl+Shift+Tab", "",
         QT_TRANSLATE_NOOP("triptych::Actions", "Previous prompt"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the tab before")},
    Row {Command::Prompt1, "prompt_1", "Ctrl+1", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 1"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 1")},
    Row {Command::Prompt2, "prompt_2", "Ctrl+2", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 2"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 2")},
    Row {Command::Prompt3, "prompt_3", "Ctrl+3", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 3"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 3")},
    Row {Command::Prompt4, "prompt_4", "Ctrl+4", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 4"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 4")},
    Row {Command::Prompt5, "prompt_5", "Ctrl+5", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 5"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 5")},
    Row {Command::Prompt6, "prompt_6", "Ctrl+6", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 6"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 6")},
    Row {Command::Prompt7, "prompt_7", "Ctrl+7", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 7"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 7")},
    Row {Command::Prompt8, "prompt_8", "Ctrl+8", "", QT_TRANSLATE_NOOP("triptych::Actions", "Prompt 8"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to tab 8")},
    Row {Command::LastPrompt, "last_prompt", "Ctrl+9", "", QT_TRANSLATE_NOOP("triptych::Actions", "Last prompt"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Goes to the last tab")},
    Row {Command::NextPane, "next_pane", "F6", "", QT_TRANSLATE_NOOP("triptych::Actions", "Next pane"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Moves the focus: prompt, lanes, models, dashboard")},
    Row {Command::ZoomIn, "zoom_in", "Ctrl+=; Ctrl++", "", QT_TRANSLATE_NOOP("triptych::Actions", "Larger text"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Makes all text one pixel larger")},
    Row {Command::ZoomOut, "zoom_out", "Ctrl+-", "", QT_TRANSLATE_NOOP("triptych::Actions", "Smaller text"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Makes all text one pixel smaller")},
    Row {Command::ZoomReset, "zoom_reset", "Ctrl+0", "", QT_TRANSLATE_NOOP("triptych::Actions", "Usual text size"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Takes the size of the system again")},
    Row {Command::ResetLayout, "reset_layout", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "Reset the layout"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Puts every dock back to its place")},

    Row {Command::Shortcuts, "shortcuts", "Ctrl+/", "", QT_TRANSLATE_NOOP("triptych::Actions", "Keyboard shortcuts"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Lists all shortcuts")},
    Row {Command::About, "about", "", "", QT_TRANSLATE_NOOP("triptych::Actions", "About Triptych"),
         QT_TRANSLATE_NOOP("triptych::Actions", "Version and licences")},
};
static_assert(rows.size() == Actions::count);

QList<QKeySequence> sequences(const char *keys)
{
    return *keys ? QKeySequence::listFromString(QLatin1String(keys), QKeySequence::PortableText)
                 : QList<QKeySequence>();
}

} // namespace

Actions::Actions(const Theme &theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    for (const Row &row : rows) {
        auto *action = new QAction(this);
        action->setObjectName(QLatin1String(row.id));
        action->setData(QVariant::fromValue(int(row.command)));
        action->setShortcuts(sequences(row.keys));
        action->setMenuRole(QAction::NoRole);
        m_actions[std::size_t(row.command)] = action;
    }
    for (const Command toggle : {Command::ToggleRendered, Command::ToggleSidebar, Command::ToggleLatency}) {
        (*this)[toggle].setCheckable(true);
        (*this)[toggle].setChecked(true);
    }
    (*this)[Command::ToggleGateway].setCheckable(true); // most people never need it
    (*this)[Command::LockEverything].setEnabled(false);
    (*this)[Command::DeleteRun].setShortcutContext(
        Qt::WidgetShortcut); // everywhere but in the history the key is for text
    connect(&theme, &Theme::changed, this, &Actions::applyTheme);
    applyTheme();
    retranslate();
}

void Actions::setVaultAction(VaultAction action)
{
    m_vault = action;
    (*this)[Command::LockVault].setEnabled(action != VaultAction::None);
    retranslate();
}

void Actions::retranslate()
{
    for (const Row &row : rows) {
        QAction &action = (*this)[row.command];
        const bool unlocks = row.command == Command::LockVault && m_vault == VaultAction::Unlock;
        action.setText(unlocks ? tr("Unlock the vault…") : tr(row.text));
        action.setStatusTip(unlocks ? tr("Asks for the password of the vault") : tr(row.description));
        const QString keys = action.shortcut().toString(QKeySequence::NativeText);
        action.setToolTip(keys.isEmpty() ? action.text() : QStringLiteral("%1  %2").arg(action.text(), keys));
    }
}

void Actions::applyTheme()
{
    for (const Row &row : rows) {
        if (*row.icon)
            (*this)[row.command].setIcon(m_theme.icon(QLatin1String(row.icon)));
    }
}

} // namespace triptych
