// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace triptych {

class LaneIconButton;
class Theme;

/// One line of 24 with a chevron that opens what is under it.
class FoldHeader final : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int height = 24;

    FoldHeader(const Theme &theme, const QString &objectName, QWidget *parent);
    void setTitle(const QString &title);
    /// A copy button at the right end; its click is copyRequested.
    void addCopyButton(const QString &name);
    QSize sizeHint() const override { return {100, height}; }

Q_SIGNALS:
    void copyRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme &m_theme;
    LaneIconButton *m_copy = nullptr;
};

} // namespace triptych
