// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "tests/support/ManualClock.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/MainWindow.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QTest>
#include <algorithm>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QString estimateMark = QStringLiteral("≈ ");

QString tokens(const char *text)
{
    return QString::fromLatin1(text).replace(QLatin1Char(' '), QChar(QChar::Nbsp));
}

} // namespace

/// The number under the prompt: an estimate until the text rests, then what the provider counts, if a person wants
/// that.
class TestTokensInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void nothingIsSentUnasked();
    void countsWhatHasRested();
    void typingBringsTheEstimateBack();
    void aNewerTextCancelsTheOlder();
    void eachLaneIsAskedOnce();
    void aPromptThatCannotBeSentIsNotCounted();
    void consentIsTakenBack();
    void nothingWhileTheVaultIsLocked();
    void noKeyGoesToAnotherAddress();
    void aLocalModelCountsOnceItRuns();

private:
    void open(const QStringList &lanes = {QStringLiteral("test/one")},
              const QString &prompt = QStringLiteral("say something"), const QByteArray &auth = R"({"scheme":"none"})");
    void consent(bool isGiven = true);
    void count(int tokens);
    void addKey(const QString &origin);
    void runToTheEnd();
    /// Until the thread that sends has done what it was asked to; what the local servers said.
    QString settle();
    QString shown() const { return m_bench->window().findChild<QLabel *>(QStringLiteral("tokenCount"))->text(); }
    std::size_t questions() const;

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<WindowBench> m_bench;
    script::Steps m_answer;
};

void TestTokensInWindow::init()
{
    m_clock = std::make_shared<ManualClock>();
    m_bench = std::make_unique<WindowBench>();
    count(42);
    m_bench->server.respond([this](const ScriptedRequest &request) {
        return request.target() == "/v1/count" ? m_answer : answerOf("an answer");
    });
}

void TestTokensInWindow::open(const QStringList &lanes, const QString &prompt, const QByteArray &auth)
{
    m_bench->addProvider(auth + R"(,"paths":{"count":"/count"})");
    m_bench->keepLanes(lanes, prompt);
    m_bench->open(m_clock);
}

void TestTokensInWindow::consent(bool isGiven)
{
    Settings settings = m_bench->session().settings();
    settings.countTokens = isGiven;
    QVERIFY(m_bench->session().changeSettings(settings));
}

void TestTokensInWindow::count(int tokens)
{
    m_answer = {script::answer(200, "{\"input_tokens\":" + QByteArray::number(tokens) + '}')};
}

void TestTokensInWindow::addKey(const QString &origin)
{
    Vault &vault = m_bench->session().vault();
    vault.create(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    vault.addKey({.provider = QStringLiteral("test"), .origins = {origin}}, Secret::copyOf("sk-canary-42"),
                 [](const Result<> &) {});
    QTRY_COMPARE(vault.keys().size(), std::size_t(1));
}

void TestTokensInWindow::runToTheEnd()
{
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_bench->lane(0).state().hasEnded());
}

QString TestTokensInWindow::settle()
{
    std::optional<QString> logs;
    m_bench->session().localServerLogs(this, [&logs](const QString &text) { logs = text; });
    if (!QTest::qWaitFor([&logs] { return logs.has_value(); }))
        qFatal("nobody answers");
    return *logs;
}

std::size_t TestTokensInWindow::questions() const
{
    const auto &all = m_bench->server.requests();
    return std::size_t(std::count_if(all.begin(), all.end(),
                                     [](const ScriptedRequest &request) { return request.target() == "/v1/count"; }));
}

void TestTokensInWindow::nothingIsSentUnasked()
{
    open();
    QVERIFY2(shown().startsWith(estimateMark), qPrintable(shown()));
    m_clock->advance(1h);
    runToTheEnd();
    QCOMPARE(m_bench->answer(0), QStringLiteral("an answer"));
    m_clock->advance(1h);
    m_bench->editor().setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("more "));
    m_clock->advance(1h);
    runToTheEnd();
    QCOMPARE(questions(), std::size_t(0));
}

void TestTokensInWindow::countsWhatHasRested()
{
    open();
    consent();
    m_clock->advance(999ms);
    settle();
    QCOMPARE(questions(), std::size_t(0));
    m_clock->advance(1ms);
    QTRY_COMPARE(shown(), tokens("42 tokens"));
    QCOMPARE(questions(), std::size_t(1));
    const ScriptedRequest &request = m_bench->server.requests().at(0);
    QCOMPARE(request.body, QByteArray(R"({"model":"one","messages":[{"role":"user","content":"say something"}]})"));
    m_clock->advance(1h); // it stays, and is not asked for again
    runToTheEnd();
    QCOMPARE(shown(), tokens("42 tokens"));
    QCOMPARE(questions(), std::size_t(1));
}

