// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/credentials/SecretText.h"

#include <QWidget>

class QStyleOptionFrame;
class QToolButton;

namespace triptych {

class Theme;

/// Where a password or a key is typed. What is typed goes straight into wiped memory and never into a QString, an undo
/// history, an input method or the accessibility tree; it is shown as bullets, and as itself only while the eye is held
/// down.
class SecretField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretField)

public:
    explicit SecretField(const Theme &theme, QWidget *parent = nullptr);

    bool isEmpty() const { return m_text.isEmpty(); }
    int length() const { return m_text.length(); }
    Secret value() const; ///< A copy, without what a paste brought along at its ends.
    void clear();
    void present(const Secret &secret); ///< From then on it is there to be revealed, not to be edited.
    void setPlaceholderText(const QString &text);
    bool isRevealed() const { return m_isRevealed; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void changed();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool edit(const QKeyEvent &event); ///< False when the key is not for this field.
    bool move(const QKeyEvent &event);
    void paste();
    void finish(bool isEdited);
    void setRevealed(bool isRevealed);
    void retranslate();
    void applyTheme();

    QRect textRect() const;
    int widthOf(std::size_t place) const;
    int xOf(std::size_t place) const; ///< From the start of the text.
    void followCaret();
    void paintText(QPainter &painter, const QRect &rect) const;

    const Theme &m_theme;
    SecretText m_text;
    QString m_placeholder;
    QToolButton *m_eye;
    int m_scroll = 0;
    bool m_isRevealed = false;
    bool m_isReadOnly = false;
};

} // namespace triptych
