// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>

class QScrollBar;

namespace triptych {

class SelectorDelegate;
class SelectorModel;
class Theme;

/// The list of the selector: keys, clicks on the parts of a row, and a scroll bar that lies over the margin, so that
/// the columns never move.
class SelectorList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorList)

public:
    /// Both must outlive it.
    SelectorList(const Theme &theme, SelectorModel &model, QWidget *parent = nullptr);

    void setEnterIsHere(bool isHere);
    int startRow() const; ///< Where a person begins: the first model, or what is in sight where that is not.
    void setCurrentRow(int row); ///< Below 0: none.

Q_SIGNALS:
    void rowActivated(int row); ///< Enter or a click.
    void noteActivated(int row); ///< A click on what stands at the right of a group.
    void starPressed(int row);
    void menuRequested(int row, const QPoint &global);
    void leftAtTop(); ///< Up from the first row, or a wish to search.
    void focusChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void adoptTheme();
    void addOverlayBar();
    void placeOverlayBar();
    bool isFirst(int row) const;
    void fold(int row, bool isExpanded);
    void pressPart(int row, const QPoint &at);

    const Theme &m_theme;
    SelectorModel &m_rows;
    SelectorDelegate *m_delegate = nullptr;
    QScrollBar *m_bar = nullptr;
};

} // namespace triptych
