// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Clock.h"
#include "core/gateway/tokens/TokenTable.h"

#include <QObject>
#include <functional>
#include <memory>

namespace triptych {

/// Who has which token, what was spent with it, and whether it was revoked, for all gateways and commands of one home.
/// Files are on a worker thread of its own; questions are answered at once from what that read last, at most some
/// 250 ms ago. Lives on one thread; callbacks come there, later, and not at all once the book is gone.
class TokenBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenBook)

public:
    template<typename T>
    using Answer = std::function<void(Result<T>)>;

    TokenBook(const QString &databaseFile, std::shared_ptr<Clock> clock, QObject *parent = nullptr);
    ~TokenBook() override; ///< Waits until what was used is on the disk.

    void issue(const TokenClaims &claims, Answer<Done> answer); ///< "token.taken"
    void revoke(const QString &id, Answer<Done> answer); ///< "token.unknown"
    void list(Answer<std::vector<TokenRecord>> answer); ///< Newest first.

    /// Whether the token may be used now: Unauthorized "token.revoked", or Storage where nobody can tell: the table
    /// was not read yet ("token.unread"), cannot be, or was read too long ago ("token.stale").
    Result<> check(const QString &id) const;
    /// By all gateways, with what this one has not written yet; Storage as check().
    Result<double> spentUsd(const QString &id) const;

    /// Room for one more call that may cost `usd`: there is while what was spent and what is reserved stay below the
    /// budget, so the last call may go beyond it by its own price. RateLimited "token.spent", or Storage as check(). A
    /// reservation is known in this process only. Each one is settled once.
    Result<> reserve(const TokenClaims &claims, double usd);
    void settle(const TokenClaims &claims, double reservedUsd, double spentUsd);
    /// A call without a reservation. A token that is not listed is from then on.
    void used(const TokenClaims &claims, double usd = 0);

Q_SIGNALS:
    void changed(); ///< Other tokens may be used than before, or nobody can tell any more.
    void problem(const triptych::Error &error); ///< Uses wait for the disk; an empty cause: not any more.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
