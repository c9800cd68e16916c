// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/store/CallLog.h"
#include "core/net/SystemClock.h"
#include "tests/gui/look/Look.h"
#include "tests/gui/window/WindowBench.h"
#include "ui/gateway/GatewayPanel.h"
#include "ui/gateway/TokensPage.h"
#include "ui/shell/MainWindow.h"

#include <QAction>
#include <QDialog>
#include <QListView>
#include <QTest>

using namespace triptych;

/// The gateway's panel and what it opens.
class TestLookGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Look::addRows(); }
    void init();
    void cleanup() { m_bench.reset(); }

    void empty();
    void filled();
    void dialogs();

private:
    void keepCalls() const;
    GatewayPanel &panel() const { return *m_bench->window().findChild<GatewayPanel *>(); }
    void see(const char *name) const { Look::see(m_bench->window(), QLatin1String(name)); }

    std::unique_ptr<WindowBench> m_bench;
};

void TestLookGateway::init()
{
    m_bench = std::make_unique<WindowBench>();
    Look::writeSettings(m_bench->paths());
    m_bench->open();
    m_bench->window().resize(Look::windowSize());
    m_bench->window().showGateway(true);
    QTRY_VERIFY(m_bench->window().findChild<GatewayPanel *>());
}

/// As if they had been answered before.
void TestLookGateway::keepCalls() const
{
    SystemClock clock;
    CallLog log(m_bench->paths().gatewayDatabase(), clock);
    connect(&log, &CallLog::problem, &log, [](const Error &error) { qWarning() << error.cause << error.message; });
    LoggedCall call {.endedAt = clock.wallTime(),
                     .token = QStringLiteral("editor"),
                     .route = QStringLiteral("/v1/messages"),
                     .asked = QStringLiteral("fast"),
                     .cause = QStringLiteral("vault_locked"),
                     .status = 503,
                     .figures = R"({"spentUsd":0,"overheadMs":0.21})"};
    log.add(call);
    call.asked = QStringLiteral("claude-sonnet-4-5");
    call.lane = QStringLiteral("anthropic/claude-sonnet-4-5");
    call.cause.clear();
    call.status = 200;
    call.figures = R"({"spentUsd":0.0081,"input":1203,"output":88,"firstTextMs":312,"overheadMs":0.21})";
    log.add(call);
    bool isRead = false;
    log.newest(9, &log, [&isRead](const auto &calls) { isRead = calls && calls.value().size() == 2; });
    QTRY_VERIFY(isRead);
}

void TestLookGateway::empty()
{
    see("gateway-routes");
    panel().showPage(GatewayPanel::Page::Tokens);
    see("gateway-tokens-empty");
    panel().showPage(GatewayPanel::Page::Calls);
    see("gateway-calls-empty");
    panel().showPage(GatewayPanel::Page::Tap);
    see("gateway-tap-empty");
}

void TestLookGateway::filled()
{
    panel().setSight({.isRunning = true,
                      .port = 8000,
                      .since = QDateTime(QDate(2026, 11, 25), QTime(14, 2)),
                      .calls = 2,
                      .connections = 3});
    keepCalls();
    panel().showPage(GatewayPanel::Page::Calls);
    QTRY_COMPARE(m_bench->window().findChild<QListView *>(QStringLiteral("gatewayCallsList"))->model()->rowCount(), 2);
    see("gateway-calls");
    panel().tokens().ask(QStringLiteral("Revoke the token of editor?"), QStringLiteral("Revoke"), [] {});
    panel().showPage(GatewayPanel::Page::Tokens);
    see("gateway-revoke");
}

void TestLookGateway::dialogs()
{
    Q_EMIT panel().connectRequested();
    Look::see(*m_bench->dialog("connectDialog"), QStringLiteral("gateway-connect"));
    delete m_bench->dialog("connectDialog");
    panel().showPage(GatewayPanel::Page::Routes);
    WindowBench::click(panel(), "gatewayRouteAdd");
    Look::see(*m_bench->dialog("routeDialog"), QStringLiteral("gateway-route"));
    delete m_bench->dialog("routeDialog");
    Vault &vault = m_bench->session().vault();
    vault.create(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    Q_EMIT panel().tokens().newRequested();
    Look::see(*m_bench->dialog("newTokenDialog"), QStringLiteral("gateway-new-token"));
}

QTEST_MAIN(TestLookGateway)
#include "tst_lookgateway.moc"
