// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QButtonGroup;

namespace triptych {

class Theme;

/// A choice of two or three words, one of them pressed. Arrow keys move it.
class SegmentedSwitch final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentedSwitch)

public:
    explicit SegmentedSwitch(const Theme &theme, QWidget *parent = nullptr);

    /// Sets the words; the first call decides how many there are.
    void setTexts(const QStringList &texts);
    int currentIndex() const;
    void setCurrentIndex(int index);

    QSize sizeHint() const override;

Q_SIGNALS:
    void currentIndexChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QButtonGroup *m_segments;
};

} // namespace triptych
