// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "ui/lanes/LaneView.h"
#include "ui/shell/MainWindow.h"

#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QPointer>
#include <QTest>

using namespace triptych;

namespace {

script::Send json(const QByteArray &body)
{
    return script::answer(200, body);
}

} // namespace

/// From a lane that has no key to its answer, through the dialog for GitHub Copilot; the bench's server is GitHub.
class TestCopilotInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void aLaneSignsIn();
    void aDialogThatGoesStopsAsking();

private:
    script::Steps serve(const ScriptedRequest &request) const;
    QDialog *askForACode();

    std::unique_ptr<WindowBench> m_bench;
    QByteArray m_answer; ///< To the question for the token.
};

void TestCopilotInWindow::init()
{
    m_bench = std::make_unique<WindowBench>();
    m_bench->addProvider(R"({"scheme":"copilot"},"fields":[{"id":"client_id","label":"Client ID"}])");
    m_bench->keepLanes({QStringLiteral("test/one")});
    m_bench->server.respond([this](const ScriptedRequest &request) { return serve(request); });
    m_bench->open();
    m_answer = R"({"access_token":"gho_canary-0123456789"})";
}

script::Steps TestCopilotInWindow::serve(const ScriptedRequest &request) const
{
    const QByteArray target = request.target();
    if (target == "/login/device/code")
        return {json(R"({"device_code":"dc","user_code":"WDJB-MJHT","expires_in":900,"interval":1,"verification_uri":")"
                     + m_bench->server.url(QStringLiteral("/login/device")).toEncoded() + R"("})")};
    if (target == "/login/oauth/access_token")
        return {json(m_answer)};
    if (target == "/copilot_internal/v2/token")
        return {json(R"({"token":"tok-canary","refresh_in":1500,"expires_at":)"
                     + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 1800) + "}")};
    return answerOf("with a token");
}

QDialog *TestCopilotInWindow::askForACode()
{
    if (!m_bench->clickAction(0, "add_key"))
        qFatal("the lane offers no key");
    QDialog *dialog = m_bench->dialog("copilotDialog");
    m_bench->type(*dialog, "field_client_id", QStringLiteral("own-id"));
    m_bench->type(*dialog, "newPasswordField", QStringLiteral("correct horse battery"));
    m_bench->type(*dialog, "repeatPasswordField", QStringLiteral("correct horse battery"));
    m_bench->click(*dialog, "primaryButton");
    return dialog;
}

void TestCopilotInWindow::aLaneSignsIn()
{
    QCOMPARE(m_bench->lane(0).state().stage, LaneStage::NoKey);
    const QPointer<QDialog> dialog = askForACode();
    auto *code = dialog->findChild<QLabel *>(QStringLiteral("signInCodeLabel"));
    QTRY_VERIFY_WITH_TIMEOUT(code->isVisible(), 30'000);
    QCOMPARE(code->text(), QStringLiteral("WDJB-MJHT"));
    QVERIFY(m_bench->server.received().contains("client_id=own-id"));
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->session().vault().keys().size(), std::size_t(1), 10'000);
    QTRY_VERIFY(!dialog);
    QTRY_VERIFY(m_bench->lane(0).state().stage != LaneStage::NoKey);
    m_bench->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_bench->answer(0), QStringLiteral("with a token"));
    QCOMPARE(m_bench->server.requests().back().header("authorization"), QByteArray("Bearer tok-canary"));
}

void TestCopilotInWindow::aDialogThatGoesStopsAsking()
{
    m_answer = R"({"error":"authorization_pending"})";
    QDialog *dialog = askForACode();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(QStringLiteral("signInCodeLabel"))->isVisible(), 30'000);
    const auto isAsked = [this] { return m_bench->server.received().contains("device_code=dc"); };
    QTRY_VERIFY(isAsked());
    m_bench->click(*dialog, "closeButton");
    QVERIFY(m_bench->session().vault().keys().empty());
    m_bench->close(); // while a question may be under way
    QTRY_COMPARE(m_bench->server.openConnections(), 0); // the kept one goes with the session
}

QTEST_MAIN(TestCopilotInWindow)
#include "tst_copilotinwindow.moc"
