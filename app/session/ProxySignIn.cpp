// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/ProxySignIn.h"

#include "core/chat/ProxyAddress.h"

#include <algorithm>
#include <cstring>

namespace triptych {

Result<Secret> proxySignIn(const QString &user, const Secret &password)
{
    const QByteArray name = user.toUtf8();
    const bool hasControl = std::any_of(name.begin(), name.end(), [](char byte) { return quint8(byte) < 0x20; });
    if (name.isEmpty() || name.contains(':') || hasControl)
        return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("proxy.user"), .message = user};
    Secret pair(std::size_t(name.size()) + 1 + password.size());
    std::memcpy(pair.data(), name.constData(), std::size_t(name.size()));
    pair.data()[name.size()] = ':';
    std::memcpy(pair.data() + name.size() + 1, password.data(), password.size());
    return pair;
}

std::optional<KeyInfo> keptProxySignIn(const Vault &vault, const QUrl &proxy)
{
    std::optional<KeyInfo> newest;
    for (const KeyInfo &key : vault.keys()) {
        const bool fits = key.provider == proxySecretOwner() && key.origins.contains(proxyOriginOf(proxy));
        if (fits && (!newest || newest->created < key.created))
            newest = key;
    }
    return newest;
}

void keepProxySignIn(Vault &vault, const QUrl &proxy, const QString &user, Secret signIn, Vault::Finished finished)
{
    const auto older = keptProxySignIn(vault, proxy);
    KeyDraft draft {.provider = proxySecretOwner(), .label = user, .origins = {proxyOriginOf(proxy)}};
    draft.showsTail = false;
    vault.addKey(draft, std::move(signIn), [&vault, older, finished = std::move(finished)](const Result<> &kept) {
        if (kept && older)
            vault.removeKey(older->id, finished);
        else
            finished(kept);
    });
}

} // namespace triptych
