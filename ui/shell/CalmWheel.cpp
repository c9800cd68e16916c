// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/CalmWheel.h"

#include <QEvent>
#include <QWidget>

namespace triptych {

CalmWheel::CalmWheel(QWidget &box) : QObject(&box)
{
    box.setFocusPolicy(Qt::StrongFocus); // the usual policy takes the focus by the wheel
    box.installEventFilter(this);
}

void CalmWheel::calm(QWidget &box)
{
    new CalmWheel(box);
}

bool CalmWheel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
        return QObject::eventFilter(watched, event);
    event->ignore(); // so that what lies around it scrolls
    return true;
}

} // namespace triptych
