// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/look/Look.h"
#include "tests/gui/window/WindowBench.h"
#include "ui/gateway/CallsPage.h"
#include "ui/gateway/GatewayPanel.h"
#include "ui/gateway/TokensPage.h"
#include "ui/shell/MainWindow.h"

#include <QAction>
#include <QDialog>
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
    panel().showPage(GatewayPanel::Page::Calls);
    Look::keep(m_bench->window(), QStringLiteral("gateway-running")); // what the disk has of calls comes meanwhile
    panel().calls().setRows({{.id = QStringLiteral("1"),
                              .title = QStringLiteral("claude-sonnet → anthropic/claude-sonnet-4-5"),
                              .mark = QStringLiteral("200"),
                              .lines = {QStringLiteral("14:02:11 · editor · /v1/messages"),
                                        QStringLiteral("1,203 in, 88 out · $0.00810 · first text 312 ms")}},
                             {.id = QStringLiteral("2"),
                              .title = QStringLiteral("fast → test/one"),
                              .mark = QStringLiteral("503 vault_locked"),
                              .tone = GatewayRow::Tone::Failure,
                              .lines = {QStringLiteral("14:01:07 · editor · /v1/chat/completions")}}});
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
