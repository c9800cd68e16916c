// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SheetDialog.h"

namespace triptych {

class Actions;

/// All actions that have a shortcut, in the order of the menus, with a field that filters them.
class ShortcutsDialog final : public SheetDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)

public:
    ShortcutsDialog(const Theme &theme, const Actions &actions, QWidget *parent = nullptr);
};

} // namespace triptych
