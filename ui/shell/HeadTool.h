// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace triptych {

class Theme;

/// A small button in the row over a panel. The row owns it.
QToolButton *newHeadTool(const QString &name, QWidget *head);

/// Its picture, and what it does for those who hover and those who listen.
void labelHeadTool(QToolButton &tool, const Theme &theme, const QString &icon, const QString &words);

} // namespace triptych
