// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayController.h"
#include "tests/gui/gateway/GatewayBench.h"
#include "tests/support/ManualClock.h"
#include "ui/editor/EditorTabs.h"
#include "ui/gateway/ClientText.h"
#include "ui/lanes/answer/AnswerView.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/VaultButton.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>

using namespace triptych;

/// The gateway as a person runs it from the window, with a program that calls it.
class TestGatewayPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m = std::make_unique<GatewayBench>(); }
    void cleanup() { m.reset(); }

    void isNotThereAtFirst();
    void servesAProgramThatHasAToken();
    void revokesAToken();
    void saysWhyItDoesNotStart();
    void routesHoldAtOnce();
    void keepsAFaultyFile();
    void tapShowsWordsAndForksThem();
    void holdsKeysUntilEverythingIsLocked();
    void givesKeysBackAfterTwelveHours();
    void asksBeforeItCutsCallsOff();
    void connectsAProgram();
    void saysWhatTheDocumentationSays_data();
    void saysWhatTheDocumentationSays();

private:
    QByteArray startWithAToken();
    Vault &vault() const { return m->m_bench.session().vault(); }
    QByteArray openWithKey(std::shared_ptr<Clock> clock = std::make_shared<SystemClock>());
    ScriptedServer &server() const { return m->m_bench.server; }

    std::unique_ptr<GatewayBench> m;
};

void TestGatewayPanel::isNotThereAtFirst()
{
    m->m_bench.open();
    QVERIFY(!m->window().findChild<QWidget *>(QStringLiteral("gatewayPanel")));
    m->action("toggle_gateway").trigger();
    QTRY_VERIFY(m->part<QWidget>("gatewayPanel").isVisible());
    WindowBench::click(m->window(), "gatewayClose");
    QVERIFY(!m->part<QWidget>("gatewayPanel").isVisible());
    QVERIFY(!m->action("toggle_gateway").isChecked());
}

void TestGatewayPanel::servesAProgramThatHasAToken()
{
    server().playAlways(answerOf("Good day"));
    m->open();
    m->makeVault();
    m->start();
    QTRY_VERIFY(m->part<QLabel>("gatewayState").text().contains(QStringLiteral("nobody")));
    const QByteArray token = m->makeToken(QStringLiteral("editor"));
    QCOMPARE(token.count('.'), 2);
    QTRY_VERIFY(m->rowText("gatewayTokensList", 0).startsWith(QStringLiteral("editor")));
    QTRY_VERIFY(m->part<QLabel>("gatewayState").text().startsWith(QStringLiteral("Running since")));
    const QByteArray answer = GatewayBench::answer(*m->ask(token, "test/one"));
    QVERIFY2(answer.startsWith("HTTP/1.1 200") && answer.contains("Good day"), answer.constData());
    m->choosePage(2);
    QTRY_COMPARE(m->list("gatewayCallsList").model()->rowCount(), 1);
    const QString call = m->rowText("gatewayCallsList", 0);
    for (const char *part : {"test/one", "200", "editor", "3 in, 2 out"})
        QVERIFY2(call.contains(QLatin1String(part)), qPrintable(call));
    WindowBench::click(m->window(), "gatewayAddressCopy");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:%1").arg(m->port));
    WindowBench::click(m->window(), "gatewaySwitch");
    QTRY_VERIFY(m->part<QWidget>("gatewayPort").isVisible());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m->port);
    QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

QByteArray TestGatewayPanel::startWithAToken()
{
    m->open();
    m->makeVault();
    m->start();
    return m->makeToken(QStringLiteral("editor"));
}

void TestGatewayPanel::revokesAToken()
{
    server().playAlways(answerOf("Good day"));
    const QByteArray token = startWithAToken();
    QTRY_COMPARE(m->statusOf(token, "test/one"), 200);
    QTRY_COMPARE(m->list("gatewayTokensList").model()->rowCount(), 1);
    QListView &list = m->list("gatewayTokensList");
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
    WindowBench::click(m->window(), "gatewayTokenRevoke");
    auto &question = m->part<QWidget>("gatewayTokenQuestion");
    QTRY_VERIFY(question.isVisible());
    QCOMPARE(m->statusOf(token, "test/one"), 200); // asking is not doing
    WindowBench::click(question, "noticeChoice0");
    QTRY_COMPARE(m->statusOf(token, "test/one"), 401);
    QTRY_VERIFY(m->rowText("gatewayTokensList", 0).contains(QStringLiteral("Revoked")));
    QVERIFY(!m->part<QWidget>("gatewayTokenRevoke").isEnabled());
}

void TestGatewayPanel::saysWhyItDoesNotStart()
{
    m->open();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m->part<QSpinBox>("gatewayPort").setValue(other.serverPort());
    WindowBench::click(m->window(), "gatewaySwitch");
    auto &notice = m->part<QWidget>("gatewayNotice");
    QTRY_VERIFY(notice.isVisible());
    QVERIFY(notice.findChild<QLabel *>()->text().contains(QString::number(other.serverPort())));
    QVERIFY(m->part<QWidget>("gatewayPort").isVisible());
}

