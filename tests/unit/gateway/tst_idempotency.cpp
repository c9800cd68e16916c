// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/Idempotency.h"
#include "core/gateway/idempotency/SqliteAnswers.h"
#include "tests/support/IdempotencyAnswers.h"
#include "tests/support/ManualClock.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QByteArray body = bodyHash("{}");
const QByteArray other = bodyHash("[]");

/// A table whose connection can be cut.
class CutTable final : public AnswerTable
{
public:
    CutTable(std::unique_ptr<AnswerTable> behind, std::shared_ptr<std::atomic<bool>> isCut)
        : m_behind(std::move(behind)),
          m_isCut(std::move(isCut))
    {}

    Result<Claim> claim(const IdempotencyKey &key, const QByteArray &hash, const QDateTime &now) override
    {
        return *m_isCut ? cut() : m_behind->claim(key, hash, now);
    }
    Result<bool> renew(const Lease &lease, const QDateTime &now) override
    {
        return *m_isCut ? cut() : m_behind->renew(lease, now);
    }
    Result<bool> complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &now) override
    {
        return *m_isCut ? cut() : m_behind->complete(lease, answer, now);
    }
    Result<> release(const Lease &lease) override { return *m_isCut ? cut() : m_behind->release(lease); }
    Result<> sweep(const QDateTime &now) override { return *m_isCut ? cut() : m_behind->sweep(now); }

private:
    static Error cut() { return {.kind = ErrorKind::Storage, .cause = QStringLiteral("idempotency.redis")}; }

    std::unique_ptr<AnswerTable> m_behind;
    std::shared_ptr<std::atomic<bool>> m_isCut;
};

class Call final : public SharedCall
{
public:
    bool canBeJoined() const override { return true; }
    void join(std::shared_ptr<ServedExchange>) override {}
};

/// One gateway on a file that it may share.
struct Gateway
{
    Gateway(ManualClock &clock, const QString &file)
        : store(clock,
                [file, isCut = isCut]() -> Result<std::unique_ptr<AnswerTable>> {
                    auto database = GatewayDatabase::open(file);
                    if (!database)
                        return database.error();
                    auto table = std::make_unique<SqliteAnswers>(std::move(database).value(), IdempotencyTimes());
                    return std::unique_ptr<AnswerTable>(std::make_unique<CutTable>(std::move(table), isCut));
                }),
          calls(clock, store),
          lost(&calls, &Idempotency::answerNotKept)
    {}

    std::shared_ptr<std::atomic<bool>> isCut = std::make_shared<std::atomic<bool>>(false);
    IdempotencyStore store;
    Idempotency calls;
    QSignalSpy lost;
};

/// What one client was told.
struct Client
{
    void ask(Gateway &gateway, const char *name, const QByteArray &hash = body)
    {
        gateway.calls.begin(keyNamed(name), hash, &context, [this](Idempotency::Verdict told) {
            ++answers;
            verdict = std::move(told);
            if (auto *run = std::get_if<Idempotency::Run>(&*verdict))
                run->ticket->share(call);
        });
    }
    bool isAnswered() const
    {
        return QTest::qWaitFor([this] { return verdict.has_value(); });
    }
    template<typename T>
    T *told()
    {
        return isAnswered() ? std::get_if<T>(&*verdict) : nullptr;
    }
    IdempotencyTicket *ticket()
    {
        auto *run = told<Idempotency::Run>();
        return run ? run->ticket.get() : nullptr;
    }
    QString cause()
    {
        auto *error = told<Error>();
        return error ? error->cause : QStringLiteral("no error");
    }

    QObject context;
    std::shared_ptr<Call> call = std::make_shared<Call>();
    int answers = 0;
    std::optional<Idempotency::Verdict> verdict;
};

} // namespace

/// Who runs, who joins, who gets what was answered, and what a lost lease leads to.
class TestIdempotency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsOnceAndAnswersAgain();
    void remembersOverARestart();
    void sweepsEachHour();
    void joinsWhileItRuns();
    void runsOneOfAThousand();
    void refusesAnotherBodyWhileItRuns();
    void tellsBodiesApartBeforeTheStoreAnswered();
    void refusesWhatRunsInAnotherGateway();
    void letsTheNextRunWhenTheFirstHasGone();
    void freesTheKeyOfAFailure_data();
    void freesTheKeyOfAFailure();
    void freesTheKeyOfACallThatWasDropped();
    void saysThatAnAnswerWasTooLarge();
    void renewsWhileItRuns();
    void keepsNoAnswerOfALostLease();
    void livesThroughAShortCut();
    void stopsAfterALongCut();
    void saysWhenTheStoreIsGone();

private:
    void settle(Gateway &gateway);
    void pass(Gateway &gateway, std::chrono::seconds time);

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Gateway> m_one;
    std::unique_ptr<Gateway> m_two;
};

void TestIdempotency::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_one = std::make_unique<Gateway>(m_clock, m_home->filePath(QStringLiteral("gateway.sqlite")));
    m_two = std::make_unique<Gateway>(m_clock, m_home->filePath(QStringLiteral("gateway.sqlite")));
}

