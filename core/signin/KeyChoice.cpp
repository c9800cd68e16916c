// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/KeyChoice.h"

#include <QHostAddress>
#include <QUrl>
#include <algorithm>
#include <cstdlib>

namespace triptych {

namespace {

Error refusal(const char *cause, const char *hint, const QString &message = {})
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QLatin1String(cause),
            .message = message,
            .hint = QLatin1String(hint)};
}

bool isPrivateWay(const QString &origin)
{
    const QUrl url(origin, QUrl::StrictMode);
    if (url.scheme() == QLatin1String("https"))
        return true;
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

/// A shipped entry names its own variable; any other entry could be a trap that somebody handed over.
bool mayUseEnvironment(const KeySituation &situation)
{
    return situation.isBuiltIn || situation.allowedEnvKeys.contains(envPermission(situation.keyEnv, situation.origin));
}

/// Looked at where it stands, not by qgetenv(), whose copy would stay in unguarded memory.
QByteArrayView valueOf(const QString &variable)
{
    const char *value = variable.isEmpty() ? nullptr : std::getenv(variable.toUtf8().constData());
    return value ? QByteArrayView(value).trimmed() : QByteArrayView();
}

} // namespace

bool hasEnvironmentKey(const QString &variable)
{
    return !valueOf(variable).isEmpty();
}

Secret environmentKey(const QString &variable)
{
    return Secret::copyOf(valueOf(variable));
}

QString keyVariable(const QStringList &names)
{
    const auto set = std::find_if(names.begin(), names.end(), hasEnvironmentKey);
    return set == names.end() ? names.value(0) : *set;
}

QString envPermission(const QString &variable, const QString &origin)
{
    return variable + QLatin1Char(' ') + origin;
}

Result<KeySource> chooseKeySource(const KeySituation &situation)
{
    if (situation.auth.kind == AuthKind::None)
        return KeySource::None;
    const bool hasVariable = !situation.keyEnv.isEmpty() && situation.isEnvSet;
    const bool hasKey = situation.vault == VaultSight::HasKey || hasVariable;
    if (hasKey && !isPrivateWay(situation.origin))
        return refusal("key.insecure", "edit_provider", situation.origin);
    if (situation.vault == VaultSight::HasKey)
        return KeySource::Vault;
    if (hasVariable && mayUseEnvironment(situation))
        return KeySource::Environment;
    if (situation.auth.isOptional)
        return KeySource::None;
    if (situation.vault == VaultSight::Locked)
        return refusal("vault_locked", "unlock");
    if (hasVariable)
        return refusal("no_key", "allow_env", envPermission(situation.keyEnv, situation.origin));
    if (situation.vault == VaultSight::HasForeignKey)
        return refusal("key_origin", "add_key", situation.foreignOrigins.join(QLatin1String(", ")));
    return refusal("no_key", "add_key");
}

} // namespace triptych