void TestGatewayPanel::routesHoldAtOnce()
{
    server().playAlways(answerOf("Good day"));
    const QByteArray token = startWithAToken();
    QTRY_COMPARE(m->statusOf(token, "test/one"), 200);
    QCOMPARE(m->statusOf(token, "fast"), 404);
    m->choosePage(0);
    WindowBench::click(m->window(), "gatewayRouteAdd");
    QDialog &dialog = *m->m_bench.dialog("routeDialog");
    m->m_bench.type(dialog, "routeNameField", QStringLiteral("fast"));
    m->m_bench.type(dialog, "routeLane0", QStringLiteral("test"));
    WindowBench::click(dialog, "primaryButton");
    QTRY_VERIFY(dialog.findChild<QLabel *>(QStringLiteral("problemLabel"))->isVisible()); // no model
    m->m_bench.type(dialog, "routeLane0", QStringLiteral("/two"));
    m->m_bench.type(dialog, "routeFixedField", QStringLiteral("temperature=0.5"));
    WindowBench::click(dialog, "primaryButton");
    QTRY_COMPARE(m->list("gatewayRoutesList").model()->rowCount(), 4); // three are there from the start
    QVERIFY(m->rowText("gatewayRoutesList", 3).contains(QStringLiteral("test/two")));
    QTRY_COMPARE(m->statusOf(token, "fast"), 200);
    const QByteArray sent = server().requests().back().body;
    QVERIFY2(sent.contains(R"("model":"two")") && sent.contains("0.5"), sent.constData());
    QFile file(m->m_bench.paths().gatewayFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("test/two"));
}

void TestGatewayPanel::keepsAFaultyFile()
{
    QFile file(m->m_bench.paths().gatewayFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"port\": 80 }");
    file.close();
    m->open();
    auto &notice = m->part<QWidget>("gatewayNotice");
    QTRY_VERIFY(notice.isVisible());
    QListView &list = m->list("gatewayRoutesList");
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
    WindowBench::click(m->window(), "gatewayRouteDown");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{ \"port\": 80 }"));
    file.close();
    WindowBench::click(notice, "noticeChoice0");
    QTRY_VERIFY(!notice.isVisible());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QVERIFY(saved.indexOf("gpt-*") < saved.indexOf("claude-*"));
}

void TestGatewayPanel::tapShowsWordsAndForksThem()
{
    server().playAlways(beginningOf("The first half", ", the second half"));
    const QByteArray token = startWithAToken();
    m->choosePage(3);
    WindowBench::click(m->window(), "gatewayTapSwitch");
    const auto socket = m->ask(token, "test/one", "Say {{name}}", R"({"role":"system","content":"Be brief"},)");
    QTRY_VERIFY(m->part<AnswerView>("gatewayTapText").source() == QStringLiteral("The first half"));
    QVERIFY(m->rowText("gatewayTapCallsList", 0).contains(QStringLiteral("running")));
    server().release();
    GatewayBench::answer(*socket);
    QTRY_COMPARE(m->part<AnswerView>("gatewayTapText").source(), QStringLiteral("The first half, the second half"));
    WindowBench::click(m->window(), "gatewayFork");
    const EditorTabs &editors = m->m_bench.window().editors();
    QCOMPARE(editors.text(), QStringLiteral("system:\nBe brief\n\nuser:\nSay {{name}}\n"));
    const auto turns = editors.document().turns(editors.variableValues());
    QVERIFY(turns && turns.value().size() == 2);
    QCOMPARE(std::get<TextPart>(turns.value()[1].parts[0]).text, QStringLiteral("Say {{name}}"));
    WindowBench::click(m->window(), "gatewayTapSwitch");
    server().playAlways(answerOf("unheard"));
    QTRY_COMPARE(m->statusOf(token, "test/one"), 200);
    QCOMPARE(m->list("gatewayTapCallsList").model()->rowCount(), 1);
}

/// A gateway that holds the key of "test", and a token for it.
QByteArray TestGatewayPanel::openWithKey(std::shared_ptr<Clock> clock)
{
    server().playAlways(answerOf("Good day"));
    QFile file(m->m_bench.paths().gatewayFile());
    if (!file.open(QIODevice::WriteOnly))
        qFatal("no file");
    file.write(R"({"version":1,"routes":[{"name":"fast","to":["test/one"]}]})");
    file.close();
    m->open(R"({"scheme":"bearer"})", std::move(clock));
    m->makeVault();
    vault().addKey({.provider = QStringLiteral("test"), .origins = {originOf(server().url())}},
                   Secret::copyOf("sk-canary-42"), [](const Result<> &) {});
    if (!QTest::qWaitFor([this] { return vault().keys().size() == 1; }))
        qFatal("no key");
    m->start();
    return m->makeToken(QStringLiteral("editor"));
}

