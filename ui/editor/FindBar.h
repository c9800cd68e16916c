// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace triptych {

class PromptEditor;
class Theme;

/// The row over the editor that searches it: Enter the next place, Shift+Enter the one before, Esc closes.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)

public:
    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the row and searches in `editor`, which must outlive the search or be replaced by another call.
    void open(PromptEditor *editor);
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void applyTheme();
    void search(bool isForward, bool fromSelectionStart);

    const Theme &m_theme;
    QPointer<PromptEditor> m_editor;
    QLineEdit *m_field;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace triptych
