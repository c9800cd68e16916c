// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/AttachmentTip.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/Theme.h"

#include <QGuiApplication>
#include <QHelpEvent>
#include <QInputMethod>
#include <QMenu>
#include <QMimeData>
#include <QToolTip>

namespace triptych {

namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

/// Keys of Scintilla's own that an editor of text is expected to have; all others go to the window's actions.
bool isEditingKey(int key)
{
    const int code = key & ~int(Qt::KeyboardModifierMask);
    const bool isCursorKey = code >= Qt::Key_Home && code <= Qt::Key_PageDown;
    switch (code) {
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
    case Qt::Key_Return:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return !(key & int(Qt::ControlModifier)) || code == Qt::Key_Backspace || code == Qt::Key_Delete;
    case Qt::Key_A:
    case Qt::Key_C:
    case Qt::Key_V:
    case Qt::Key_X:
    case Qt::Key_Y:
    case Qt::Key_Z: return key & int(Qt::ControlModifier);
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return !(key & int(Qt::ControlModifier)); // with Ctrl: the next document
    default: return isCursorKey;
    }
}

} // namespace

void PromptEditor::releaseShortcuts()
{
    const auto commands = standardCommands()->commands();
    for (QsciCommand *command : commands) {
        if (!isEditingKey(command->key()))
            command->setKey(0);
        if (!isEditingKey(command->alternateKey()))
            command->setAlternateKey(0);
    }
}

bool PromptEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_composition.isActive()) {
        event->accept(); // the key belongs to the input method, not to an action
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showTip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QsciScintilla::event(event);
}

void PromptEditor::keyPressEvent(QKeyEvent *event)
{
    if (m_composition.isActive() || removeAttachment(*event)) {
        event->accept();
        return;
    }
    QsciScintilla::keyPressEvent(event);
    keepCaretOutside(); // Scintilla tells of the caret when it paints, and the next key may be there before
}

void PromptEditor::inputMethodEvent(QInputMethodEvent *event)
{
    m_composition.apply(*event);
    event->accept();
    noteChange();
}

QVariant PromptEditor::inputMethodQuery(Qt::InputMethodQuery query) const
{
    const int caret = m_composition.committedPosition(int(SendScintilla(SCI_GETCURRENTPOS)));
    switch (query) {
    case Qt::ImSurroundingText: return text();
    case Qt::ImCursorPosition: return int(QString::fromUtf8(text().toUtf8().first(caret)).size());
    case Qt::ImAnchorPosition: return int(QString::fromUtf8(text().toUtf8().first(caret)).size());
    case Qt::ImCurrentSelection: return m_composition.isActive() ? QString() : selectedText();
    default: return QsciScintilla::inputMethodQuery(query);
    }
}

void PromptEditor::mousePressEvent(QMouseEvent *event)
{
    if (m_composition.isActive()) {
        QGuiApplication::inputMethod()->commit();
        m_composition.cancel();
    }
    QsciScintilla::mousePressEvent(event);
    keepCaretOutside();
}

void PromptEditor::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        m_composition.cancel();
    QsciScintilla::focusOutEvent(event);
}

void PromptEditor::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFiles(event->mimeData()).isEmpty())
        QsciScintilla::dragEnterEvent(event);
    else
        event->acceptProposedAction();
}

void PromptEditor::dragMoveEvent(QDragMoveEvent *event)
{
    if (localFiles(event->mimeData()).isEmpty())
        QsciScintilla::dragMoveEvent(event);
    else
        event->acceptProposedAction();
}

void PromptEditor::dropEvent(QDropEvent *event)
{
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty()) {
        QsciScintilla::dropEvent(event);
        return;
    }
    event->acceptProposedAction();
    Q_EMIT filesDropped(files);
}

void PromptEditor::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("promptMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &label, bool isEnabled, auto slot) {
        menu->addAction(label, this, slot)->setEnabled(isEnabled);
    };
    add(tr("Undo"), isUndoAvailable(), &QsciScintilla::undo);
    add(tr("Redo"), isRedoAvailable(), &QsciScintilla::redo);
    menu->addSeparator();
    add(tr("Cut"), hasSelectedText(), &QsciScintilla::cut);
    add(tr("Copy"), hasSelectedText(), &QsciScintilla::copy);
    add(tr("Paste"), SendScintilla(SCI_CANPASTE) != 0, &QsciScintilla::paste);
    menu->addAction(tr("Attach a file…"), this, &PromptEditor::attachRequested);
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, [this] { selectAll(); });
    menu->addSeparator();
    menu->addAction(tr("Generate code"), this, [this] { Q_EMIT taskRequested(CodeTask::Generate); });
    menu->addAction(tr("Explain code"), this, [this] { Q_EMIT taskRequested(CodeTask::Explain); });
    menu->popup(event->globalPos());
}

bool PromptEditor::showTip(const QPoint &position, const QPoint &globalPosition)
{
    const QPoint inView = viewport()->mapFrom(this, position);
    const long at = SendScintilla(SCI_POSITIONFROMPOINTCLOSE, static_cast<unsigned long>(inView.x()), long(inView.y()));
    const QByteArray bytes = text().toUtf8();
    const QString tip = at < 0 ? QString() : tipAt(QString::fromUtf8(bytes.first(qMin(at, long(bytes.size())))).size());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition, tip, this);
    return true;
}

QString PromptEditor::tipAt(qsizetype character) const
{
    const auto isHere
        = [character](const auto &mark) { return character >= mark.start && character < mark.start + mark.length; };
    const QString all = text();
    for (const VariableMark &mark : findVariables(all)) {
        if (!isHere(mark))
            continue;
        const auto value = m_values.constFind(mark.name);
        const QString shown = value == m_values.cend() ? tr("%1 has no value yet").arg(mark.name)
                                                       : tr("%1 = %2").arg(mark.name, *value);
        return shown.toHtmlEscaped();
    }
    for (const AttachmentMark &mark : findAttachments(all))
        if (isHere(mark) && m_findAttachment)
            return attachmentTip(mark, m_findAttachment(mark.file));
    return {};
}

} // namespace triptych
