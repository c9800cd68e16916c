// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gateway/GatewayKeys.h"

#include "app/session/Session.h"
#include "core/gateway/tokens/PublicKeys.h"
#include "core/signin/Rsa.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace triptych {

namespace {

const QString owner = QStringLiteral("gateway");
const QString place = QStringLiteral("triptych:gateway"); // no origin of any server, so that it is sent to none

} // namespace

/// Looking for primes takes up to a second.
void GatewayKeys::create(QObject *context, Made made)
{
    QThreadPool::globalInstance()->start([this, context = QPointer<QObject>(context), made = std::move(made)] {
        const auto pair = std::make_shared<Result<rsa::KeyPair>>(rsa::newKeyPair());
        QMetaObject::invokeMethod(QCoreApplication::instance(), [this, context, made, pair] {
            if (!context)
                return;
            if (!*pair)
                return made(pair->error());
            keep(std::move(pair->value().privatePem), pair->value().publicPem, context, made);
        });
    });
}

void GatewayKeys::import(const Secret &privatePem, QObject *context, const Made &made)
{
    auto pair = rsa::keyPairOf(privatePem);
    if (!pair)
        return made(pair.error());
    keep(std::move(pair.value().privatePem), pair.value().publicPem, context, made);
}

Result<QString> GatewayKeys::trust(const QByteArray &publicPem)
{
    auto sound = rsa::soundPublicPem(publicPem);
    if (!sound)
        return sound.error();
    const QString folder = m_session.paths().gatewayKeysFolder();
    const QString id = freeKeyId(folder);
    const auto saved = savePublicKey(folder, id, sound.value());
    return saved ? Result<QString>(id) : saved.error();
}

/// The private half first: a public one whose tokens nobody can sign would look like a key pair.
void GatewayKeys::keep(Secret privatePem, const QByteArray &publicPem, QObject *context, const Made &made)
{
    const QString folder = m_session.paths().gatewayKeysFolder();
    const QString id = freeKeyId(folder);
    const KeyDraft draft {.provider = owner, .label = id, .origins = {place}, .showsTail = false};
    m_session.vault().addKey(
        draft, std::move(privatePem),
        [folder, id, publicPem, made, receiver = QPointer<QObject>(context)](const Result<> &added) {
            if (!receiver)
                return;
            const auto saved = added ? savePublicKey(folder, id, publicPem) : added;
            made(saved ? Result<QString>(id) : saved.error());
        });
}

void GatewayKeys::find(QObject *context, const Found &found)
{
    std::optional<KeyInfo> newest;
    for (const KeyInfo &key : m_session.vault().keys())
        if (key.provider == owner && (!newest || key.created > newest->created))
            newest = key;
    if (!newest)
        return found(Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("no_keypair")});
    m_session.vault().openKey(newest->id, place,
                              [id = newest->label, found, receiver = QPointer<QObject>(context)](Result<Secret> key) {
                                  if (!receiver)
                                      return;
                                  if (!key)
                                      return found(key.error());
                                  found(SigningKey {id, std::move(key).value()});
                              });
}

} // namespace triptych
