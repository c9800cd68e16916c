// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QWidget;

namespace triptych {

/// Keeps the wheel from changing a box that a page merely scrolls under: it counts only where the focus is.
class CalmWheel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CalmWheel)

public:
    static void calm(QWidget &box); ///< A spin box or a list of choices.

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit CalmWheel(QWidget &box);
};

} // namespace triptych
