// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/PresetReader.h"

#include "core/chat/LaneSettings.h"
#include "core/dialects/Adapter.h"
#include "core/providers/CopilotHosts.h"
#include "core/providers/HeaderRules.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

/// Compiled once: the presets are read at every start.
struct Patterns
{
    QRegularExpression id {QStringLiteral("^[a-z0-9][a-z0-9-]*$")};
    QRegularExpression fieldId {QStringLiteral("^[a-z][a-z0-9_]*$")};
    QRegularExpression service {QStringLiteral("^[a-z0-9-]+$")};
    QRegularExpression region {QStringLiteral("^[a-z0-9{}_-]+$")};
    QRegularExpression headerName {QStringLiteral("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")};
    QRegularExpression variable {QStringLiteral("^[A-Z_][A-Z0-9_]*$")};
    QRegularExpression httpsUrl {QStringLiteral("^https://\\S+$")};
};

const Patterns &patterns()
{
    static const Patterns compiled;
    return compiled;
}

const QStringList &effortNames()
{
    static const QStringList names {QStringLiteral("none"),   QStringLiteral("minimal"), QStringLiteral("low"),
                                    QStringLiteral("medium"), QStringLiteral("high"),    QStringLiteral("xhigh"),
                                    QStringLiteral("max")};
    return names;
}

/// A person may still have to say where exactly the server is.
std::vector<ProviderField> withPlaceholders(std::vector<ProviderField> fields)
{
    for (ProviderField &field : fields)
        if (field.fallback.isEmpty())
            field.fallback = QStringLiteral("x");
    return fields;
}

} // namespace

Result<ProviderPreset> PresetReader::read()
{
    const JsonValue root = parse();
    if (fault() || !readRoot(root) || !checkWhole(root))
        return *fault();
    return m_preset;
}

bool PresetReader::readRoot(const JsonValue &root)
{
    const auto text = [this](QString &target) {
        return [this, &target](const JsonValue &value) { return readText(value, target); };
    };
    const auto each = [this](bool (PresetReader::*readOne)(const JsonValue &)) {
        return [this, readOne](const JsonValue &list) {
            return readItems(list, [this, readOne](const JsonValue &item) { return (this->*readOne)(item); });
        };
    };
    const QStringList anyKey;
    const QStringList pathKeys {QStringLiteral("chat"), QStringLiteral("models"), QStringLiteral("count")};
    return readMembers(
        root,
        {
            {"$schema", [](const JsonValue &) { return true; }},
            {"id", [this](const JsonValue &id) { return readMatching(id, patterns().id, m_preset.id); }},
            {"label", text(m_preset.label)},
            {"dialect", text(m_preset.dialect)},
            {"baseUrl", text(m_preset.baseUrl)},
            {"modelsBaseUrl", [this](const JsonValue &url) { return readModelsBaseUrl(url); }},
            {"auth", [this](const JsonValue &auth) { return readAuth(auth); }},
            {"keyEnv", [this](const JsonValue &names) { return readKeyEnv(names); }},
            {"keyUrl",
             [this](const JsonValue &url) { return readMatching(url, patterns().httpsUrl, m_preset.keyUrl); }},
            {"caFile", [this](const JsonValue &file) { return readCaFile(file); }},
            {"proxy", [this](const JsonValue &word) { return readProxy(word); }},
            {"headers", [this](const JsonValue &headers) { return readHeaders(headers); }},
            {"body",
             [this](const JsonValue &body) {
                 m_preset.body = body.raw();
                 return body.isObject() || fail(QStringLiteral("must be an object"));
             }},
            {"query", [&](const JsonValue &query) { return readTextMap(query, anyKey, m_preset.query); }},
            {"paths", [&](const JsonValue &paths) { return readTextMap(paths, pathKeys, m_preset.paths); }},
            {"fields", each(&PresetReader::readField)},
            {"quirks", each(&PresetReader::readQuirk)},
            {"models", each(&PresetReader::readModel)},
            {"prices", [this](const JsonValue &id) { return readMatching(id, patterns().id, m_preset.prices); }},
            {"template",
             [this](const JsonValue &flag) {
                 m_preset.isTemplate = flag.boolean().value_or(false);
                 return flag.boolean().has_value() || fail(QStringLiteral("must be true or false"));
             }},
        });
}

