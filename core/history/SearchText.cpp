// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/SearchText.h"

#include <QList>
#include <algorithm>

namespace triptych {

namespace {

bool standsAlone(char32_t character)
{
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul: return true;
    default: return false;
    }
}

void append(QString &text, char32_t character)
{
    text += QStringView(QChar::fromUcs4(character));
}

} // namespace

QString searchableText(const QString &text)
{
    // Compatibility forms, so that full-width letters and ligatures are found by their plain ones.
    const QString plain = text.normalized(QString::NormalizationForm_KC);
    QString spaced;
    spaced.reserve(plain.size());
    for (const uint code : plain.toUcs4()) {
        const auto character = char32_t(code);
        if (standsAlone(character)) {
            spaced += QLatin1Char(' ');
            append(spaced, character);
            spaced += QLatin1Char(' ');
        } else if (character == 0) {
            spaced += QLatin1Char(' ');
        } else {
            append(spaced, character);
        }
    }
    return spaced;
}

QString searchExpression(const QString &typed)
{
    QString words = searchableText(typed);
    if (std::none_of(words.cbegin(), words.cend(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }))
        return {};
    // In a quoted phrase only the quote itself means anything; the tokenizer takes it for a space anyway.
    words.replace(QLatin1Char('"'), QLatin1Char(' '));
    return QLatin1Char('"') + words + QStringLiteral("\" *");
}

} // namespace triptych
