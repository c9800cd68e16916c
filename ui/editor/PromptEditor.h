// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/Variables.h"
#include "ui/editor/Composition.h"
#include "ui/editor/Scintilla.h"

namespace triptych {

class PromptLexer;
class Theme;

/// The editor of one prompt. What an input method composes is shown, but is in no text(), undo step or signal until it
/// is committed, and the keys belong to the input method until then. The theme must outlive it.
class PromptEditor final : public QsciScintilla
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptEditor)

public:
    enum Indicator : int { VariableIndicator = 8, FindIndicator = 9, PreeditIndicator = 10 };

    explicit PromptEditor(const Theme &theme, QWidget *parent = nullptr);

    /// The committed text. Hides the base's, which would include what is being composed.
    QString text() const;
    /// Replaces everything and starts a new undo history; emits nothing.
    void reset(const QString &text);
    bool isComposing() const { return m_composition.isActive(); }

    /// Which variables have a value; the others are marked.
    void setVariableValues(const VariableValues &values);

    /// Moves to the next place of a text, round the end; false when there is none. All places are marked until
    /// clearMarks(). Case is ignored.
    bool find(const QString &text, bool isForward, bool fromSelectionStart);
    int markAll(const QString &text);
    void clearMarks();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int lineHeight() const;

Q_SIGNALS:
    void edited(); ///< The committed text changed.
    void filesDropped(const QStringList &files);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setUpBehaviour();
    void retranslate();
    void releaseShortcuts();
    void applyTheme();
    void markVariables();
    void noteChange();
    bool showVariableTip(const QPoint &position, const QPoint &globalPosition);

    const Theme &m_theme;
    PromptLexer *m_lexer;
    Composition m_composition;
    VariableValues m_values;
    QByteArray m_known; ///< Hash of the committed text that was last announced.
};

} // namespace triptych