void TestTokensInWindow::typingBringsTheEstimateBack()
{
    open();
    consent();
    count(1);
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("1 token"));
    m_bench->editor().setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
    QVERIFY2(shown().startsWith(estimateMark), qPrintable(shown()));
    m_clock->advance(900ms);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("y"));
    m_clock->advance(900ms); // it never rested
    QVERIFY(shown().startsWith(estimateMark));
    count(2095);
    m_clock->advance(100ms);
    QTRY_COMPARE(shown(), tokens("2,095 tokens"));
    QCOMPARE(questions(), std::size_t(2));
}

void TestTokensInWindow::aNewerTextCancelsTheOlder()
{
    open();
    consent();
    m_answer = {script::Pause {}};
    m_clock->advance(1s);
    QTRY_COMPARE(questions(), std::size_t(1));
    QTRY_VERIFY(m_bench->server.isPaused());
    m_bench->editor().setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
    QTRY_COMPARE(m_bench->server.openConnections(), 0); // hung up at once
    count(7);
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("7 tokens"));
    QCOMPARE(questions(), std::size_t(2));
}

void TestTokensInWindow::eachLaneIsAskedOnce()
{
    open({QStringLiteral("test/one"), QStringLiteral("test/one"), QStringLiteral("test/two")});
    consent();
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("42 tokens"));
    QTRY_COMPARE(questions(), std::size_t(2));
    runToTheEnd();
    m_clock->advance(1s);
    runToTheEnd();
    QCOMPARE(questions(), std::size_t(2));
}

void TestTokensInWindow::aPromptThatCannotBeSentIsNotCounted()
{
    open({QStringLiteral("test/one")}, QStringLiteral("say {{what}}"));
    consent();
    m_clock->advance(1s);
    QVERIFY(shown().startsWith(estimateMark));
    m_bench->window().editors().setVariableValue(QStringLiteral("what"), QStringLiteral("hello"));
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("42 tokens"));
    QCOMPARE(questions(), std::size_t(1));
    QVERIFY(m_bench->server.requests()[0].body.contains("say hello"));
}

void TestTokensInWindow::consentIsTakenBack()
{
    open();
    consent();
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("42 tokens"));
    consent(false);
    QVERIFY2(shown().startsWith(estimateMark), qPrintable(shown()));
    m_clock->advance(1h);
    runToTheEnd();
    QCOMPARE(questions(), std::size_t(1));
}

void TestTokensInWindow::nothingWhileTheVaultIsLocked()
{
    open({QStringLiteral("test/one")}, QStringLiteral("say something"), R"({"scheme":"bearer"})");
    addKey(originOf(m_bench->server.url()));
    Vault &vault = m_bench->session().vault();
    vault.lock();
    QTRY_COMPARE(vault.state(), VaultState::Locked);
    consent();
    m_clock->advance(1h);
    settle();
    QCOMPARE(m_bench->server.connections(), 0);
    QVERIFY(!m_bench->window().findChild<QDialog *>(QStringLiteral("unlockDialog"))); // nor is anybody asked
    vault.unlock(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    m_clock->advance(1s);
    QTRY_COMPARE(shown(), tokens("42 tokens"));
    QVERIFY(m_bench->server.requests().at(0).header("authorization").endsWith("sk-canary-42"));
}

void TestTokensInWindow::noKeyGoesToAnotherAddress()
{
    open({QStringLiteral("test/one")}, QStringLiteral("say something"), R"({"scheme":"bearer"})");
    addKey(QStringLiteral("https://elsewhere.example.org:443"));
    consent();
    m_clock->advance(1s);
    bool isAnswered = false; // another question behind the first
    const auto question = m_bench->session().countTokens(
        {.address = {QStringLiteral("test"), QStringLiteral("one"), {}}}, this, [&](std::optional<qint64> tokens) {
            QVERIFY(!tokens);
            isAnswered = true;
        });
    QTRY_VERIFY(isAnswered);
    QVERIFY(shown().startsWith(estimateMark));
    QCOMPARE(m_bench->server.connections(), 0);
}

/// Its prompt stays on this machine, so nobody is asked; and no server is started for it.
void TestTokensInWindow::aLocalModelCountsOnceItRuns()
{
    m_bench->open(m_clock);
    QVERIFY(!m_bench->session().settings().countTokens);
    m_clock->advance(1h);
    QCOMPARE(settle(), QString()); // no server has a word to say
    QVERIFY(shown().startsWith(estimateMark));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->lane(0).state().hasEnded() && m_bench->lane(1).state().hasEnded(), 60'000);
    if (m_bench->lane(0).state().stage == LaneStage::Failed && !qEnvironmentVariableIsSet("TRIPTYCH_REQUIRE_LLAMA"))
        QSKIP("no llama-server here");
    QVERIFY(shown().startsWith(estimateMark));
    m_clock->advance(1s);
    const auto taken = m_bench->lane(0).state().metrics.inputTokens;
    QTRY_COMPARE(shown(), tokens(qPrintable(QStringLiteral("%1 tokens").arg(taken.value_or(0)))));
}

QTEST_MAIN(TestTokensInWindow)
#include "tst_tokensinwindow.moc"
