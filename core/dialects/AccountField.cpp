// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/AccountField.h"

#include <QRegularExpression>

namespace triptych {

namespace {

/// Both spellings are one field; a code in capitals says the same.
QString fieldOf(const QString &word)
{
    const QString plain = word.toLower();
    return plain == QLatin1String("organisation") ? QStringLiteral("organization") : plain;
}

const QString things = QStringLiteral("(organi[sz]ation|project|workspace)");
const QString faults = QStringLiteral("(?:invalid|mismatched|unknown|incorrect|wrong|no such|missing)");

QString captured(const QRegularExpression &pattern, const QString &text)
{
    const auto match = pattern.match(text.left(2000));
    return match.hasMatch() ? fieldOf(match.captured(1)) : QString();
}

/// "mismatched_organization", "invalid_project_id"
QString fieldInCode(const QString &code)
{
    static const QRegularExpression pattern(QStringLiteral("^%1[_ -]%2(?:[_ -]id)?$").arg(faults, things),
                                            QRegularExpression::CaseInsensitiveOption);
    return captured(pattern, code);
}

/// "organization_id", "OpenAI-Project"
QString fieldInParameter(const QString &parameter)
{
    static const QRegularExpression pattern(QStringLiteral("^(?:[a-z]+-)?%1(?:[_-]?id)?$").arg(things),
                                            QRegularExpression::CaseInsensitiveOption);
    return captured(pattern, parameter);
}

/// "Invalid organization_id", "OpenAI-Organization header should match organization for API key"
QString fieldInSentence(const QString &message)
{
    static const QRegularExpression named(QStringLiteral("\\b%1[ :]+['\"`]?%2(?:[_ -]?id)?\\b").arg(faults, things),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression header(QStringLiteral("\\b(?:OpenAI|anthropic)-%1(?:-id)?\\b").arg(things),
                                           QRegularExpression::CaseInsensitiveOption);
    const QString field = captured(named, message);
    return field.isEmpty() ? captured(header, message) : field;
}

} // namespace

QString accountFieldIn(const ErrorBody &body)
{
    for (const QString &field : {fieldInCode(body.code), fieldInCode(body.type), fieldInParameter(body.parameter),
                                 fieldInSentence(body.message)})
        if (!field.isEmpty())
            return field;
    return {};
}

} // namespace triptych
