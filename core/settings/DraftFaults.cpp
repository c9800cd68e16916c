// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/DraftFaults.h"

#include "core/base/StrictJson.h"
#include "core/chat/LaneSettings.h"
#include "core/providers/HeaderRules.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace triptych {

namespace {

using Faults = std::vector<DraftFault>;

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar character) { return character.unicode() < 0x80; });
}

void judgeAddress(const ProviderDraft &draft, Faults &faults)
{
    QString address = draft.baseUrl;
    for (const ProviderField &field : draft.fields) // a field that nobody filled in yet is no fault of the form
        address.replace(u'{' + field.id + u'}', field.fallback.isEmpty() ? QStringLiteral("x") : field.fallback);
    if (address.isEmpty())
        return faults.push_back({DraftFault::AddressMissing});
    const QUrl url(address, QUrl::StrictMode);
    const QString host = url.host(QUrl::FullyEncoded);
    if (!url.isValid() || originOf(url).isEmpty())
        return faults.push_back({DraftFault::AddressInvalid, address});
    if (!url.userInfo().isEmpty() || address.section(u'/', 2, 2).contains(u'@'))
        return faults.push_back({DraftFault::AddressUser, host});
    if (url.hasQuery() || url.hasFragment())
        return faults.push_back({DraftFault::AddressQuery, host});
    if (!isAscii(address.section(u'/', 2, 2)))
        return faults.push_back({DraftFault::AddressLookAlike, host});
    if (url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host()))
        faults.push_back({DraftFault::AddressInsecure, host});
}

void judgeSignIn(const AuthRule &auth, Faults &faults)
{
    static const QRegularExpression region(QStringLiteral("\\A[a-z0-9{}_-]+\\z"));
    static const QRegularExpression service(QStringLiteral("\\A[a-z0-9-]+\\z"));
    if (auth.kind == AuthKind::Header && (!isHeaderName(auth.header) || headerRule(auth.header) == HeaderRule::Never))
        faults.push_back({DraftFault::SignInHeader, auth.header});
    if (auth.kind == AuthKind::SigV4 && !region.match(auth.region).hasMatch())
        faults.push_back({DraftFault::SignInRegion, auth.region});
    if (auth.kind == AuthKind::SigV4 && !service.match(auth.service).hasMatch())
        faults.push_back({DraftFault::SignInService, auth.service});
}

QString signInHeader(const AuthRule &auth)
{
    return auth.kind == AuthKind::Header ? auth.header.toLower()
        : auth.kind == AuthKind::None    ? QString()
                                         : QStringLiteral("authorization");
}

std::optional<DraftFault::Kind> faultOf(const HeaderDraft &header, const AuthRule &auth, const QStringList &seen)
{
    const QString name = header.name.toLower();
    const bool isSecret = !header.secret.isEmpty();
    if (!isHeaderName(header.name))
        return DraftFault::HeaderName;
    if (headerRule(name) == HeaderRule::Never)
        return DraftFault::HeaderReserved;
    if (seen.contains(name))
        return DraftFault::HeaderTwice;
    if (name == signInHeader(auth))
        return DraftFault::HeaderSignIn;
    if (!isSecret && headerRule(name) == HeaderRule::KeyOnly)
        return DraftFault::HeaderKey;
    if (!isSecret && !isHeaderText(header.value))
        return DraftFault::HeaderValue;
    return {};
}

void judgeHeaders(const ProviderDraft &draft, Faults &faults)
{
    QStringList seen;
    for (const HeaderDraft &header : draft.headers) {
        if (const auto kind = faultOf(header, draft.auth, seen))
            faults.push_back({*kind, header.name});
        seen << header.name.toLower();
    }
}

/// The parser of the wire does not say where it stopped; Qt's does.
DraftFault syntaxFault(const QByteArray &body)
{
    QJsonParseError where;
    QJsonDocument::fromJson(body, &where);
    const QByteArray before = body.left(qMax(0, where.offset - 1)); // it stops behind what it could not read
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {DraftFault::BodySyntax, where.error == QJsonParseError::NoError ? QString() : where.errorString(),
            1 + int(before.count('\n')), 1 + int(QString::fromUtf8(before.mid(lineStart)).size())};
}

void judgeBody(const QString &body, Faults &faults)
{
    if (body.trimmed().isEmpty())
        return;
    JsonParser parser;
    const QByteArray bytes = body.toUtf8();
    const JsonValue root = parser.parse(bytes);
    if (root.isAbsent())
        faults.push_back(syntaxFault(bytes));
    else if (!root.isObject())
        faults.push_back({DraftFault::BodyObject});
}

void judgeModels(const ProviderDraft &draft, Faults &faults)
{
    for (const QString &id : draft.models) {
        const bool hasControl = std::any_of(id.begin(), id.end(), [](QChar character) {
            return character.category() == QChar::Other_Control || character.isSpace();
        });
        if (id.isEmpty() || hasControl)
            faults.push_back({DraftFault::ModelId, id});
    }
    for (const QString &base : draft.bases)
        if (const auto address = LaneAddress::parse(base); !address || !address.value().settings.isEmpty())
            faults.push_back({DraftFault::ModelBase, base});
}

} // namespace

std::vector<DraftFault> faultsOf(const ProviderDraft &draft)
{
    Faults faults;
    judgeAddress(draft, faults);
    judgeSignIn(draft.auth, faults);
    judgeHeaders(draft, faults);
    judgeBody(draft.body, faults);
    judgeModels(draft, faults);
    if (!draft.caFile.isEmpty() && !draft.caFile.startsWith(u'/'))
        faults.push_back({DraftFault::CaFilePath, draft.caFile});
    return faults;
}

} // namespace triptych
