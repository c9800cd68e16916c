// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>
#include <optional>

class QLabel;

namespace triptych {

class Theme;

/// The search over all models. Keys that mean the list are told by signals; while an input method composes, every key
/// is its.
class SearchField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchField)

public:
    /// The theme must outlive it.
    explicit SearchField(const Theme &theme, QWidget *parent = nullptr);

    void setName(const QString &name); ///< What it searches, for those who cannot see it.
    void setHits(std::optional<int> hits); ///< Absent: nothing is searched.

Q_SIGNALS:
    void entered(); ///< Enter without Ctrl, Alt or Meta.
    void movedDown();
    void focusChanged();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void adoptTheme();
    void placeHits();
    void nameHits();

    const Theme &m_theme;
    QAction *m_lens = nullptr;
    QLabel *m_hits = nullptr;
    std::optional<int> m_count;
    bool m_isComposing = false;
};

} // namespace triptych
