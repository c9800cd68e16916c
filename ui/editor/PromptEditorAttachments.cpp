// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/MediaType.h"
#include "core/prompt/AttachmentText.h"
#include "ui/editor/PromptEditor.h"

#include <QBuffer>
#include <QImage>
#include <QKeyEvent>
#include <QMimeData>

namespace triptych {

namespace {

/// An image as its source made it where a model takes that, otherwise as PNG.
QByteArray imageBytes(const QMimeData &data)
{
    for (const char *format : {"image/png", "image/jpeg", "image/gif", "image/webp"}) {
        QByteArray bytes = data.data(QLatin1String(format));
        if (!sniffedMediaType(bytes).isEmpty())
            return bytes;
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const bool isSaved
        = buffer.open(QIODevice::WriteOnly) && qvariant_cast<QImage>(data.imageData()).save(&buffer, "PNG");
    return isSaved ? bytes : QByteArray();
}

/// Programs that copy text often copy a picture of it, too.
bool isPicture(const QMimeData &data)
{
    return data.hasImage() && !data.hasText();
}

} // namespace

void PromptEditor::insert(const QString &text)
{
    SendScintilla(SCI_REPLACESEL, text.toUtf8().constData());
}

bool PromptEditor::canInsertFromMimeData(const QMimeData *source) const
{
    return (m_keepAttachment && isPicture(*source)) || QsciScintilla::canInsertFromMimeData(source);
}

QByteArray PromptEditor::fromMimeData(const QMimeData *source, bool &isRectangular) const
{
    if (!m_keepAttachment || !isPicture(*source))
        return QsciScintilla::fromMimeData(source, isRectangular);
    isRectangular = false;
    const QByteArray bytes = imageBytes(*source);
    return bytes.isEmpty() ? QByteArray() : m_keepAttachment(bytes, freeLabel(tr("image"))).toUtf8();
}

/// The label, with a number where the prompt has it already.
QString PromptEditor::freeLabel(const QString &label) const
{
    QStringList taken;
    for (const AttachmentMark &mark : findAttachments(text()))
        taken << mark.label;
    QString free = label;
    for (int number = 2; taken.contains(free); ++number)
        free = QStringLiteral("%1 %2").arg(label).arg(number);
    return free;
}

void PromptEditor::markAttachments()
{
    const QString all = text();
    SendScintilla(SCI_SETINDICATORCURRENT, int(AttachmentIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0L, long(length()));
    m_attachments.clear();
    qsizetype from = 0;
    long at = 0;
    for (const AttachmentMark &mark : findAttachments(all)) {
        const QStringView view(all);
        const long start = at + long(view.sliced(from, mark.start - from).toUtf8().size());
        at = start + long(view.sliced(mark.start, mark.length).toUtf8().size());
        from = mark.start + mark.length;
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(start), at - start);
        m_attachments.emplace_back(start, at);
    }
}

/// An attachment is one thing: the caret stands before or behind it.
void PromptEditor::keepCaretOutside()
{
    const long caret = SendScintilla(SCI_GETCURRENTPOS);
    const long before = std::exchange(m_caret, caret);
    for (const auto &[start, end] : m_attachments) {
        if (caret <= start || caret >= end)
            continue;
        m_caret = caret > before ? end : start;
        const long anchor = SendScintilla(SCI_GETANCHOR);
        SendScintilla(SCI_SETSEL, anchor == caret ? m_caret : anchor, m_caret);
        return;
    }
}

/// Backspace behind an attachment and Delete before it take all of it away.
bool PromptEditor::removeAttachment(const QKeyEvent &event)
{
    const bool isBackspace = event.key() == Qt::Key_Backspace;
    if ((!isBackspace && event.key() != Qt::Key_Delete) || hasSelectedText())
        return false;
    const long caret = SendScintilla(SCI_GETCURRENTPOS);
    for (const auto &[start, end] : m_attachments) {
        if (caret != (isBackspace ? end : start))
            continue;
        SendScintilla(SCI_DELETERANGE, static_cast<unsigned long>(start), end - start);
        return true;
    }
    return false;
}

} // namespace triptych
