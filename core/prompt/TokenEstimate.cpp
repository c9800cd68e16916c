// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/TokenEstimate.h"

#include <QChar>
#include <QLatin1String>
#include <array>
#include <utility>

namespace triptych {

namespace {

/// Hundredths of a token, fitted to real counts as tests/data/tokens/README.md tells.
struct Weights
{
    int word; ///< Latin letters up to the next capital.
    int letter; ///< Of a word, each behind the fourth.
    int number;
    int digit; ///< Each behind a number's first.
    int line; ///< Line breaks that follow each other.
    int indent; ///< Blanks that follow each other.
    int mark; ///< Of punctuation, each behind the first.
    int marks; ///< Punctuation that follows each other.
    int han;
    int hanMark;
    int other; ///< Letters of other scripts, emoji.
};

constexpr std::array<Weights, tokenFamilies> weights {{
    {102, 0, 166, 23, 0, 73, 14, 90, 75, 100, 50},
    {106, 2, 113, 17, 92, 1, 11, 107, 102, 100, 50},
    {104, 0, 169, 74, 37, 135, 5, 110, 63, 100, 50},
    {100, 0, 156, 25, 0, 52, 10, 94, 78, 100, 50},
    {99, 0, 171, 99, 0, 52, 7, 96, 59, 100, 50},
    {103, 6, 174, 3, 0, 89, 17, 91, 55, 100, 50},
    {101, 5, 193, 82, 0, 102, 13, 92, 96, 100, 50},
}};

constexpr qsizetype shortWord = 4;

enum class Kind : quint8 { Space, Line, Small, Capital, Digit, Han, HanMark, Other, Rest, Mark };

Kind kindOf(QChar c)
{
    const char16_t u = c.unicode();
    if (u == u'\n')
        return Kind::Line;
    if (c.isSpace())
        return Kind::Space;
    if (u < 0x250 && c.isLetter())
        return c.isUpper() ? Kind::Capital : Kind::Small;
    if (c.isDigit())
        return Kind::Digit;
    if ((u >= 0x3000 && u <= 0x303f) || (u >= 0xff00 && u <= 0xffef))
        return Kind::HanMark;
    if (u >= 0x2e80 && u <= 0xfaff && !c.isSurrogate())
        return Kind::Han;
    if (c.isLowSurrogate())
        return Kind::Rest; // of what its high one counts for
    return c.isLetter() || c.isHighSurrogate() ? Kind::Other : Kind::Mark;
}

bool isWord(Kind kind)
{
    return kind == Kind::Small || kind == Kind::Capital;
}

/// Whether the second character belongs to the run that the first is in.
bool goOn(Kind before, Kind kind)
{
    if (isWord(before) && isWord(kind))
        return kind == Kind::Small || before == Kind::Capital;
    return before == kind;
}

qint64 weigh(const Weights &own, Kind kind, qint64 length)
{
    switch (kind) {
    case Kind::Space: return length > 1 ? own.indent : 0;
    case Kind::Line: return own.line;
    case Kind::Small:
    case Kind::Capital: return own.word + own.letter * qMax(0, length - shortWord);
    case Kind::Digit: return own.number + own.digit * (length - 1);
    case Kind::Han: return own.han * length;
    case Kind::HanMark: return own.hanMark * length;
    case Kind::Other: return own.other * length;
    case Kind::Rest: return 0;
    case Kind::Mark: return own.marks + own.mark * (length - 1);
    }
    Q_UNREACHABLE();
}

} // namespace

TokenFamily tokenFamilyOf(QStringView model)
{
    // What a model was distilled into stands before what it was distilled from.
    static constexpr std::pair<const char *, TokenFamily> words[] = {
        {"claude", TokenFamily::Claude},     {"gemini", TokenFamily::Gemini},     {"gemma", TokenFamily::Gemini},
        {"qwen", TokenFamily::Qwen},         {"qwq", TokenFamily::Qwen},          {"llama", TokenFamily::Llama},
        {"deepseek", TokenFamily::DeepSeek}, {"mistral", TokenFamily::Mistral},   {"mixtral", TokenFamily::Mistral},
        {"codestral", TokenFamily::Mistral}, {"magistral", TokenFamily::Mistral}, {"ministral", TokenFamily::Mistral},
        {"devstral", TokenFamily::Mistral},
    };
    for (const auto &[word, family] : words)
        if (model.contains(QLatin1String(word), Qt::CaseInsensitive))
            return family;
    return TokenFamily::OpenAi;
}

qint64 estimateTokens(QStringView text, TokenFamily family)
{
    const Weights &own = weights[std::size_t(family)];
    qint64 hundredths = 0;
    qsizetype start = 0;
    while (start < text.size()) {
        const Kind kind = kindOf(text[start]);
        qsizetype end = start + 1;
        for (Kind before = kind; end < text.size(); ++end) {
            const Kind next = kindOf(text[end]);
            if (!goOn(before, next))
                break;
            before = next;
        }
        hundredths += weigh(own, kind, end - start);
        start = end;
    }
    return (hundredths + 99) / 100;
}

} // namespace triptych
