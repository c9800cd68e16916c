// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ContentFilter.h"

#include "core/chat/LedgerReason.h"
#include "core/dialects/RequestParts.h"

#include <algorithm>

namespace triptych {

namespace {

/// Judges one part after the other; a part that cannot be sent is noted once, as a person would count it.
class PartJudge
{
public:
    PartJudge(const DialectContent &known, const Endpoint &endpoint, std::vector<LedgerEntry> &ledger)
        : m_known(known),
          m_model(endpoint.model),
          m_ledger(ledger)
    {}

    bool fits(const ContentPart &part)
    {
        if (const auto *media = std::get_if<MediaPart>(&part))
            return fitsMedia(*media);
        if (const auto *opaque = std::get_if<OpaqueContent>(&part))
            return opaque->dialect == m_known.dialect
                || drop(QStringLiteral("content"), opaque->dialect, ledger_reason::otherDialect);
        if (std::holds_alternative<CacheMark>(part))
            return (m_known.hasCacheMarks && !refusesMarks()) || dropMark();
        return true;
    }

private:
    bool fitsMedia(const MediaPart &media)
    {
        const QString key = media.isImage() ? QStringLiteral("image") : QStringLiteral("document");
        const QString shown = media.name.isEmpty() ? media.mimeType : media.name;
        if (!m_known.mediaTypes.contains(media.mimeType))
            return drop(key, shown, ledger_reason::noSuchMedia);
        if (media.isImage() && m_model.images == false)
            return drop(key, shown, ledger_reason::noImages);
        return media.isImage() || m_model.documents != false || drop(key, shown, ledger_reason::noDocuments);
    }

    bool dropMark()
    {
        const QLatin1String reason = refusesMarks() ? ledger_reason::refusedByModel : ledger_reason::noMarks;
        return !std::exchange(m_hasNotedMark, true) ? drop(QStringLiteral("cache"), {}, reason) : false;
    }

    bool refusesMarks() const { return m_model.refusedParameters.contains(QLatin1String("cache")); }

    bool drop(const QString &parameter, const QString &asked, QLatin1String reason)
    {
        m_ledger.push_back({parameter, asked, {}, reason});
        return false;
    }

    const DialectContent &m_known;
    const ModelInfo &m_model;
    std::vector<LedgerEntry> &m_ledger;
    bool m_hasNotedMark = false;
};

} // namespace

ChatRequest fittingRequest(ChatRequest request, const DialectContent &known, const Endpoint &endpoint,
                           std::vector<LedgerEntry> &ledger)
{
    PartJudge judge(known, endpoint, ledger);
    for (ChatTurn &turn : request.turns)
        std::erase_if(turn.parts, [&](const ContentPart &part) { return !judge.fits(part); });
    if (!request.tools.empty() && endpoint.model.tools == false) {
        ledger.push_back({QStringLiteral("tools"), QString::number(request.tools.size()), {}, ledger_reason::noTools});
        request.tools.clear();
    }
    if (!request.responseSchema.isEmpty() && (!known.hasSchema || endpoint.model.schemas == false)) {
        ledger.push_back({QStringLiteral("response_schema"),
                          request.responseSchema.name,
                          {},
                          known.hasSchema ? ledger_reason::noSchemas : ledger_reason::notInProtocol});
        request.responseSchema = {};
    }
    return request;
}

RawJson sentArguments(const ToolCallPart &call, SettingsFilter &filter)
{
    RawJson object = objectOf(call.arguments);
    if (!object.isEmpty())
        return object;
    if (!call.arguments.trimmed().isEmpty())
        filter.note(QLatin1String("arguments"), QString::fromUtf8(call.arguments.left(200)), QStringLiteral("{}"),
                    ledger_reason::notJson);
    return {QByteArrayLiteral("{}")};
}

bool takesDocuments(QStringView dialect)
{
    return dialect != QLatin1String("ollama");
}

QStringList usualImageTypes()
{
    return {QStringLiteral("image/png"), QStringLiteral("image/jpeg"), QStringLiteral("image/gif"),
            QStringLiteral("image/webp")};
}

QStringList usualMediaTypes()
{
    return usualImageTypes() << QStringLiteral("application/pdf");
}

} // namespace triptych