bool PresetReader::readAuth(const JsonValue &auth)
{
    return readMembers(
        auth,
        {
            {"scheme", [this](const JsonValue &scheme) { return readAuthScheme(scheme); }},
            {"header",
             [this](const JsonValue &name) { return readMatching(name, patterns().headerName, m_preset.auth.header); }},
            {"service",
             [this](const JsonValue &name) { return readMatching(name, patterns().service, m_preset.auth.service); }},
            {"region",
             [this](const JsonValue &name) { return readMatching(name, patterns().region, m_preset.auth.region); }},
            {"optional",
             [this](const JsonValue &flag) {
                 m_preset.auth.isOptional = flag.boolean().value_or(false);
                 return flag.boolean().has_value() || fail(QStringLiteral("must be true or false"));
             }},
        });
}

bool PresetReader::readAuthScheme(const JsonValue &scheme)
{
    struct NamedKind
    {
        std::string_view name;
        AuthKind kind;
    };
    static constexpr std::array kinds {NamedKind {"none", AuthKind::None}, NamedKind {"bearer", AuthKind::Bearer},
                                       NamedKind {"header", AuthKind::Header}, NamedKind {"sigv4", AuthKind::SigV4},
                                       NamedKind {"copilot", AuthKind::Copilot}};
    const auto known
        = std::find_if(kinds.begin(), kinds.end(), [&](const NamedKind &named) { return named.name == scheme.view(); });
    if (known == kinds.end())
        return fail(QStringLiteral("must be none, bearer, header, sigv4 or copilot"));
    m_preset.auth.kind = known->kind;
    return true;
}

bool PresetReader::readHeaders(const JsonValue &headers)
{
    if (!headers.isObject())
        return fail(QStringLiteral("must be an object"));
    QByteArrayList seen;
    for (const auto &[name, value] : headers.members()) {
        enter(toBytes(name));
        if (seen.contains(toBytes(name).toLower()))
            return fail(QStringLiteral("stands here twice"));
        seen += toBytes(name).toLower();
        if (!readHeader(toBytes(name), value))
            return false;
        leave();
    }
    return true;
}

bool PresetReader::readHeader(const QByteArray &name, const JsonValue &value)
{
    const QString key = QString::fromUtf8(name);
    if (!isHeaderName(key))
        return fail(QStringLiteral("is no header name"));
    if (headerRule(key) == HeaderRule::Never)
        return fail(QStringLiteral("must not stand in a file; Triptych writes it itself"));
    if (value.isObject())
        return readSecretHeader(name, value);
    if (headerRule(key) == HeaderRule::KeyOnly)
        return fail(QStringLiteral("must not stand in a file; keys belong into the vault"));
    QString text;
    if (!readText(value, text))
        return false;
    m_preset.headers.emplace_back(name, text.toUtf8());
    return true;
}

bool PresetReader::readSecretHeader(const QByteArray &name, const JsonValue &reference)
{
    SecretHeaderRef header {.name = name};
    if (!readMembers(reference, {{"secret", [&](const JsonValue &id) {
                                      return readText(id, header.secret)
                                          && (isSecretId(header.secret)
                                              || fail(QStringLiteral("must match [a-z0-9][a-z0-9-]*")));
                                  }}}))
        return false;
    m_preset.secretHeaders.push_back(header);
    return !header.secret.isEmpty() || fail(QStringLiteral("needs the name of a secret"));
}

bool PresetReader::readKeyEnv(const JsonValue &names)
{
    const auto readName = [this](const JsonValue &name) {
        return readMatching(name, patterns().variable, m_preset.keyEnv.emplace_back());
    };
    return names.isArray() ? readItems(names, readName) : readName(names);
}

bool PresetReader::readModelsBaseUrl(const JsonValue &url)
{
    if (m_source == PresetSource::Person)
        return fail(QStringLiteral("is for shipped entries only; leave it out"));
    return readText(url, m_preset.modelsBaseUrl);
}

