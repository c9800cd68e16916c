// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>

namespace triptych {

/// The pages of a form, all as high as the highest of them, so that nothing jumps; where the screen has less room, they
/// scroll.
class PageStack final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageStack)

public:
    explicit PageStack(QWidget *parent = nullptr);

    void addPage(QWidget *page);
    void fitInto(int room); ///< Pixels from top to bottom; less than a few lines is not taken.

private:
    int wantedHeight() const;
};

} // namespace triptych
