// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryStore.h"

#include "core/history/HistoryWorker.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThread>

namespace triptych {

namespace {

/// Carries one answer to the thread of who asked. It lives there, so it can see whether that object still exists.
class Courier final : public QObject
{
public:
    explicit Courier(QObject *recipient) : m_recipient(recipient) { moveToThread(recipient->thread()); }

    void deliver(const std::function<void()> &message)
    {
        QMetaObject::invokeMethod(this, [this, message] {
            if (m_recipient)
                message();
            deleteLater();
        });
    }

private:
    QPointer<QObject> m_recipient;
};

} // namespace

class HistoryStore::Private
{
public:
    Private(const QString &folder, const HistoryTimes &times) : worker(new HistoryWorker(folder, times))
    {
        thread.setObjectName(QStringLiteral("history"));
        worker->moveToThread(&thread);
        thread.start();
    }

    void post(std::function<void(HistoryWorker &)> work)
    {
        QMetaObject::invokeMethod(worker.get(), [this, work = std::move(work)] { work(*worker); });
    }

    template<typename T, typename Work>
    void ask(QObject *context, HistoryStore::Answer<T> answer, Work work)
    {
        auto *courier = new Courier(context);
        post([courier, answer = std::move(answer), work = std::move(work)](HistoryWorker &on) {
            courier->deliver([answer, result = Result<T>(work(on))] { answer(result); });
        });
    }

    QThread thread;
    std::unique_ptr<HistoryWorker> worker;
};

HistoryStore::HistoryStore(const QString &dataFolder, QObject *parent)
    : HistoryStore(dataFolder, HistoryTimes {}, parent)
{}

HistoryStore::HistoryStore(const QString &dataFolder, const HistoryTimes &times, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(dataFolder, times))
{
    qRegisterMetaType<Error>();
    connect(d->worker.get(), &HistoryWorker::changed, this, &HistoryStore::changed);
    connect(d->worker.get(), &HistoryWorker::problem, this, &HistoryStore::problem);
    d->post([](HistoryWorker &worker) { worker.open(); });
}

HistoryStore::~HistoryStore()
{
    d->post([thread = &d->thread](HistoryWorker &worker) {
        worker.close();
        thread->quit();
    });
    d->thread.wait();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // what went wrong at the very end is told too
}

void HistoryStore::beginRun(const RunOpening &opening)
{
    d->post([opening](HistoryWorker &worker) { worker.tell(BeginRun {opening}); });
}

void HistoryStore::appendText(LaneId lane, const QString &text, const QString &reasoning)
{
    d->post([=](HistoryWorker &worker) { worker.tellText(lane, text, reasoning); });
}

void HistoryStore::finishLane(const LaneRecord &record)
{
    d->post([record](HistoryWorker &worker) { worker.tell(EndLane {record}); });
}

void HistoryStore::list(const HistoryQuery &query, QObject *context, Answer<std::vector<RunSummary>> answer)
{
    d->ask(context, std::move(answer), [query](HistoryWorker &worker) { return worker.list(query); });
}

void HistoryStore::detail(qint64 run, QObject *context, Answer<RunDetail> answer)
{
    d->ask(context, std::move(answer), [run](HistoryWorker &worker) { return worker.detail(run); });
}

void HistoryStore::samples(const QDateTime &since, QObject *context, Answer<std::vector<LatencySample>> answer)
{
    d->ask(context, std::move(answer), [since](HistoryWorker &worker) { return worker.samples(since); });
}

void HistoryStore::latencies(const QDateTime &since, QObject *context, Answer<std::vector<LatencySummary>> answer)
{
    d->ask(context, std::move(answer), [since](HistoryWorker &worker) -> Result<std::vector<LatencySummary>> {
        const auto samples = worker.samples(since);
        return samples ? Result(summarise(samples.value())) : samples.error();
    });
}

void HistoryStore::remove(qint64 run, QObject *context, Answer<Done> answer)
{
    d->ask(context, std::move(answer), [run](HistoryWorker &worker) { return worker.remove(run); });
}

void HistoryStore::removeRange(const QDateTime &from, const QDateTime &to, QObject *context, Answer<int> answer)
{
    d->ask(context, std::move(answer), [=](HistoryWorker &worker) { return worker.removeRange(from, to); });
}

void HistoryStore::recover(const QString &damagedFile, QObject *context, Answer<int> answer)
{
    d->ask(context, std::move(answer), [damagedFile](HistoryWorker &worker) { return worker.recover(damagedFile); });
}

void HistoryStore::keepDays(int days)
{
    d->post([days](HistoryWorker &worker) { worker.keepDays(days); });
}

} // namespace triptych
