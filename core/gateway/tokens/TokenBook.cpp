// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenBook.h"

#include "core/gateway/tokens/TokenWorker.h"
#include "core/gateway/tokens/UsageLedger.h"

#include <QThread>
#include <algorithm>

namespace triptych {

namespace {

constexpr std::chrono::seconds stalest {3}; ///< A disk may stall for a moment; longer, and a revocation could hide.

Error unknown(const char *cause, const QString &message)
{
    return {.kind = ErrorKind::Storage,
            .cause = QLatin1String(cause),
            .message = message,
            .retryAfter = std::chrono::seconds(1)};
}

bool isSameStanding(const TokenReadingPtr &a, const TokenReadingPtr &b)
{
    if (a == b)
        return true;
    if (!a || a->fault != b->fault)
        return false;
    const auto revoked = [](const TokenReading &reading) {
        return std::count_if(reading.tokens.begin(), reading.tokens.end(),
                             [](const TokenRecord &record) { return record.revokedAt.has_value(); });
    };
    return revoked(*a) == revoked(*b); // none is ever taken back
}

} // namespace

class TokenBook::Private
{
public:
    Private(TokenBook *book, const QString &file, std::shared_ptr<Clock> time)
        : q(book),
          clock(std::move(time)),
          worker(std::make_unique<TokenWorker>(file))
    {
        thread.setObjectName(QStringLiteral("tokens"));
        worker->moveToThread(&thread);
        thread.start();
    }

    void post(std::function<void(TokenWorker &)> work)
    {
        QMetaObject::invokeMethod(worker.get(), [this, work = std::move(work)] { work(*worker); });
    }

    template<typename T, typename Work>
    void ask(TokenBook::Answer<T> answer, Work work)
    {
        post([book = q, answer = std::move(answer), work = std::move(work)](TokenWorker &on) {
            QMetaObject::invokeMethod(book, [answer, result = Result<T>(work(on))] { answer(result); });
        });
    }

    void take(const TokenReadingPtr &next)
    {
        readAt = clock->monotonic();
        ledger.written(next->writtenUpTo);
        const bool isSame = isSameStanding(reading, next);
        reading = next;
        if (!isSame)
            Q_EMIT q->changed();
    }

    Result<> isKnown() const
    {
        if (!reading)
            return unknown("token.unread", QStringLiteral("The list of revoked tokens was not read yet"));
        if (reading->fault)
            return *reading->fault;
        if (clock->monotonic() - readAt > stalest)
            return unknown("token.stale", QStringLiteral("The list of revoked tokens could not be read for a while"));
        return Done();
    }

    double spent(const QString &id) const
    {
        const auto record = reading->tokens.find(id);
        return (record == reading->tokens.end() ? 0 : record->spentUsd) + ledger.unwritten(id);
    }

    TokenBook *q;
    std::shared_ptr<Clock> clock;
    TokenReadingPtr reading;
    MonotonicTime readAt {0};
    UsageLedger ledger;
    QThread thread;
    std::unique_ptr<TokenWorker> worker;
};

TokenBook::TokenBook(const QString &databaseFile, std::shared_ptr<Clock> clock, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, databaseFile, std::move(clock)))
{
    qRegisterMetaType<Error>();
    qRegisterMetaType<TokenReadingPtr>();
    connect(d->worker.get(), &TokenWorker::turned, this, [this](const TokenReadingPtr &reading) { d->take(reading); });
    connect(d->worker.get(), &TokenWorker::problem, this, &TokenBook::problem);
    d->post([](TokenWorker &worker) { worker.open(); });
}

TokenBook::~TokenBook()
{
    d->post([thread = &d->thread](TokenWorker &worker) {
        worker.close();
        thread->quit();
    });
    d->thread.wait();
}

void TokenBook::issue(const TokenClaims &claims, Answer<Done> answer)
{
    d->ask(std::move(answer), [claims](TokenWorker &worker) { return worker.issue(claims); });
}

void TokenBook::revoke(const QString &id, Answer<Done> answer)
{
    d->ask(std::move(answer), [id, now = d->clock->wallTime()](TokenWorker &worker) { return worker.revoke(id, now); });
}

void TokenBook::list(Answer<std::vector<TokenRecord>> answer)
{
    d->ask(std::move(answer), [](TokenWorker &worker) { return worker.list(); });
}

Result<> TokenBook::check(const QString &id) const
{
    if (auto known = d->isKnown(); !known)
        return known;
    const auto record = d->reading->tokens.find(id);
    if (record == d->reading->tokens.end() || !record->revokedAt)
        return Done();
    return Error {.kind = ErrorKind::Unauthorized,
                  .cause = QStringLiteral("token.revoked"),
                  .message = QStringLiteral("The token was revoked")};
}

Result<double> TokenBook::spentUsd(const QString &id) const
{
    if (auto known = d->isKnown(); !known)
        return known.error();
    return d->spent(id);
}

Result<> TokenBook::reserve(const TokenClaims &claims, double usd)
{
    if (auto known = d->isKnown(); !known)
        return known;
    if (claims.budgetUsd && d->spent(claims.id) + d->ledger.reserved(claims.id) >= *claims.budgetUsd)
        return Error {.kind = ErrorKind::RateLimited,
                      .cause = QStringLiteral("token.spent"),
                      .message = QStringLiteral("The budget of the token is used up")};
    d->ledger.reserve(claims.id, usd);
    return Done();
}

void TokenBook::settle(const TokenClaims &claims, double reservedUsd, double spentUsd)
{
    d->ledger.release(claims.id, reservedUsd);
    used(claims, spentUsd);
}

void TokenBook::used(const TokenClaims &claims, double usd)
{
    const double cost = std::max(0.0, usd);
    const quint64 number = d->ledger.note(claims.id, cost);
    d->post([use = TokenUse {claims, cost, 1, d->clock->wallTime()}, number](TokenWorker &worker) {
        worker.tell(use, number);
    });
}

} // namespace triptych
