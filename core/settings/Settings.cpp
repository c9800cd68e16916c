// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/Settings.h"

#include "core/chat/ProxyAddress.h"
#include "core/settings/JsonFields.h"

#include <algorithm>

namespace triptych {

namespace {

using Field = JsonField<Settings>;

constexpr int lastUsedKept = 12;

QUrl withoutCredentials(QUrl url)
{
    url.setUserInfo(QString());
    return url;
}

/// Nothing in this file is secret, so a proxy's password may not get in by its address.
Field proxyField()
{
    return {QStringLiteral("proxy.url"),
            [](Settings &settings, const QJsonValue &value) {
                const QUrl url(value.toString(), QUrl::StrictMode);
                settings.manualProxy = url;
                return value.isString() && (value.toString().isEmpty() || isStorableProxyAddress(url));
            },
            [](const Settings &settings) { return QJsonValue(withoutCredentials(settings.manualProxy).toString()); },
            QStringLiteral("http://host:port or socks5://host:port without a password")};
}

Field providerProxyField()
{
    Field field = mapField("proxy.providers", &Settings::providerProxy);
    field.expected = QStringLiteral("an object of provider ids with \"direct\" or \"proxy\"");
    field.read = [read = field.read](Settings &settings, const QJsonValue &value) {
        if (!read(settings, value))
            return false;
        const QStringList words = settings.providerProxy.values();
        return std::all_of(words.begin(), words.end(), [](const QString &word) {
            return word == QLatin1String("direct") || word == QLatin1String("proxy");
        });
    };
    return field;
}

Field fontSizeField()
{
    Field field = numberField("fonts.pixels", &Settings::fontPixels, 0, 48);
    field.expected = QStringLiteral("0 for the system's size, or 8 to 48");
    field.read = [read = field.read](Settings &settings, const QJsonValue &value) {
        return read(settings, value) && (settings.fontPixels == 0 || settings.fontPixels >= 8);
    };
    return field;
}

const std::vector<Field> &fields()
{
    static const std::vector<Field> all {
        textField("language", &Settings::language),
        choiceField(
            "theme", &Settings::theme,
            {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")}),
        textField("fonts.interface", &Settings::interfaceFont),
        textField("fonts.fixed", &Settings::fixedFont),
        fontSizeField(),
        flagField("reduceMotion", &Settings::reduceMotion),
        textField("local.server", &Settings::localServer),
        numberField("local.context", &Settings::localContext, 0, 16'777'216),
        choiceField("proxy.mode", &Settings::proxy,
                    {QStringLiteral("system"), QStringLiteral("none"), QStringLiteral("manual")}),
        proxyField(),
        flagField("proxy.signIn", &Settings::proxySignsIn),
        providerProxyField(),
        mapField("caFiles", &Settings::providerCaFile),
        mapField("fields", &Settings::providerFields),
        numberField("lanesPerProvider", &Settings::lanesPerProvider, 1, 64),
        flagField("countTokens", &Settings::countTokens),
        flagField("history.record", &Settings::recordHistory),
        numberField("history.keepDays", &Settings::keepHistoryDays, 0, 36'500),
        textField("vault.seen", &Settings::vaultSeen),
        numberField("vault.lockAfterMinutes", &Settings::lockAfterMinutes, 0, 1440),
        listField("favourites", &Settings::favourites),
        listField("lastUsed", &Settings::lastUsed, lastUsedKept),
        listField("allowedEnvKeys", &Settings::allowedEnvKeys),
    };
    return all;
}

} // namespace

Result<Settings> loadSettings(const QString &file)
{
    auto read = loadGoodFields(file, fields());
    return read ? Result(std::move(read).value().content) : read.error();
}

std::vector<Error> settingsFaults(const QString &file)
{
    auto read = loadGoodFields(file, fields());
    return read ? std::move(read).value().faults : std::vector {read.error()};
}

Result<Settings> saveSettings(const QString &file, const Settings &before, const Settings &after)
{
    return saveChangedFields(file, before, after, fields());
}

} // namespace triptych