void TestGatewayPanel::holdsKeysUntilEverythingIsLocked()
{
    const QByteArray token = openWithKey();
    VaultButton &button = m->m_bench.window().vaultButton();
    QTRY_VERIFY2(button.toolTip().contains(QStringLiteral("Test")), qPrintable(button.toolTip()));
    vault().lock(); // as by itself after a while
    QTRY_COMPARE(vault().state(), VaultState::Locked);
    QTRY_COMPARE(m->statusOf(token, "fast"), 200);
    QVERIFY(server().requests().back().header("authorization").endsWith("sk-canary-42"));
    QVERIFY(button.toolTip().contains(QStringLiteral("Test")));
    m->part<QAction>("vaultLockEverything").trigger();
    QTRY_VERIFY(!button.toolTip().contains(QStringLiteral("Test")));
    const QByteArray refused = GatewayBench::answer(*m->ask(token, "fast"));
    QVERIFY2(refused.startsWith("HTTP/1.1 503") && refused.contains("vault_locked"), refused.constData());
    QVERIFY(!m->window().findChild<QDialog *>(QStringLiteral("unlockDialog"))); // nobody there asked for it
}

void TestGatewayPanel::givesKeysBackAfterTwelveHours()
{
    const auto clock = std::make_shared<ManualClock>();
    openWithKey(clock);
    VaultButton &button = m->m_bench.window().vaultButton();
    QTRY_VERIFY(button.toolTip().contains(QStringLiteral("Test")));
    clock->advance(GatewayController::leaseTerm - std::chrono::minutes(1));
    QVERIFY(button.toolTip().contains(QStringLiteral("Test")));
    clock->advance(std::chrono::minutes(1));
    QTRY_VERIFY(!button.toolTip().contains(QStringLiteral("Test")));
    QVERIFY(m->part<QWidget>("gatewayNotice").isVisible());
}

void TestGatewayPanel::asksBeforeItCutsCallsOff()
{
    server().playAlways(beginningOf("and so on"));
    const QByteArray token = startWithAToken();
    const auto socket = m->ask(token, "test/one");
    QTRY_VERIFY(server().isPaused());
    const auto isAsked = [this] {
        const auto *answer = m->window().findChild<QAbstractButton *>(QStringLiteral("noticeChoice1"));
        return answer && answer->isVisible();
    };
    m->window().close();
    QTRY_VERIFY(isAsked());
    WindowBench::click(m->window(), "noticeChoice1");
    QVERIFY(m->window().isVisible());
    m->window().close();
    QTRY_VERIFY(isAsked());
    WindowBench::click(m->window(), "noticeChoice0");
    QTRY_VERIFY(!m->window().isVisible());
    QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
}

void TestGatewayPanel::connectsAProgram()
{
    m->open();
    m->start();
    WindowBench::click(m->window(), "gatewayConnect");
    QDialog &dialog = *m->m_bench.dialog("connectDialog");
    auto &clients = *dialog.findChild<QListWidget *>(QStringLiteral("connectClients"));
    auto &text = *dialog.findChild<QPlainTextEdit *>(QStringLiteral("connectText"));
    QVERIFY(clients.count() >= 12);
    for (int i = 0; i < clients.count(); ++i) {
        clients.setCurrentRow(i);
        QVERIFY2(text.toPlainText().contains(QString::number(m->port)), qPrintable(clients.item(i)->text()));
        WindowBench::click(dialog, "connectCopy");
        QCOMPARE(QGuiApplication::clipboard()->text(), text.toPlainText());
    }
    const ClientText ollama(QStringLiteral("ollama-address"), 8000);
    QCOMPARE(ollama.with(Secret::copyOf("a.b.c")).view(), QByteArrayView("http://127.0.0.1:8000/t/a.b.c"));
}

void TestGatewayPanel::saysWhatTheDocumentationSays_data()
{
    QTest::addColumn<QByteArray>("token"); // as a script reads it from its file
    QTest::addColumn<QByteArray>("read");
    const QByteArray quoted = "\"TOKEN\"";
    const QByteArray python = R"(open("token").read().strip())";
    const QByteArray javascript = R"(readFileSync("token", "utf8").trim())";
    for (const ClientGuide &guide : clientGuides()) {
        const QByteArray id = guide.id.toUtf8();
        if (id == "prometheus") // it has a file of its own
            continue;
        if (id == "claude-code")
            QTest::newRow(id.constData()) << QByteArray("=TOKEN") << QByteArray("=$(cat token)");
        else if (id == "curl")
            QTest::newRow(id.constData()) << QByteArray("TOKEN") << QByteArray("$TOKEN");
        else
            QTest::newRow(id.constData()) << quoted << (id.endsWith("python") ? python : javascript);
    }
}

void TestGatewayPanel::saysWhatTheDocumentationSays()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, read);
    QFile page(QStringLiteral(QT_TESTCASE_SOURCEDIR "/../../../docs/gateway.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    QByteArray text = ClientText(QString::fromUtf8(QTest::currentDataTag()), 8000).shown().toUtf8();
    QVERIFY2(page.readAll().contains(text.replace(token, read)), text.constData());
}

QTEST_MAIN(TestGatewayPanel)
#include "tst_gatewaypanel.moc"
