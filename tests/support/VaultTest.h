// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"

#include <QTemporaryDir>
#include <QTest>

namespace triptych {

inline const QString openai = QStringLiteral("https://api.openai.com");
inline const KeyDraft draft {
    .provider = QStringLiteral("openai"), .label = QStringLiteral("Work"), .origins = {openai}};

/// Waits for the one call of a callback and keeps what it was given.
template<typename T>
struct Answer
{
    std::shared_ptr<std::optional<Result<T>>> got = std::make_shared<std::optional<Result<T>>>();

    auto callback() const
    {
        return [got = got](Result<T> result) {
            QVERIFY(!got->has_value()); // exactly once
            got->emplace(std::move(result));
        };
    }
    bool wait() const
    {
        return QTest::qWaitFor([this] { return got->has_value(); }, 10'000);
    }
    QString cause() const { return !wait() ? QStringLiteral("no answer") : **got ? QString() : (*got)->error().cause; }
    T &value() const { return (*got)->value(); }
    const Error &error() const { return (*got)->error(); }
};

/// Where every test of the vault starts: an empty folder, a derivation that costs nothing, a clock that stands still.
class VaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

protected:
    std::unique_ptr<Vault> newVault(const Vault::Cost &cost = {}) const;
    std::unique_ptr<Vault> openVault() const; ///< Made with the password "password" when there is none; null: refused.
    static QString created(Vault &vault, QByteArrayView password); ///< The cause of the refusal, as of all of these.
    static QString unlocked(Vault &vault, QByteArrayView password);
    static QString added(Vault &vault, QByteArrayView key);
    QByteArray onDisk() const;

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_file;
    std::shared_ptr<CheapDerivation> m_cheap;
    std::shared_ptr<ManualClock> m_clock;
};

} // namespace triptych
