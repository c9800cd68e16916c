// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/bedrock/BedrockContent.h"

#include "core/dialects/ContentFilter.h"

#include <QRegularExpression>
#include <array>

namespace triptych::bedrock {

namespace {

constexpr qsizetype longestName = 200;

struct Format
{
    QLatin1String mimeType;
    QLatin1String name;
};

constexpr std::array formats {
    Format {QLatin1String("image/png"), QLatin1String("png")},
    Format {QLatin1String("image/jpeg"), QLatin1String("jpeg")},
    Format {QLatin1String("image/gif"), QLatin1String("gif")},
    Format {QLatin1String("image/webp"), QLatin1String("webp")},
    Format {QLatin1String("application/pdf"), QLatin1String("pdf")},
    Format {QLatin1String("text/csv"), QLatin1String("csv")},
    Format {QLatin1String("text/html"), QLatin1String("html")},
    Format {QLatin1String("text/plain"), QLatin1String("txt")},
    Format {QLatin1String("text/markdown"), QLatin1String("md")},
    Format {QLatin1String("application/msword"), QLatin1String("doc")},
    Format {QLatin1String("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            QLatin1String("docx")},
    Format {QLatin1String("application/vnd.ms-excel"), QLatin1String("xls")},
    Format {QLatin1String("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), QLatin1String("xlsx")},
};

QString formatOf(const QString &mimeType)
{
    for (const Format &format : formats)
        if (format.mimeType == mimeType)
            return format.name;
    return {};
}

/// Letters, digits, single spaces, hyphens, brackets and parentheses may stand in the name of a document.
QString plainName(const QString &fileName)
{
    static const QRegularExpression foreign(QStringLiteral("[^A-Za-z0-9 ()\\[\\]-]+"));
    static const QRegularExpression letter(QStringLiteral("[A-Za-z0-9]"));
    const QString base = fileName.left(fileName.lastIndexOf(QLatin1Char('.')));
    const QString name = QString(base).replace(foreign, QStringLiteral("-")).simplified().left(longestName);
    return name.contains(letter) ? name : QStringLiteral("document");
}

/// A block of nothing but white space is refused.
bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

} // namespace

QStringList mediaTypes()
{
    QStringList types;
    for (const Format &format : formats)
        types += format.mimeType;
    return types;
}

void ContentWriter::write(const ChatTurn &turn)
{
    const QString role = turn.role == Role::Assistant ? QStringLiteral("assistant") : QStringLiteral("user");
    for (const ContentPart &part : turn.parts)
        std::visit(Match {[&](const TextPart &text) { writeText(role, text); },
                          [](const ReasoningPart &) {}, // without its signature the protocol refuses it
                          [&](const ToolCallPart &call) { writeCall(role, call); },
                          [&](const ToolResultPart &result) { writeResult(role, result); },
                          [&](const MediaPart &media) { writeMedia(role, media); },
                          [&](const CacheMark &) { writeMark(); },
                          [&](const OpaqueContent &content) { writeOpaque(role, content); }},
                   part);
}

JsonWriter &ContentWriter::block(const QString &role)
{
    m_messages.begin(role);
    m_canMark = true;
    return m_json.beginObject();
}

void ContentWriter::writeText(const QString &role, const TextPart &part)
{
    if (!isBlank(part.text))
        block(role).member(u"text", part.text).endObject();
}

void ContentWriter::writeCall(const QString &role, const ToolCallPart &call)
{
    block(role).key(u"toolUse").beginObject().member(u"toolUseId", call.id).member(u"name", call.name);
    m_json.member(u"input", sentArguments(call, m_filter)).endObject().endObject();
}

void ContentWriter::writeResult(const QString &role, const ToolResultPart &result)
{
    block(role).key(u"toolResult").beginObject().member(u"toolUseId", result.callId);
    m_json.key(u"content").beginArray();
    if (!isBlank(result.text))
        m_json.beginObject().member(u"text", result.text).endObject();
    m_json.endArray();
    if (result.isError)
        m_json.member(u"status", QStringLiteral("error"));
    m_json.endObject().endObject();
}

void ContentWriter::writeMedia(const QString &role, const MediaPart &media)
{
    block(role).key(media.isImage() ? u"image" : u"document").beginObject();
    m_json.member(u"format", formatOf(media.mimeType));
    if (!media.isImage())
        m_json.member(u"name", documentName(media.name));
    m_json.key(u"source").beginObject().key(u"bytes").base64({}, media.data).endObject();
    m_json.endObject().endObject();
}

/// No two documents of a request have one name.
QString ContentWriter::documentName(const QString &fileName)
{
    const QString plain = plainName(fileName);
    QString name = plain;
    for (int number = 2; m_documents.contains(name); ++number) {
        const QString suffix = QStringLiteral(" (%1)").arg(number);
        name = plain.left(longestName - suffix.size()) + suffix;
    }
    m_documents.insert(name);
    return name;
}

void ContentWriter::writeMark()
{
    if (std::exchange(m_canMark, false) && m_marks.takes())
        writeCachePoint(m_json);
}

void ContentWriter::writeOpaque(const QString &role, const OpaqueContent &content)
{
    m_messages.begin(role);
    m_canMark = false;
    m_json.value(content.json);
}

void writeCachePoint(JsonWriter &json)
{
    json.beginObject().key(u"cachePoint").beginObject().member(u"type", QStringLiteral("default"));
    json.endObject().endObject();
}

} // namespace triptych::bedrock
