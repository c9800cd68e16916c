// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/CodeTask.h"
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
    enum Indicator : int { VariableIndicator = 8, FindIndicator = 9, PreeditIndicator = 10, AttachmentIndicator = 11 };
    /// Keeps the bytes of an image or document and gives the text that stands for them; empty when it cannot, which it
    /// tells itself.
    using AttachmentKeeper = std::function<QString(const QByteArray &bytes, const QString &label)>;

    explicit PromptEditor(const Theme &theme, QWidget *parent = nullptr);

    /// The committed text. Hides the base's, which would include what is being composed.
    QString text() const;
    /// Replaces everything and starts a new undo history; emits nothing.
    void reset(const QString &text);
    bool isComposing() const { return m_composition.isActive(); }

    /// Which variables have a value; the others are marked.
    void setVariableValues(const VariableValues &values);

    /// Without one, images are not pasted.
    void setAttachmentKeeper(AttachmentKeeper keeper) { m_keepAttachment = std::move(keeper); }
    /// Tells where the file of an attachment is; empty: nowhere.
    using AttachmentFinder = std::function<QString(const QString &file)>;
    void setAttachmentFinder(AttachmentFinder finder) { m_findAttachment = std::move(finder); }
    void insert(const QString &text); ///< In the place of the selection; one undo step.

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
    void attachRequested(); ///< A file is to be chosen.
    void taskRequested(triptych::CodeTask task); ///< With the selection, or with everything.

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    QByteArray fromMimeData(const QMimeData *source, bool &isRectangular) const override;
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
    bool showTip(const QPoint &position, const QPoint &globalPosition);
    QString tipAt(qsizetype character) const; ///< Rich text.
    QString freeLabel(const QString &label) const;
    void markAttachments();
    void keepCaretOutside();
    bool removeAttachment(const QKeyEvent &event);

    const Theme &m_theme;
    PromptLexer *m_lexer;
    Composition m_composition;
    VariableValues m_values;
    AttachmentKeeper m_keepAttachment;
    AttachmentFinder m_findAttachment;
    std::vector<std::pair<long, long>> m_attachments; ///< First byte, and one past the last.
    long m_caret = 0; ///< Where it was.
    QByteArray m_known; ///< Hash of the committed text that was last announced.
};

} // namespace triptych
