// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace triptych {

class Theme;

/// Asks before runs go for good; accepted means that they go. Enter and Esc keep them.
class DeleteRunsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeleteRunsDialog)

public:
    DeleteRunsDialog(const Theme &theme, const QString &question, QWidget *parent = nullptr);
};

} // namespace triptych
