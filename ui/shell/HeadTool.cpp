// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/HeadTool.h"

#include "ui/shell/Theme.h"

#include <QToolButton>

namespace triptych {

QToolButton *newHeadTool(const QString &name, QWidget *head)
{
    auto *tool = new QToolButton(head);
    tool->setObjectName(name);
    tool->setAutoRaise(true);
    tool->setIconSize({16, 16});
    tool->setFixedHeight(24);
    return tool;
}

void labelHeadTool(QToolButton &tool, const Theme &theme, const QString &icon, const QString &words)
{
    tool.setIcon(theme.icon(icon));
    tool.setAccessibleName(words);
    tool.setToolTip(words);
}

} // namespace triptych
