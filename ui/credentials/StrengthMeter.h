// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/PasswordStrength.h"

#include <QWidget>

namespace triptych {

class Theme;

/// Four short bars and a word for how hard a password is to guess.
class StrengthMeter final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StrengthMeter)

public:
    explicit StrengthMeter(const Theme &theme, QWidget *parent = nullptr);

    PasswordStrength strength() const { return m_strength; }
    void setStrength(PasswordStrength strength);
    QString word() const;

    QSize sizeHint() const override { return {240, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    PasswordStrength m_strength = PasswordStrength::Empty;
};

} // namespace triptych
