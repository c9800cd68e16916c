// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SheetDialog.h"

namespace triptych {

/// What the local server said, its end in sight, to be read and copied.
class LogDialog final : public SheetDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDialog)

public:
    LogDialog(const Theme &theme, const QString &log, QWidget *parent = nullptr);
};

} // namespace triptych
