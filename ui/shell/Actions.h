// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <array>

namespace triptych {

class Theme;

/// Everything a person can tell the window to do.
enum class Command : quint8 {
    NewPrompt,
    OpenPrompt,
    ReopenPrompt,
    Save,
    SaveAs,
    Rename,
    ClosePrompt,
    AddModelFile,
    AddProvider,
    Keys,
    LockVault,
    LockEverything,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    AttachFile,
    SelectAll,
    Find,
    FindEverywhere,
    Variables,
    DeleteRun,
    Preferences,
    Run,
    Stop,
    GenerateCode,
    ExplainCode,
    AddLane,
    DuplicateLane,
    LaneSettings,
    RunLaneAgain,
    StopLane,
    CopyAnswer,
    CopyCode,
    MoveLaneLeft,
    MoveLaneRight,
    RemoveLane,
    ToggleRendered,
    ToggleSidebar,
    ShowModels,
    ShowHistory,
    ToggleLatency,
    ToggleGateway,
    NextPrompt,
    PreviousPrompt,
    Prompt1,
    Prompt2,
    Prompt3,
    Prompt4,
    Prompt5,
    Prompt6,
    Prompt7,
    Prompt8,
    LastPrompt,
    NextPane,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ResetLayout,
    Shortcuts,
    About,
    Count,
};

/// All actions, each named once: menus, buttons, the shortcut sheet and later the palette read them here. An action's
/// objectName is its id ("run"), its statusTip its description, its data its Command. Text follows the language, icons
/// follow the theme.
class Actions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Actions)

public:
    static constexpr std::size_t count = std::size_t(Command::Count);

    explicit Actions(const Theme &theme, QObject *parent = nullptr);

    QAction &operator[](Command command) const { return *m_actions[std::size_t(command)]; }
    QList<QAction *> all() const { return {m_actions.cbegin(), m_actions.cend()}; }
    void retranslate();
    enum class VaultAction : quint8 { None, Unlock, Lock };
    void setVaultAction(VaultAction action); ///< What the vault's own action does now.

private:
    void applyTheme();

    const Theme &m_theme;
    std::array<QAction *, count> m_actions {};
    VaultAction m_vault = VaultAction::Lock;
};

} // namespace triptych
