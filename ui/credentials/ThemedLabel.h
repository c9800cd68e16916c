// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace triptych {

class Theme;

/// A label whose font and colour are one of the theme's few kinds and follow it. Plain text, wrapped.
class ThemedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThemedLabel)

public:
    enum class Kind : quint8 { Title, Text, Secondary, Caption, Strong, Warning, Failure };

    ThemedLabel(const Theme &theme, Kind kind, QWidget *parent = nullptr);
    void setKind(Kind kind);

private:
    void applyTheme();

    const Theme &m_theme;
    Kind m_kind;
};

} // namespace triptych
