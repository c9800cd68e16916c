// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/store/CallLog.h"

#include "core/gateway/store/GatewayDatabase.h"

#include <QPointer>
#include <QThread>

namespace triptych {

namespace {

constexpr std::chrono::milliseconds writeEvery {250};

/// A null string would be bound as NULL.
QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Result<> insert(const QSqlDatabase &database, const LoggedCall &call)
{
    const auto done = execute(database,
                              QStringLiteral("INSERT INTO calls (ended_at, token, route, asked, lane, outcome, cause,"
                                             " status, figures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                              {call.endedAt.toMSecsSinceEpoch(), notNull(call.token), notNull(call.route),
                               notNull(call.asked), notNull(call.lane), notNull(call.outcome), notNull(call.cause),
                               call.status, notNull(QString::fromUtf8(call.figures))});
    return done ? Result<>(Done()) : done.error();
}

Result<> insertAll(const QSqlDatabase &database, const std::vector<LoggedCall> &calls, const QDateTime &now)
{
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const LoggedCall &call : calls)
        if (auto done = insert(database, call); !done)
            return done;
    const auto swept = execute(database, QStringLiteral("DELETE FROM calls WHERE ended_at < ?"),
                               {now.addDays(-CallLog::keptDays).toMSecsSinceEpoch()});
    return swept ? transaction.commit() : swept.error();
}

Result<std::vector<LoggedCall>> readNewest(const QSqlDatabase &database, int most)
{
    auto rows = execute(database,
                        QStringLiteral("SELECT ended_at, token, route, asked, lane, outcome, cause, status, figures"
                                       " FROM calls ORDER BY id DESC LIMIT ?"),
                        {most});
    if (!rows)
        return rows.error();
    std::vector<LoggedCall> calls;
    while (rows.value().next()) {
        const auto text = [&rows](int column) { return rows.value().value(column).toString(); };
        calls.push_back({.endedAt = QDateTime::fromMSecsSinceEpoch(rows.value().value(0).toLongLong(), Qt::UTC),
                         .token = text(1),
                         .route = text(2),
                         .asked = text(3),
                         .lane = text(4),
                         .outcome = text(5),
                         .cause = text(6),
                         .status = rows.value().value(7).toInt(),
                         .figures = text(8).toUtf8()});
    }
    return calls;
}

} // namespace

class CallLog::Private
{
public:
    Private(CallLog &owner, QString databaseFile, Clock &machine)
        : q(owner),
          file(std::move(databaseFile)),
          clock(machine),
          context(new QObject),
          timer(machine.newTimer([this] { write(); }))
    {
        thread.setObjectName(QStringLiteral("calls"));
        context->moveToThread(&thread);
        thread.start();
    }

    void write()
    {
        QMetaObject::invokeMethod(context.get(), [this, calls = std::exchange(waiting, {}), now = clock.wallTime()] {
            const auto done
                = opened().andThen([&](GatewayDatabase *table) { return insertAll(table->sql(), calls, now); });
            if (!done)
                QMetaObject::invokeMethod(&q, [this, error = done.error()] { Q_EMIT q.problem(error); });
        });
    }

    /// On the thread.
    Result<GatewayDatabase *> opened()
    {
        if (!database) {
            auto made = GatewayDatabase::open(file);
            if (!made)
                return made.error();
            database = std::move(made).value();
        }
        return database.get();
    }

    CallLog &q;
    const QString file;
    Clock &clock;
    std::vector<LoggedCall> waiting;
    std::unique_ptr<GatewayDatabase> database; ///< Made, used and removed on the thread.
    QThread thread;
    std::unique_ptr<QObject> context; ///< Lives on the thread.
    std::unique_ptr<Timer> timer;
};

CallLog::CallLog(const QString &databaseFile, Clock &clock, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, databaseFile, clock))
{
    qRegisterMetaType<Error>();
}

CallLog::~CallLog()
{
    if (!d->waiting.empty())
        d->write();
    QMetaObject::invokeMethod(d->context.get(), [this] {
        d->database.reset();
        d->context->moveToThread(nullptr);
        d->thread.quit();
    });
    d->thread.wait();
}

void CallLog::add(LoggedCall call)
{
    if (d->waiting.size() >= mostWaiting)
        return;
    if (d->waiting.empty())
        d->timer->start(writeEvery);
    d->waiting.push_back(std::move(call));
}

void CallLog::newest(int most, QObject *context, std::function<void(Result<std::vector<LoggedCall>>)> answer)
{
    if (!d->waiting.empty())
        d->write();
    QMetaObject::invokeMethod(d->context.get(), [this, most, asker = QPointer<QObject>(context), answer] {
        const auto calls
            = d->opened().andThen([most](GatewayDatabase *table) { return readNewest(table->sql(), most); });
        QMetaObject::invokeMethod(this, [asker, answer, calls] {
            if (asker)
                answer(calls);
        });
    });
}

} // namespace triptych
