// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace triptych {

/// Puts one focus frame around whichever watched control has the focus: a field always, a button when the keyboard
/// brought it there.
class FocusRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    explicit FocusRing(QObject *parent) : QObject(parent) {}
    ~FocusRing() override;

    static bool isField(const QWidget *widget);
    static bool isRinged(const QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPointer<QFocusFrame> m_frame;
};

} // namespace triptych
