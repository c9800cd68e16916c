// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/SheetDialog.h"

namespace triptych {

/// Version, licence, and the libraries with theirs.
class AboutDialog final : public SheetDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AboutDialog)

public:
    explicit AboutDialog(const Theme &theme, QWidget *parent = nullptr);

    struct Library
    {
        QString name = {};
        QString licence = {};
        QString home = {};
    };
    static QList<Library> libraries();
};

} // namespace triptych
