// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/IdempotencyStore.h"

#include <QPointer>
#include <QThread>

namespace triptych {

namespace {

constexpr std::chrono::hours betweenSweeps {1};

} // namespace

class IdempotencyStore::Private
{
public:
    Private(IdempotencyStore &owner, Clock &machine, Opener opener)
        : q(owner),
          clock(machine),
          open(std::move(opener)),
          context(new QObject),
          sweeper(clock.newTimer([this] { q.sweep(); }))
    {
        thread.setObjectName(QStringLiteral("idempotency"));
        context->moveToThread(&thread);
        thread.start();
    }

    /// What `work` makes of the table, told to `answer` on the store's own thread.
    template<typename T, typename Work>
    void ask(QObject *asker, Answer<T> answer, Work work)
    {
        // Read here: a clock of a test is no business of another thread.
        QMetaObject::invokeMethod(context.get(),
                                  [this, asker = QPointer<QObject>(asker), answer = std::move(answer),
                                   work = std::move(work), now = clock.wallTime()] {
                                      QMetaObject::invokeMethod(&q, [asker, answer, result = attempt<T>(work, now)] {
                                          if (asker)
                                              answer(result);
                                      });
                                  });
    }

    template<typename T, typename Work>
    Result<T> attempt(const Work &work, const QDateTime &now)
    {
        if (!table) {
            auto opened = open();
            if (!opened)
                return opened.error();
            table = std::move(opened).value();
        }
        return work(*table, now);
    }

    IdempotencyStore &q;
    Clock &clock;
    const Opener open;
    std::unique_ptr<AnswerTable> table; ///< Made, used and removed on the thread.
    QThread thread;
    std::unique_ptr<QObject> context; ///< Lives on the thread.
    std::unique_ptr<Timer> sweeper;
};

IdempotencyStore::IdempotencyStore(Clock &clock, Opener open, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, clock, std::move(open)))
{
    qRegisterMetaType<Error>();
    sweep();
}

IdempotencyStore::~IdempotencyStore()
{
    QMetaObject::invokeMethod(d->context.get(), [this] {
        d->table.reset();
        d->thread.quit();
    });
    d->thread.wait();
}

void IdempotencyStore::claim(const IdempotencyKey &key, const QByteArray &bodyHash, QObject *context,
                             Answer<Claim> answer)
{
    d->ask(context, std::move(answer),
           [=](AnswerTable &table, const QDateTime &now) { return table.claim(key, bodyHash, now); });
}

void IdempotencyStore::renew(const Lease &lease, QObject *context, Answer<bool> answer)
{
    d->ask(context, std::move(answer),
           [lease](AnswerTable &table, const QDateTime &now) { return table.renew(lease, now); });
}

void IdempotencyStore::complete(const Lease &lease, const StoredAnswer &content, QObject *context, Answer<bool> answer)
{
    d->ask(context, std::move(answer),
           [=](AnswerTable &table, const QDateTime &now) { return table.complete(lease, content, now); });
}

void IdempotencyStore::release(const Lease &lease, QObject *context, Answer<Done> answer)
{
    d->ask(context, std::move(answer), [lease](AnswerTable &table, const QDateTime &) { return table.release(lease); });
}

void IdempotencyStore::sweep()
{
    const auto told = [this](const Result<Done> &swept) {
        if (!swept)
            Q_EMIT sweepFailed(swept.error());
    };
    d->ask<Done>(this, told, [](AnswerTable &table, const QDateTime &now) { return table.sweep(now); });
    d->sweeper->start(betweenSweeps);
}

} // namespace triptych
