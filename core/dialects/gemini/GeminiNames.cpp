// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/gemini/GeminiNames.h"

namespace triptych::gemini {

namespace {

constexpr QLatin1String folder("models/");
constexpr QLatin1String madeIdMark("triptych-call-");

} // namespace

QString bareModelId(const QString &id)
{
    return id.startsWith(folder) ? id.mid(folder.size()) : id;
}

bool takesBudget(const QString &modelId)
{
    return modelId.section(QLatin1Char('/'), -1).startsWith(QLatin1String("gemini-2."));
}

QString madeCallId(const QString &responseId, int number)
{
    const QString answer = responseId.isEmpty() ? QString() : responseId + QLatin1Char('-');
    return madeIdMark + answer + QString::number(number);
}

bool isMadeCallId(const QString &id)
{
    return id.startsWith(madeIdMark);
}

} // namespace triptych::gemini
