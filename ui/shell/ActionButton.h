// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

namespace triptych {

class Theme;

/// A button of 32 px with its shortcut at the right, such as Run. The accent one is what Ctrl+Enter does from
/// everywhere.
class ActionButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionButton)

public:
    enum class Kind : quint8 { Accent, Plain };

    ActionButton(const Theme &theme, Kind kind, const QString &iconName, QWidget *parent = nullptr);

    void setKeys(const QString &keys);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_iconName;
    QString m_keys;
    Kind m_kind;
};

} // namespace triptych
