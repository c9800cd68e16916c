// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/PromptEditor.h"

#include "ui/editor/PromptLexer.h"
#include "ui/shell/Theme.h"

#include <QCryptographicHash>
#include <QSignalBlocker>
#include <algorithm>

namespace triptych {

namespace {

QByteArray fingerprint(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Md5); // only to see whether a text is another one
}

struct ByteRange
{
    long start = 0;
    long end = 0;
};

/// Where `needle` stands in `text`, in the bytes that Scintilla counts. Not its own search, which folds the case of
/// ASCII only.
std::vector<ByteRange> placesOf(const QString &text, const QString &needle)
{
    std::vector<ByteRange> places;
    if (needle.isEmpty())
        return places;
    long bytes = 0;
    qsizetype counted = 0;
    for (qsizetype at = text.indexOf(needle, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(needle, at + needle.size(), Qt::CaseInsensitive)) {
        const auto size = [&](qsizetype from, qsizetype to) {
            return long(QStringView(text).sliced(from, to - from).toUtf8().size());
        };
        const long start = bytes + size(counted, at);
        bytes = start + size(at, at + needle.size());
        counted = at + needle.size();
        places.push_back({start, bytes});
    }
    return places;
}

} // namespace

PromptEditor::PromptEditor(const Theme &theme, QWidget *parent)
    : QsciScintilla(parent),
      m_theme(theme),
      m_lexer(new PromptLexer(theme, this)),
      m_composition(*this)
{
    setObjectName(QStringLiteral("promptEditor"));
    setUpBehaviour();
    releaseShortcuts();
    setLexer(m_lexer);
    applyTheme();
    m_known = fingerprint({});
    connect(this, &QsciScintilla::textChanged, this, &PromptEditor::noteChange);
    connect(this, &QsciScintilla::cursorPositionChanged, this, &PromptEditor::keepCaretOutside);
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
    markAttachments();
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
    markAttachments();
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
    const std::vector<ByteRange> places = placesOf(this->text(), text);
    if (places.empty())
        return false;
    const long start = SendScintilla(SCI_GETSELECTIONSTART);
    const long from = fromSelectionStart ? start : SendScintilla(SCI_GETSELECTIONEND);
    ByteRange found = isForward ? places.front() : places.back(); // round the end
    if (isForward) {
        const auto next
            = std::find_if(places.begin(), places.end(), [&](const ByteRange &place) { return place.start >= from; });
        found = next == places.end() ? found : *next;
    } else {
        const auto before
            = std::find_if(places.rbegin(), places.rend(), [&](const ByteRange &place) { return place.end <= start; });
        found = before == places.rend() ? found : *before;
    }
    SendScintilla(SCI_SETSEL, found.start, found.end);
    return true;
}

int PromptEditor::markAll(const QString &text)
{
    clearMarks();
    SendScintilla(SCI_SETINDICATORCURRENT, int(FindIndicator));
    const std::vector<ByteRange> places = placesOf(this->text(), text);
    for (const ByteRange &place : places)
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(place.start), place.end - place.start);
    return int(places.size());
}

void PromptEditor::clearMarks()
{
    SendScintilla(SCI_SETINDICATORCURRENT, int(FindIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0L, long(length()));
}

} // namespace triptych
