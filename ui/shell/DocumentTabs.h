// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabBar>

namespace triptych {

class EditorTabs;
class Theme;

/// The open prompts in the header: file icon, name, a disc while there are unsaved changes, a cross under the pointer.
class DocumentTabs final : public QTabBar
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentTabs)

public:
    DocumentTabs(const Theme &theme, EditorTabs &editors, QWidget *parent = nullptr);

    void renameCurrent(); ///< Edits the name in place.

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void sync();
    QRect closeRect(int index) const;
    void paintTab(QPainter &painter, int index) const;

    const Theme &m_theme;
    EditorTabs &m_editors;
    int m_hovered = -1;
    int m_pressedClose = -1;
};

} // namespace triptych