bool PresetReader::readProxy(const JsonValue &word)
{
    m_preset.proxy = word.text();
    return m_preset.proxy == QLatin1String("direct") || m_preset.proxy == QLatin1String("proxy")
        || fail(QStringLiteral("must be direct or proxy"));
}

bool PresetReader::readCaFile(const JsonValue &file)
{
    return readText(file, m_preset.caFile)
        && (m_preset.caFile.startsWith(QLatin1Char('/')) || fail(QStringLiteral("must be an absolute path")));
}

bool PresetReader::readField(const JsonValue &field)
{
    ProviderField read;
    if (!readMembers(field,
                     {
                         {"id", [&](const JsonValue &id) { return readMatching(id, patterns().fieldId, read.id); }},
                         {"label", [&](const JsonValue &label) { return readText(label, read.label); }},
                         {"default", [&](const JsonValue &text) { return readText(text, read.fallback); }},
                     }))
        return false;
    if (read.id.isEmpty())
        return fail(QStringLiteral("needs an id"));
    m_preset.fields.push_back(read);
    return true;
}

bool PresetReader::readQuirk(const JsonValue &quirk)
{
    const auto known = quirkFromName(quirk.text());
    if (!known)
        return fail(QStringLiteral("unknown quirk \"%1\"").arg(quirk.text()));
    m_preset.quirks.insert(*known);
    return true;
}

bool PresetReader::readModel(const JsonValue &model)
{
    ModelInfo info;
    if (!readModelMembers(model, info))
        return false;
    if (info.id.isEmpty())
        return fail(QStringLiteral("needs an id"));
    if (!info.id.endsWith(QLatin1Char('*'))) {
        m_preset.models.push_back(info);
        return true;
    }
    const bool isAnywhere = info.id.size() > 1 && info.id.startsWith(QLatin1Char('*'));
    ModelRule rule {info.id.chopped(1).mid(isAnywhere ? 1 : 0), isAnywhere, info,
                    !model["refusedParameters"].isAbsent(), !model["reasoningEfforts"].isAbsent()};
    rule.info.id.clear();
    m_preset.modelRules.push_back(rule);
    return true;
}

bool PresetReader::readModelMembers(const JsonValue &model, ModelInfo &info)
{
    const auto words = [this](QStringList &target, const QStringList &allowed) {
        return [this, &target, allowed](const JsonValue &list) {
            return readItems(list, [&](const JsonValue &item) { return readWord(item, allowed, target); });
        };
    };
    const auto flag = [this](std::optional<bool> &target) {
        return [this, &target](const JsonValue &value) { return readFlag(value, target); };
    };
    const auto count = [this](std::optional<qint64> &target) {
        return [this, &target](const JsonValue &value) { return readCount(value, target); };
    };
    return readMembers(model,
                       {
                           {"id", [&](const JsonValue &id) { return readText(id, info.id); }},
                           {"label", [&](const JsonValue &label) { return readText(label, info.label); }},
                           {"base", [&](const JsonValue &base) { return readBase(base, info.base); }},
                           {"contextTokens", count(info.contextTokens)},
                           {"maxOutputTokens", count(info.maxOutputTokens)},
                           {"images", flag(info.images)},
                           {"documents", flag(info.documents)},
                           {"schemas", flag(info.schemas)},
                           {"tools", flag(info.tools)},
                           {"reasoning", flag(info.reasoning)},
                           {"toolsWhileReasoning", flag(info.toolsWhileReasoning)},
                           {"refusedParameters", words(info.refusedParameters, settingKeys())},
                           {"reasoningEfforts", words(info.reasoningEfforts, effortNames())},
                           {"shutdown", [&](const JsonValue &day) { return readShutdown(day, info.shutdown); }},
                       });
}

bool PresetReader::readBase(const JsonValue &base, QString &target)
{
    const auto address = LaneAddress::parse(base.text());
    target = base.text();
    return (address && address.value().settings.isEmpty())
        || fail(QStringLiteral("must be a provider and its model, such as openai/gpt-6-luna"));
}