void TestIdempotency::cleanup()
{
    m_two.reset();
    m_one.reset();
}

/// Until the store has done all that it was asked so far.
void TestIdempotency::settle(Gateway &gateway)
{
    bool isDone = false;
    gateway.store.release({}, this, [&](const Result<Done> &) { isDone = true; });
    QVERIFY(QTest::qWaitFor([&] { return isDone; }));
}

void TestIdempotency::pass(Gateway &gateway, std::chrono::seconds time)
{
    for (; time > 0s; time -= 1s) {
        m_clock.advance(1s);
        settle(gateway);
    }
}

void TestIdempotency::runsOnceAndAnswersAgain()
{
    Client first, second, third;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf("1"));
    second.ask(*m_one, "a"); // at once: the store answers in order
    QVERIFY(second.told<StoredAnswer>());
    QCOMPARE(*second.told<StoredAnswer>(), answerOf("1"));
    third.ask(*m_two, "a");
    QVERIFY(third.told<StoredAnswer>());
    QCOMPARE(*third.told<StoredAnswer>(), answerOf("1"));
    QCOMPARE(m_one->lost.count(), 0);
}

void TestIdempotency::remembersOverARestart()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf("1", 422));
    cleanup();
    m_one = std::make_unique<Gateway>(m_clock, m_home->filePath(QStringLiteral("gateway.sqlite")));
    second.ask(*m_one, "a");
    QVERIFY(second.told<StoredAnswer>());
    QCOMPARE(*second.told<StoredAnswer>(), answerOf("1", 422));
    m_clock.advance(24h);
    Client later;
    later.ask(*m_one, "a");
    QVERIFY(later.ticket());
}

void TestIdempotency::sweepsEachHour()
{
    m_clock.advance(10min); // away from the hours of the sweeps
    Client first;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf("1"));
    settle(*m_one);
    const auto file = GatewayDatabase::open(m_home->filePath(QStringLiteral("gateway.sqlite")));
    QVERIFY(file);
    const auto kept = [&] {
        settle(*m_one);
        const auto count = firstValue(file.value()->sql(), QStringLiteral("SELECT count(*) FROM answers"));
        return count ? count.value().toInt() : -1;
    };
    m_clock.advance(24h - 1min);
    QCOMPARE(kept(), 1);
    m_clock.advance(1h);
    QCOMPARE(kept(), 0);
}

void TestIdempotency::joinsWhileItRuns()
{
    Client first, early, late;
    first.ask(*m_one, "a");
    early.ask(*m_one, "a"); // before the store has answered
    QVERIFY(first.ticket());
    QVERIFY(early.told<Idempotency::Join>());
    QCOMPARE(early.told<Idempotency::Join>()->call, std::shared_ptr<SharedCall>(first.call));
    late.ask(*m_one, "a");
    QVERIFY(late.told<Idempotency::Join>());
    first.call.reset();
    early.verdict.reset();
    late.verdict.reset();
    Client last;
    last.ask(*m_one, "a"); // a call that cannot be joined any more
    QCOMPARE(last.cause(), QStringLiteral("idempotency.running"));
    QCOMPARE(first.answers, 1);
}

void TestIdempotency::runsOneOfAThousand()
{
    std::vector<Client> clients(1000);
    int turn = 0;
    for (Client &client : clients)
        client.ask(++turn % 2 ? *m_one : *m_two, "a");
    int runners = 0;
    int joined = 0;
    int refused = 0;
    for (Client &client : clients) {
        runners += client.ticket() ? 1 : 0;
        joined += client.told<Idempotency::Join>() ? 1 : 0;
        refused += client.cause() == QLatin1String("idempotency.running") ? 1 : 0;
    }
    QCOMPARE(runners, 1);
    QCOMPARE(joined, 499); // who came to the same gateway
    QCOMPARE(refused, 500); // who came to the other
}

void TestIdempotency::refusesAnotherBodyWhileItRuns()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    second.ask(*m_one, "a", other);
    QCOMPARE(second.cause(), QStringLiteral("idempotency.body"));
    QCOMPARE(second.told<Error>()->httpStatus, std::optional(422));
}

void TestIdempotency::tellsBodiesApartBeforeTheStoreAnswered()
{
    Client first, wrong, right;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf("1"));
    wrong.ask(*m_two, "a", other);
    right.ask(*m_two, "a"); // waits behind a question that is answered with 422
    QCOMPARE(wrong.cause(), QStringLiteral("idempotency.body"));
    QVERIFY(right.told<StoredAnswer>());
}

void TestIdempotency::refusesWhatRunsInAnotherGateway()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    second.ask(*m_two, "a");
    QCOMPARE(second.cause(), QStringLiteral("idempotency.running"));
    QCOMPARE(second.told<Error>()->httpStatus, std::optional(409));
    QVERIFY(second.told<Error>()->retryAfter > 0ms);
}

