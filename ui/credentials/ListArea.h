// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace triptych {

/// Lets what is too high scroll, without a frame or a ground of its own.
class ListArea final : public QScrollArea
{
    Q_OBJECT

public:
    ListArea(QWidget *rows, QWidget *parent);
};

} // namespace triptych
