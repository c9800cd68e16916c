// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace triptych {

class Theme;

/// The row over the gateway's panel, by which its dock is dragged: title, float, close.
class GatewayHead final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayHead)

public:
    explicit GatewayHead(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {240, 36}; }

Q_SIGNALS:
    void floatRequested();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    const Theme &m_theme;
    QLabel *m_title;
    QToolButton *m_float;
    QToolButton *m_close;
};

} // namespace triptych
