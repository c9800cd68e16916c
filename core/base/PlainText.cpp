// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/PlainText.h"

#include <algorithm>

namespace triptych {

namespace {

constexpr ushort escapeOffset = 0x40; ///< Between a control character and the letter that stands for it.

bool isLineBreak(const QString &text, qsizetype at)
{
    return text[at] == u'\n' || (text[at] == u'\r' && at + 1 < text.size() && text[at + 1] == u'\n');
}

QString visible(QChar character)
{
    const ushort code = character.unicode();
    if (code > 0x7f)
        return QStringLiteral("\\u%1").arg(code, 4, 16, QLatin1Char('0'));
    return QStringLiteral("^") + QChar(ushort(code ^ escapeOffset));
}

} // namespace

bool isSteering(QChar character)
{
    const ushort code = character.unicode();
    const bool turnsDirection = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return turnsDirection || character.category() == QChar::Other_Control;
}

QString withVisibleControls(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text[at];
        const bool isControl = character.category() == QChar::Other_Control;
        if (!isControl || character == u'\t' || isLineBreak(text, at))
            shown += character;
        else
            shown += visible(character);
    }
    return shown;
}

bool isPlainName(const QString &name, qsizetype longest)
{
    return !name.isEmpty() && name.size() <= longest && std::none_of(name.begin(), name.end(), isSteering);
}

} // namespace triptych
