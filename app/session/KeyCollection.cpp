// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/KeyCollection.h"

#include "core/chat/ProxyAddress.h"
#include "core/providers/HeaderRules.h"

namespace triptych {

namespace {

Error noSecret(const ProviderPreset &preset, const SecretHeaderRef &header)
{
    return {.kind = ErrorKind::Unauthorized,
            .cause = QStringLiteral("no_secret"),
            .message
            = QStringLiteral("%1 (%2)").arg(QString::fromLatin1(header.name), secretOwner(preset.id, header.secret)),
            .hint = QStringLiteral("edit_provider")};
}

class Collection final : public std::enable_shared_from_this<Collection>
{
public:
    using Found = std::function<void(Result<LaneSecrets>)>;

    Collection(KeyRing &keys, LaneNeeds needs, std::function<void()> waiting, Found found)
        : m_keys(keys),
          m_needs(std::move(needs)),
          m_waiting(std::move(waiting)),
          m_found(std::move(found))
    {}

    void start()
    {
        m_keys.find(m_needs.preset, m_needs.origin, m_waiting, [self = shared_from_this()](Result<LaneKey> key) {
            if (!key)
                return self->m_found(key.error());
            self->m_secrets.key = std::move(key).value();
            self->findHeader(0);
        });
    }

private:
    void findHeader(std::size_t place)
    {
        if (place == m_needs.preset.secretHeaders.size())
            return findProxySignIn();
        const SecretHeaderRef &header = m_needs.preset.secretHeaders[place];
        m_keys.findSecret(
            secretOwner(m_needs.preset.id, header.secret), m_needs.origin, m_waiting,
            [self = shared_from_this(), place](Result<LaneKey> key) { self->keepHeader(place, std::move(key)); });
    }

    void keepHeader(std::size_t place, Result<LaneKey> key)
    {
        const SecretHeaderRef &header = m_needs.preset.secretHeaders[place];
        if (!key)
            return m_found(key.error());
        if (key.value().secret.isEmpty())
            return m_found(noSecret(m_needs.preset, header));
        m_secrets.key.id += ' ' + key.value().id; // whatever of them is replaced, it is another sign-in
        m_secrets.headers.push_back({header.name, QByteArray(), std::move(key.value().secret)});
        findHeader(place + 1);
    }

    void findProxySignIn()
    {
        if (m_needs.proxyOrigin.isEmpty())
            return m_found(std::move(m_secrets));
        m_keys.findSecret(proxySecretOwner(), m_needs.proxyOrigin, m_waiting,
                          [self = shared_from_this()](Result<LaneKey> key) {
                              if (!key)
                                  return self->m_found(key.error());
                              self->m_secrets.proxySignIn = std::move(key.value().secret);
                              self->m_found(std::move(self->m_secrets));
                          });
    }

    KeyRing &m_keys;
    const LaneNeeds m_needs;
    const std::function<void()> m_waiting;
    const Found m_found;
    LaneSecrets m_secrets;
};

} // namespace

LaneSecrets LaneSecrets::share() const
{
    LaneSecrets shared {.key = {key.id, key.secret.share()}, .proxySignIn = proxySignIn.share()};
    for (const SecretHeader &header : headers)
        shared.headers.push_back({header.name, header.prefix, header.value.share()});
    return shared;
}

void collectKeys(KeyRing &keys, LaneNeeds needs, std::function<void()> waiting,
                 std::function<void(Result<LaneSecrets>)> found)
{
    std::make_shared<Collection>(keys, std::move(needs), std::move(waiting), std::move(found))->start();
}

} // namespace triptych
