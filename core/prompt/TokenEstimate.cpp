// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TokenEstimate.h"

#include <QChar>

namespace triptych {

namespace {

// Hundredths of a token. Vocabularies of 100,000 words and more hold most short words as one token and most
// Han characters as a little less than one.
constexpr qint64 lettersPerToken = 6; // of a word, once it is longer than that
constexpr qint64 digitsPerToken = 3;
constexpr qint64 hanHundredths = 80;
constexpr qint64 otherLetterHundredths = 45; // Cyrillic, Arabic, Devanagari …
constexpr qint64 markHundredths = 70; // punctuation often joins its neighbour
constexpr qint64 lineHundredths = 60; // a break with the indentation behind it

enum class Kind : quint8 { Space, Line, Letter, Digit, OtherLetter, Han, Mark };

Kind kindOf(QChar c)
{
    const char16_t u = c.unicode();
    if (u == u'\n')
        return Kind::Line;
    if (c.isSpace())
        return Kind::Space;
    if (u < 0x250 && c.isLetter())
        return Kind::Letter;
    if (c.isDigit())
        return Kind::Digit;
    if (u >= 0x2E80 && u <= 0xFAFF)
        return Kind::Han;
    return c.isLetter() || c.isSurrogate() ? Kind::OtherLetter : Kind::Mark;
}

qint64 weight(Kind kind, qint64 length)
{
    switch (kind) {
    case Kind::Space: return 0;
    case Kind::Line: return lineHundredths;
    case Kind::Letter: return 100 * ((length + lettersPerToken - 1) / lettersPerToken);
    case Kind::Digit: return 100 * ((length + digitsPerToken - 1) / digitsPerToken);
    case Kind::OtherLetter: return otherLetterHundredths * length;
    case Kind::Han: return hanHundredths * length;
    case Kind::Mark: return markHundredths * length;
    }
    Q_UNREACHABLE();
}

} // namespace

qint64 estimateTokens(QStringView text)
{
    qint64 hundredths = 0;
    qsizetype start = 0;
    while (start < text.size()) {
        const Kind kind = kindOf(text[start]);
        qsizetype end = start + 1;
        while (end < text.size() && kindOf(text[end]) == kind)
            ++end;
        hundredths += weight(kind, end - start);
        start = end;
    }
    return (hundredths + 99) / 100;
}

} // namespace triptych