bool PresetReader::readShutdown(const JsonValue &day, std::optional<QDate> &target)
{
    const QDate date = QDate::fromString(day.text(), Qt::ISODate);
    target = date;
    return date.isValid() || fail(QStringLiteral("must be a date such as 2026-12-31"));
}

bool PresetReader::checkWhole(const JsonValue &root)
{
    for (const char *required : {"id", "dialect", "baseUrl", "auth"})
        if (root[required].isAbsent())
            return fail(QStringLiteral("\"%1\" is missing").arg(QLatin1String(required)));
    if (!adapterFor(m_preset.dialect))
        return failBelow("dialect", QStringLiteral("unknown dialect \"%1\"").arg(m_preset.dialect));
    if (root["auth"]["scheme"].isAbsent())
        return failBelow("auth", QStringLiteral("needs a scheme"));
    if (!checkAuth() || !checkHeaders())
        return false;
    if (m_preset.label.isEmpty())
        m_preset.label = m_preset.id;
    return checkBaseUrl();
}

bool PresetReader::checkAuth()
{
    const AuthRule &auth = m_preset.auth;
    if ((auth.kind == AuthKind::Header) == auth.header.isEmpty())
        return failBelow("auth", QStringLiteral("the scheme \"header\", and no other, needs the name of one"));
    const bool isSigned = auth.kind == AuthKind::SigV4;
    if (isSigned == auth.service.isEmpty() || isSigned == auth.region.isEmpty())
        return failBelow("auth", QStringLiteral("the scheme \"sigv4\", and no other, needs a service and a region"));
    if (auth.kind == AuthKind::Copilot && !m_preset.secretHeaders.empty())
        return failBelow("headers", QStringLiteral("the scheme \"copilot\" takes no other secret"));
    return true;
}

/// No header is sent twice: the sign-in has one of its own.
bool PresetReader::checkHeaders()
{
    const AuthRule &auth = m_preset.auth;
    const QString own = auth.kind == AuthKind::Header ? auth.header
        : auth.kind == AuthKind::None                 ? QString()
                                                      : QStringLiteral("authorization");
    for (const SecretHeaderRef &header : m_preset.secretHeaders)
        if (own.compare(QLatin1String(header.name), Qt::CaseInsensitive) == 0)
            return failBelow("headers", QStringLiteral("%1 is that of the sign-in already").arg(own));
    for (const auto &[name, value] : m_preset.headers)
        if (own.compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
            return failBelow("headers", QStringLiteral("%1 is that of the sign-in already").arg(own));
    return true;
}

bool PresetReader::checkAddress(const QByteArray &key, const QString &address)
{
    const QUrl url(withFieldsFilled(address, withPlaceholders(m_preset.fields)), QUrl::StrictMode);
    if (!url.isValid() || originOf(url).isEmpty())
        return failBelow(key, QStringLiteral("is no http or https address"));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return failBelow(key, QStringLiteral("must not hold a user, a query or a fragment"));
    if (url.scheme() == QLatin1String("http") && !isLoopbackHost(url.host()))
        return failBelow(key, QStringLiteral("plain http is allowed to this machine only"));
    return true;
}

bool PresetReader::checkBaseUrl()
{
    if (!checkAddress("baseUrl", m_preset.baseUrl))
        return false;
    if (!m_preset.modelsBaseUrl.isEmpty() && !checkAddress("modelsBaseUrl", m_preset.modelsBaseUrl))
        return false;
    const QUrl url(withFieldsFilled(m_preset.baseUrl, withPlaceholders(m_preset.fields)), QUrl::StrictMode);
    const bool isPlaceholder = m_preset.baseUrl.contains(QLatin1Char('{'));
    if (m_preset.auth.kind == AuthKind::Copilot && !isPlaceholder && !CopilotHosts::of(url))
        return failBelow("baseUrl",
                         QStringLiteral("must be https://api.githubcopilot.com or https://copilot-api.DOMAIN"));
    return true;
}

Result<ProviderPreset> readPreset(QByteArrayView json, const QString &fileName, PresetSource source)
{
    return PresetReader(json, fileName, source).read();
}

} // namespace triptych
