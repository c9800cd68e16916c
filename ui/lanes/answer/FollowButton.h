// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace triptych {

class Theme;

/// Stands at the lower right of an answer that has stopped following its end, and takes it back there.
class FollowButton final : public QAbstractButton
{
    Q_OBJECT

public:
    FollowButton(const Theme &theme, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    const Theme &m_theme;
};

} // namespace triptych
