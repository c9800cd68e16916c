// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace triptych {

class Theme;

/// Version, licence, and the libraries with theirs.
class AboutDialog final : public QDialog
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
