// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/PromptEditor.h"

#include "ui/editor/PromptLexer.h"
#include "ui/shell/Theme.h"

#include <QCryptographicHash>
#include <QSignalBlocker>

namespace triptych {

namespace {

QByteArray fingerprint(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Md5); // only to see whether a text is another one
}

} // namespace

PromptEditor::PromptEditor(const Theme &theme, QWidget *parent)
    : QsciScintilla(parent), m_theme(theme), m_lexer(new PromptLexer(theme, this)), m_composition(*this)
{
    setObjectName(QStringLiteral("promptEditor"));
    setAccessibleName(tr("Prompt"));
    setUpBehaviour();
    releaseShortcuts();
    setLexer(m_lexer);
    applyTheme();
    m_known = fingerprint({});
    connect(this, &QsciScintilla::textChanged, this, &PromptEditor::noteChange);
    connect(&theme, &Theme::changed, this, &PromptEditor::applyTheme);
}

QString PromptEditor::text() const
{
    QByteArray bytes(length() + 1, '\0');
    SendScintilla(SCI_GETTEXT, static_cast<unsigned long>(bytes.size()), bytes.data());
    bytes.chop(1);
    return QString::fromUtf8(m_composition.committed(bytes));
}

void PromptEditor::reset(const QString &text)
{
    m_composition.cancel();
    {
        const QSignalBlocker quiet(this);
        const QByteArray bytes = text.toUtf8();
        SendScintilla(SCI_CLEARALL);
        SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(bytes.size()), bytes.constData());
        SendScintilla(SCI_EMPTYUNDOBUFFER);
        SendScintilla(SCI_SETSAVEPOINT);
        SendScintilla(SCI_GOTOPOS, 0L);
        m_known = fingerprint(bytes);
    }
    markVariables();
}

void PromptEditor::noteChange()
{
    if (m_composition.isActive())
        return;
    const QByteArray now = fingerprint(text().toUtf8());
    if (now == m_known) // composing came and went
        return;
    m_known = now;
    markVariables();
    Q_EMIT edited();
}

void PromptEditor::setVariableValues(const VariableValues &values)
{
    m_values = values;
    m_lexer->setDefinedVariables(values.keys());
    recolor();
}

void PromptEditor::markVariables()
{
    const QString all = text();
    SendScintilla(SCI_SETINDICATORCURRENT, int(VariableIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0L, long(length()));
    qsizetype from = 0;
    qsizetype at = 0; // in bytes
    for (const VariableMark &mark : findVariables(all)) {
        at += QStringView(all).sliced(from, mark.start - from).toUtf8().size();
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(at), long(mark.length)); // a name is ASCII
        at += mark.length;
        from = mark.start + mark.length;
    }
}

bool PromptEditor::find(const QString &text, bool isForward, bool fromSelectionStart)
{
    const QByteArray needle = text.toUtf8();
    if (needle.isEmpty())
        return false;
    const long selectionStart = SendScintilla(SCI_GETSELECTIONSTART);
    const long selectionEnd = SendScintilla(SCI_GETSELECTIONEND);
    const long end = length();
    const auto search = [&](long from, long to) {
        SendScintilla(SCI_SETTARGETSTART, from);
        SendScintilla(SCI_SETTARGETEND, to);
        return SendScintilla(SCI_SEARCHINTARGET, static_cast<unsigned long>(needle.size()), needle.constData());
    };
    SendScintilla(SCI_SETSEARCHFLAGS, 0L);
    long found = isForward ? search(fromSelectionStart ? selectionStart : selectionEnd, end) : search(selectionStart, 0);
    if (found < 0)
        found = isForward ? search(0, end) : search(end, 0);
    if (found < 0)
        return false;
    SendScintilla(SCI_SETSEL, found, SendScintilla(SCI_GETTARGETEND));
    return true;
}

int PromptEditor::markAll(const QString &text)
{
    clearMarks();
    const QByteArray needle = text.toUtf8();
    if (needle.isEmpty())
        return 0;
    SendScintilla(SCI_SETINDICATORCURRENT, int(FindIndicator));
    SendScintilla(SCI_SETSEARCHFLAGS, 0L);
    int hits = 0;
    for (long from = 0; from < length(); ++hits) {
        SendScintilla(SCI_SETTARGETSTART, from);
        SendScintilla(SCI_SETTARGETEND, long(length()));
        const long found = SendScintilla(SCI_SEARCHINTARGET, static_cast<unsigned long>(needle.size()), needle.constData());
        if (found < 0)
            break;
        from = SendScintilla(SCI_GETTARGETEND);
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(found), from - found);
    }
    return hits;
}

void PromptEditor::clearMarks()
{
    SendScintilla(SCI_SETINDICATORCURRENT, int(FindIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0L, long(length()));
}

} // namespace triptych
