// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QWidget>

namespace triptych {

class Theme;

/// The heads of the two columns of figures; they stand over those of SelectorDelegate.
class SelectorHeads final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorHeads)

public:
    explicit SelectorHeads(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// What Enter does, and how old the prices are.
class SelectorFoot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorFoot)

public:
    explicit SelectorFoot(const Theme &theme, QWidget *parent = nullptr);

    void setPricesDate(const QDate &date);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString datesText() const;

    const Theme &m_theme;
    QDate m_date;
};

} // namespace triptych
