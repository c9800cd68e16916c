// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace triptych {

class Theme;

/// Words with a chevron behind them that opens a menu of periods.
class PeriodButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeriodButton)

public:
    explicit PeriodButton(const Theme &theme, QWidget *parent = nullptr);

    int days() const { return m_days; } ///< 0: for ever.
    void setDays(int days);
    void retranslate();

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int days);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMenu();

    const Theme &m_theme;
    int m_days = 30;
};

} // namespace triptych