void TestIdempotency::letsTheNextRunWhenTheFirstHasGone()
{
    auto first = std::make_unique<Client>();
    Client second, third;
    first->ask(*m_one, "a");
    second.ask(*m_one, "a");
    first.reset();
    QVERIFY(second.ticket());
    auto alone = std::make_unique<Client>();
    alone->ask(*m_one, "b");
    alone.reset();
    settle(*m_one); // the claim, whose answer nobody takes
    settle(*m_one); // so it is given back
    third.ask(*m_two, "b"); // what nobody waited for is free
    QVERIFY(third.ticket());
}

void TestIdempotency::freesTheKeyOfAFailure_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("500") << 500;
    QTest::newRow("429") << 429;
    QTest::newRow("401") << 401;
}

void TestIdempotency::freesTheKeyOfAFailure()
{
    QFETCH(int, status);
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf("no", status));
    settle(*m_one);
    second.ask(*m_two, "a", other);
    QVERIFY(second.ticket());
}

void TestIdempotency::freesTheKeyOfACallThatWasDropped()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.verdict.reset();
    second.ask(*m_one, "a");
    QVERIFY(second.ticket());
    second.ticket()->finish(answerOf("1"));
    second.ticket()->abandon(); // too late to matter
    second.verdict.reset();
    settle(*m_one);
    Client third;
    third.ask(*m_two, "a");
    QVERIFY(third.told<StoredAnswer>());
}

void TestIdempotency::saysThatAnAnswerWasTooLarge()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    first.ticket()->finish(answerOf(QByteArray(StoredAnswer::maxBodyBytes + 1, 'x')));
    second.ask(*m_one, "a");
    QCOMPARE(second.cause(), QStringLiteral("idempotency.too_large"));
    QCOMPARE(second.told<Error>()->httpStatus, std::optional(409));
}

void TestIdempotency::renewsWhileItRuns()
{
    Client first, second, third;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    pass(*m_one, 300s);
    QVERIFY(!first.ticket()->isLost());
    second.ask(*m_two, "a");
    QCOMPARE(second.cause(), QStringLiteral("idempotency.running"));
    first.ticket()->finish(answerOf("1"));
    settle(*m_one);
    third.ask(*m_two, "a");
    QVERIFY(third.told<StoredAnswer>());
    const int sweepers = 2;
    QCOMPARE(m_clock.runningTimers(), sweepers);
}

void TestIdempotency::keepsNoAnswerOfALostLease()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    m_clock.jumpWall(1h); // the other gateway sees a lease that ran out
    second.ask(*m_two, "a");
    QVERIFY(second.ticket());
    first.ticket()->finish(answerOf("stale"));
    settle(*m_one);
    QCOMPARE(m_one->lost.count(), 1);
    QCOMPARE(m_one->lost[0][0].value<Error>().cause, QStringLiteral("idempotency.lost"));
    second.ticket()->finish(answerOf("right"));
    settle(*m_two);
    Client third;
    third.ask(*m_one, "a");
    QVERIFY(third.told<StoredAnswer>());
    QCOMPARE(third.told<StoredAnswer>()->body, QByteArray("right"));
}

void TestIdempotency::livesThroughAShortCut()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    *m_one->isCut = true;
    pass(*m_one, 15s);
    *m_one->isCut = false;
    pass(*m_one, 30s);
    QVERIFY(!first.ticket()->isLost());
    first.ticket()->finish(answerOf("1"));
    settle(*m_one);
    second.ask(*m_two, "a");
    QVERIFY(second.told<StoredAnswer>());
}

void TestIdempotency::stopsAfterALongCut()
{
    Client first, second;
    first.ask(*m_one, "a");
    QVERIFY(first.ticket());
    *m_one->isCut = true;
    pass(*m_one, 27s);
    QVERIFY(!first.ticket()->isLost());
    pass(*m_one, 1s);
    QVERIFY(first.ticket()->isLost()); // two seconds before the store says so
    *m_one->isCut = false;
    pass(*m_one, 1s);
    QVERIFY(first.ticket()->isLost());
    first.ticket()->finish(answerOf("late"));
    settle(*m_one);
    QCOMPARE(m_one->lost.count(), 1);
    second.ask(*m_two, "a");
    QVERIFY(second.ticket());
}

void TestIdempotency::saysWhenTheStoreIsGone()
{
    Client first, second, third;
    *m_one->isCut = true;
    first.ask(*m_one, "a");
    QCOMPARE(first.cause(), QStringLiteral("idempotency.redis"));
    QCOMPARE(first.told<Error>()->httpStatus, std::optional(503));
    *m_one->isCut = false;
    second.ask(*m_one, "a");
    QVERIFY(second.ticket());
    *m_one->isCut = true;
    second.ticket()->finish(answerOf("1"));
    settle(*m_one);
    QCOMPARE(m_one->lost.count(), 1);
    QCOMPARE(m_one->lost[0][0].value<Error>().cause, QStringLiteral("idempotency.redis"));
    Gateway closed(m_clock, m_home->filePath(QStringLiteral("no/such/folder/gateway.sqlite")));
    third.ask(closed, "a");
    QCOMPARE(third.cause(), QStringLiteral("gateway.read_only"));
}

QTEST_GUILESS_MAIN(TestIdempotency)
#include "tst_idempotency.moc"
