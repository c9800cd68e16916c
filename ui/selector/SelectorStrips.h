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
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    const Theme &m_theme;
};

/// What Enter does, and how old the prices are.
class SelectorFoot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorFoot)

public:
    explicit SelectorFoot(const Theme &theme, QWidget *parent = nullptr);

    void setHint(const QString &hint); ///< What Enter does.
    void setPricesDate(const QDate &date);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString datesText() const;
    void refresh();

    const Theme &m_theme;
    QString m_hint;
    QDate m_date;
};

} // namespace triptych
