// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/ProviderDraft.h"

#include "core/base/JsonText.h"
#include "core/base/JsonWriter.h"
#include "core/base/StrictJson.h"
#include "core/settings/PrivateFile.h"
#include "core/settings/ProviderFiles.h"

#include <algorithm>

namespace triptych {

namespace {

QString schemeName(AuthKind kind)
{
    switch (kind) {
    case AuthKind::None: return QStringLiteral("none");
    case AuthKind::Bearer: return QStringLiteral("bearer");
    case AuthKind::Header: return QStringLiteral("header");
    case AuthKind::SigV4: return QStringLiteral("sigv4");
    case AuthKind::Copilot: return QStringLiteral("copilot");
    }
    Q_UNREACHABLE();
}

QByteArray text(const QString &value)
{
    return JsonWriter().value(value).bytes();
}

QByteArray authJson(const AuthRule &auth)
{
    JsonWriter json;
    json.beginObject().member(u"scheme", schemeName(auth.kind));
    if (auth.kind == AuthKind::Header)
        json.member(u"header", auth.header);
    if (auth.kind == AuthKind::SigV4)
        json.member(u"service", auth.service).member(u"region", auth.region);
    if (auth.isOptional)
        json.member(u"optional", true);
    return json.endObject().bytes();
}

QByteArray headersJson(const std::vector<HeaderDraft> &headers)
{
    JsonWriter json;
    json.beginObject();
    for (const HeaderDraft &header : headers) {
        if (header.secret.isEmpty())
            json.member(header.name, header.value);
        else
            json.key(header.name).beginObject().member(u"secret", header.secret).endObject();
    }
    return json.endObject().bytes();
}

QByteArray quirksJson(const Quirks &quirks)
{
    QStringList names;
    for (const Quirk quirk : quirks)
        names << quirkName(quirk);
    names.sort();
    JsonWriter json;
    json.beginArray();
    for (const QString &name : names)
        json.value(name);
    return json.endArray().bytes();
}

/// What a file says of a model beside its id and its base stays.
RawJson modelJson(const QString &id, const QString &base, const JsonValue &known)
{
    if (known.isObject() && known["base"].text() == base)
        return known.raw();
    JsonWriter json;
    json.beginObject().member(u"id", id);
    if (!base.isEmpty())
        json.member(u"base", base);
    const RawJson told = known.raw();
    for (const RawMember &member : rawMembers(told.bytes))
        if (member.key != "id" && member.key != "base")
            json.member(QString::fromUtf8(member.key), RawJson {member.value.toByteArray()});
    return json.endObject().take();
}

QByteArray modelsJson(const ProviderDraft &draft, const JsonValue &existing)
{
    JsonWriter json;
    json.beginArray();
    for (const QString &id : draft.models) {
        JsonValue known;
        for (const JsonValue &model : existing.items())
            if (known.isAbsent() && model["id"].text() == id)
                known = model;
        json.value(modelJson(id, draft.bases.value(id), known));
    }
    return json.endArray().bytes();
}

struct Member
{
    QByteArray key;
    QByteArray json; ///< Empty: left out.
};

std::vector<Member> membersOf(const ProviderDraft &draft, const JsonValue &existing)
{
    const auto unless = [](bool isEmpty, const QByteArray &json) { return isEmpty ? QByteArray() : json; };
    return {{"id", text(draft.id)},
            {"label", unless(draft.label.isEmpty(), text(draft.label))},
            {"dialect", text(draft.dialect)},
            {"baseUrl", text(draft.baseUrl)},
            {"auth", authJson(draft.auth)},
            {"caFile", unless(draft.caFile.isEmpty(), text(draft.caFile))},
            {"proxy", unless(draft.proxy.isEmpty(), text(draft.proxy))},
            {"headers", unless(draft.headers.empty(), headersJson(draft.headers))},
            {"body", draft.body.trimmed().toUtf8()},
            {"quirks", unless(draft.quirks.isEmpty(), quirksJson(draft.quirks))},
            {"models", unless(draft.models.isEmpty(), modelsJson(draft, existing["models"]))}};
}

const ProviderCatalog::File *fileOf(const std::vector<ProviderCatalog::File> &files, const QString &id)
{
    const auto isIts = [&id](const ProviderCatalog::File &file) {
        JsonParser parser;
        return parser.parse(file.json)["id"].text() == id;
    };
    // The last one of an id is the one that holds.
    const auto found = std::find_if(files.rbegin(), files.rend(), isIts);
    return found == files.rend() ? nullptr : &*found;
}

std::vector<HeaderDraft> headersOf(const ProviderPreset &preset, const JsonValue &written)
{
    std::vector<HeaderDraft> headers; // in the order of the file
    for (const auto &[name, value] : written.members())
        headers.push_back({.name = toQString(name), .value = value.text(), .secret = value["secret"].text()});
    Q_ASSERT(headers.size() == preset.headers.size() + preset.secretHeaders.size());
    return headers;
}

/// As it stands in the file, line breaks and all.
QString bodyIn(QByteArrayView json)
{
    for (const RawMember &member : rawMembers(json))
        if (member.key == "body")
            return QString::fromUtf8(member.value);
    return {};
}

} // namespace

QString ProviderDraft::origin() const
{
    return ProviderPreset {.baseUrl = baseUrl, .fields = fields}.origin();
}

Result<ProviderDraft> readDraft(QByteArrayView json, const QString &fileName)
{
    const auto preset = readPreset(json, fileName);
    if (!preset)
        return preset.error();
    const ProviderPreset &read = preset.value();
    JsonParser parser;
    const JsonValue root = parser.parse(json);
    ProviderDraft draft {.id = read.id,
                         .label = root["label"].text(),
                         .dialect = read.dialect,
                         .baseUrl = read.baseUrl,
                         .auth = read.auth,
                         .headers = headersOf(read, root["headers"]),
                         .body = bodyIn(json),
                         .quirks = read.quirks,
                         .caFile = read.caFile,
                         .proxy = read.proxy,
                         .fields = read.fields};
    for (const JsonValue &model : root["models"].items()) {
        draft.models << model["id"].text();
        if (const QString base = model["base"].text(); !base.isEmpty())
            draft.bases.insert(draft.models.last(), base);
    }
    return draft;
}

QByteArray writeDraft(const ProviderDraft &draft, QByteArrayView existing)
{
    JsonParser parser;
    std::vector<Member> members = membersOf(draft, parser.parse(existing));
    const std::size_t own = members.size();
    for (const RawMember &member : rawMembers(existing)) {
        const auto isOwn = [&member](const Member &written) { return written.key == member.key; };
        if (std::none_of(members.begin(), members.begin() + std::ptrdiff_t(own), isOwn))
            members.push_back({member.key, member.value.toByteArray()});
    }
    QByteArray json = "{";
    for (const Member &member : members)
        if (!member.json.isEmpty())
            json += (json.size() > 1 ? ",\n  " : "\n  ") + text(QString::fromUtf8(member.key)) + ": " + member.json;
    return json + "\n}\n";
}

ProviderDraft newDraft(const QString &dialect)
{
    ProviderDraft draft {.dialect = dialect};
    for (const ProviderCatalog::File &file : shippedProviderFiles()) {
        const auto shipped = readPreset(file.json, file.name);
        if (shipped && shipped.value().isTemplate && shipped.value().dialect == dialect)
            draft.quirks = shipped.value().quirks;
    }
    return draft;
}

Result<ProviderDraft> loadDraft(const QString &folder, const QString &id)
{
    const auto files = readProviderFiles(folder);
    if (const auto *file = fileOf(files, id))
        return readDraft(file->json, file->name);
    return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("file.absent"), .message = id};
}

Result<> saveDraft(const QString &folder, const ProviderDraft &draft)
{
    const auto files = readProviderFiles(folder);
    const auto *file = fileOf(files, draft.id);
    const QString name = file ? file->name : draft.id + QStringLiteral(".json");
    const QByteArray json = writeDraft(draft, file ? QByteArrayView(file->json) : QByteArrayView());
    if (const auto read = readPreset(json, name); !read)
        return read.error(); // nothing is written that would not be read
    if (!makePrivateFolder(folder))
        return Error {.kind = ErrorKind::Storage, .cause = QStringLiteral("storage"), .message = folder};
    return writePrivateFile(folder + QLatin1Char('/') + name, json);
}

} // namespace triptych
