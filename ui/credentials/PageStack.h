// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStackedWidget>
#include <QVBoxLayout>

namespace triptych {

/// The pages of a form, all as high as the highest of them, so that nothing jumps; where the screen has less room, they
/// scroll.
class PageStack final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageStack)

public:
    static constexpr int ringRoom = 4; ///< What a page keeps free at its edges, for the ring of a field.

    explicit PageStack(QWidget *parent = nullptr);

    void addPage(QWidget *page);
    void fitInto(int room); ///< Pixels from top to bottom; less than a few lines is not taken.

Q_SIGNALS:
    void pageChanged(); ///< It may want another height.

protected:
    bool eventFilter(QObject *page, QEvent *event) override;

private:
    int wantedHeight() const;
};

/// Lets the pages reach into the margin by the room for the ring, so that their fields stand in line with others.
class PageLayout final : public QVBoxLayout
{
public:
    void setGeometry(const QRect &place) override;
};

} // namespace triptych
