// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace triptych {

class Theme;

/// An icon of 16 with room to hit it: 24 by 24. The tooltip is its accessible name.
class LaneIconButton final : public QAbstractButton
{
    Q_OBJECT

public:
    LaneIconButton(const Theme &theme, const QString &icon, const QString &objectName, QWidget *parent);
    void setName(const QString &name); ///< What it does, for the tooltip and for screen readers.
    void setIdle(bool isIdle) { m_isIdle = isIdle; } ///< Fainter until it is pointed at.
    QSize sizeHint() const override { return {24, 24}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    bool m_isIdle = false;
};

/// A small button of 24 with a text and perhaps an icon; the default one is filled with the accent while its lane has
/// the focus.
class LaneTextButton final : public QAbstractButton
{
    Q_OBJECT

public:
    LaneTextButton(const Theme &theme, const QString &text, const QString &icon, QWidget *parent);
    void setFilled(bool isFilled);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont shownFont() const;
    const Theme &m_theme;
    QString m_icon;
    bool m_isFilled = false;
};

/// Underlined small text that does something.
class LaneLinkButton final : public QAbstractButton
{
    Q_OBJECT

public:
    LaneLinkButton(const Theme &theme, const QString &text, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace triptych
