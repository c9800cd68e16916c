// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/BodyKind.h"

#include "core/base/Utf8.h"

#include <QRegularExpression>

namespace triptych {

namespace {

constexpr qsizetype decisiveBytes = 6; ///< The longest field name of an event stream with its colon.
constexpr qsizetype maxTitleLength = 200;
constexpr qsizetype maxTitleSearch = 64 << 10;

bool isStreamType(const QByteArray &mediaType)
{
    return mediaType == "text/event-stream" || mediaType.endsWith("ndjson") || mediaType == "application/jsonl";
}

QString plainText(QString html)
{
    static const QRegularExpression hidden(QStringLiteral("<(script|style)\\b.*?(</\\1\\s*>|$)"),
                                           QRegularExpression::CaseInsensitiveOption
                                               | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(QStringLiteral("<[^>]*>?"));
    html.remove(hidden).replace(tag, QStringLiteral(" "));
    html.replace(QLatin1String("&lt;"), QLatin1String("<")).replace(QLatin1String("&gt;"), QLatin1String(">"));
    html.replace(QLatin1String("&quot;"), QLatin1String("\"")).replace(QLatin1String("&#39;"), QLatin1String("'"));
    html.replace(QLatin1String("&nbsp;"), QLatin1String(" ")).replace(QLatin1String("&amp;"), QLatin1String("&"));
    return html.simplified().left(maxTitleLength);
}

} // namespace

QByteArray mediaTypeOf(const HttpResponseHead &head)
{
    return head.header("content-type").split(';').front().trimmed().toLower();
}

BodyKind bodyKindOf(QByteArrayView start, const QByteArray &mediaType, const StreamFramer &framer)
{
    if (start.isEmpty() || start == "{")
        return BodyKind::Undecided;
    if (start.front() == '<')
        return BodyKind::Html;
    if (isStreamType(mediaType) && start.front() != '{' && start.front() != '[')
        return BodyKind::Stream;
    if (framer.canBegin(start))
        return BodyKind::Stream;
    if (start.front() == '{' || start.front() == '[')
        return BodyKind::WholeJson;
    return start.size() < decisiveBytes && !start.contains('\n') ? BodyKind::Undecided : BodyKind::Foreign;
}

bool isHtml(QByteArrayView body)
{
    const QByteArray start = body.trimmed().first(qMin<qsizetype>(body.trimmed().size(), 512)).toByteArray().toLower();
    return start.startsWith('<') && !start.startsWith("<?xml")
        && (start.contains("<html") || start.contains("<!doctype html") || start.contains("<head")
            || start.contains("<body") || start.contains("<h1") || start.contains("<title"));
}

QString htmlTitle(QByteArrayView page)
{
    const QString text = QString::fromUtf8(repairedUtf8(page.first(qMin(page.size(), maxTitleSearch))).bytes);
    static const QRegularExpression title(QStringLiteral("<title\\b[^>]*>(.*?)(</title|$)"),
                                          QRegularExpression::CaseInsensitiveOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    const auto found = title.match(text);
    const QString words = found.hasMatch() ? plainText(found.captured(1)) : QString();
    return words.isEmpty() ? plainText(text) : words;
}

} // namespace triptych
