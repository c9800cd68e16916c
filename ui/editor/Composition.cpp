// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/Composition.h"

#include "ui/editor/PromptEditor.h"

#include <QInputMethodEvent>
#include <algorithm>

namespace triptych {

namespace {

using Sci = QsciScintilla;

int caretOf(const QsciScintilla &view)
{
    return int(view.SendScintilla(Sci::SCI_GETCURRENTPOS));
}

int byteOffset(const QString &text, qsizetype characters)
{
    return int(QStringView(text).first(std::clamp<qsizetype>(characters, 0, text.size())).toUtf8().size());
}

} // namespace

Composition::Composition(QsciScintilla &view) : m_view(view)
{}

void Composition::apply(const QInputMethodEvent &event)
{
    if (m_view.isReadOnly())
        return;
    cancel();
    if (!event.commitString().isEmpty() || event.replacementLength() > 0)
        commit(event);
    if (!event.preeditString().isEmpty())
        show(event);
}

void Composition::cancel()
{
    if (m_length == 0)
        return;
    const int start = m_start;
    const int length = m_length;
    m_start = m_length = 0;
    m_view.SendScintilla(Sci::SCI_DELETERANGE, start, length);
    m_view.SendScintilla(Sci::SCI_SETUNDOCOLLECTION, 1);
    m_view.SendScintilla(Sci::SCI_SETSEL, m_anchor, m_caret);
}

void Composition::commit(const QInputMethodEvent &event)
{
    const QByteArray text = event.commitString().toUtf8();
    m_view.beginUndoAction();
    m_view.SendScintilla(Sci::SCI_REPLACESEL, "");
    if (event.replacementLength() > 0) {
        const int caret = caretOf(m_view);
        const long start = m_view.SendScintilla(Sci::SCI_POSITIONRELATIVECODEUNITS, caret, event.replacementStart());
        const long end = m_view.SendScintilla(Sci::SCI_POSITIONRELATIVECODEUNITS, start, event.replacementLength());
        m_view.SendScintilla(Sci::SCI_DELETERANGE, start, end - start);
    }
    m_view.SendScintilla(Sci::SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.constData());
    m_view.endUndoAction();
}

void Composition::show(const QInputMethodEvent &event)
{
    const QString text = event.preeditString();
    const QByteArray bytes = text.toUtf8();
    m_anchor = int(m_view.SendScintilla(Sci::SCI_GETANCHOR));
    m_caret = caretOf(m_view);
    m_start = std::max(m_anchor, m_caret);
    m_length = int(bytes.size());
    m_view.SendScintilla(Sci::SCI_SETUNDOCOLLECTION, 0L);
    m_view.SendScintilla(Sci::SCI_INSERTTEXT, static_cast<unsigned long>(m_start), bytes.constData());
    m_view.SendScintilla(Sci::SCI_SETINDICATORCURRENT, int(PromptEditor::PreeditIndicator));
    m_view.SendScintilla(Sci::SCI_INDICATORFILLRANGE, m_start, m_length);

    int caret = m_start + m_length;
    for (const auto &attribute : event.attributes()) {
        if (attribute.type == QInputMethodEvent::Cursor)
            caret = m_start + byteOffset(text, attribute.start);
    }
    m_view.SendScintilla(Sci::SCI_SETEMPTYSELECTION, caret);
    m_view.SendScintilla(Sci::SCI_SCROLLCARET);
}

QByteArray Composition::committed(QByteArray bytes) const
{
    return m_length > 0 ? bytes.remove(m_start, m_length) : bytes;
}

int Composition::committedPosition(int position) const
{
    return position <= m_start ? position : std::max(m_start, position - m_length);
}

} // namespace triptych
