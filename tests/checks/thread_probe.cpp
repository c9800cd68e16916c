// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the thread sanitizer is to report and what not, between threads of Qt. Each way of running this has two threads
// touch the same number; only what orders them differs.

#include <QCoreApplication>
#include <QMutex>
#include <QProcess>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>
#include <QWaitCondition>
#include <atomic>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace {

class Counter : public QObject
{
    Q_OBJECT

public:
    int count = 0; ///< Touched by whichever thread has its turn.

Q_SIGNALS:
    void counted(int *where);
};

/// Does one piece of work, and ends when the other thread has done its own: on the way out it takes locks that both
/// know, and those would order the two now and then. A report that comes now and then proves nothing.
class Worker
{
public:
    Worker()
    {
        QSemaphore isRunning;
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context, [&isRunning] { isRunning.release(); }, Qt::QueuedConnection);
        isRunning.acquire();
    }
    ~Worker()
    {
        m_mayEnd.store(true, std::memory_order_relaxed); // which orders nothing
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Worker)

    void post(const std::function<void()> &work)
    {
        const auto workAndEnd = [this, work] {
            work();
            while (!m_mayEnd.load(std::memory_order_relaxed))
                QThread::yieldCurrentThread();
            QThread::currentThread()->quit();
        };
        QMetaObject::invokeMethod(&m_context, workAndEnd, Qt::QueuedConnection);
    }

private:
    std::atomic<bool> m_mayEnd = false;
    QThread m_thread;
    QObject m_context;
};

/// Nobody hands anything over: to be reported.
void touchesUnordered()
{
    Counter counter;
    Worker worker;
    worker.post([&counter] { ++counter.count; });
    ++counter.count;
}

/// The signal hands it over, and its sender touches it once more: to be reported.
void touchesAfterTheSignal()
{
    Counter counter;
    std::atomic<bool> isTouched = false; // relaxed, so that it fixes the turns and yet orders nothing
    QObject::connect(
        &counter, &Counter::counted, qApp,
        [&isTouched](int *where) {
            while (!isTouched.load(std::memory_order_relaxed))
                QThread::yieldCurrentThread();
            ++*where;
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    Worker worker;
    worker.post([&counter, &isTouched] {
        Q_EMIT counter.counted(&counter.count);
        ++counter.count;
        isTouched.store(true, std::memory_order_relaxed);
    });
    QCoreApplication::exec();
}

/// To and fro by queued signals alone, as the whole program does: not to be reported.
void handsOver()
{
    Counter counter;
    QObject::connect(
        &counter, &Counter::counted, qApp,
        [](int *where) {
            ++*where;
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    Worker worker;
    ++counter.count;
    worker.post([&counter] {
        ++counter.count;
        Q_EMIT counter.counted(&counter.count);
    });
    QCoreApplication::exec();
}

/// The pool takes work from a queue of its own, and a semaphore says when it is done: not to be reported.
void handsToThePool()
{
    int count = 1;
    QSemaphore done;
    QThreadPool::globalInstance()->start([&count, &done] {
        ++count;
        done.release();
    });
    done.acquire();
    ++count;
}

/// The lock is let go while one waits, and that is all that orders the two: not to be reported.
void wakesTheOther()
{
    int count = 0;
    bool isWaiting = false;
    bool isWoken = false;
    QMutex mutex;
    QWaitCondition waiting;
    QWaitCondition woken;
    const std::unique_ptr<QThread> waiter(QThread::create([&] {
        const QMutexLocker locker(&mutex);
        isWaiting = true;
        waiting.wakeOne();
        while (!isWoken)
            woken.wait(&mutex);
        ++count;
    }));
    {
        const QMutexLocker locker(&mutex);
        waiter->start();
        while (!isWaiting)
            waiting.wait(&mutex);
        ++count;
        isWoken = true;
        woken.wakeOne();
    }
    waiter->wait();
}

/// A child that shares our memory until it runs its own program would leave the sanitizer half blind in this thread,
/// and without a word; Qt starts them so by default.
bool startsAChild()
{
    QProcess child;
    child.start(QStringLiteral("true"), QStringList());
    return child.waitForFinished() && child.exitCode() == 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::map<std::string, void (*)()> ways {{"unordered", touchesUnordered},
                                                  {"after_the_signal", touchesAfterTheSignal},
                                                  {"signal", handsOver},
                                                  {"pool", handsToThePool},
                                                  {"condition", wakesTheOther}};
    QCoreApplication app(argc, argv);
    const auto way = ways.find(argc == 2 ? argv[1] : "");
    if (way == ways.end() || !startsAChild()) {
        std::fputs("usage: thread_probe unordered|after_the_signal|signal|pool|condition\n", stderr);
        return 2;
    }
    way->second();
    return 0;
}

#include "thread_probe.moc"
