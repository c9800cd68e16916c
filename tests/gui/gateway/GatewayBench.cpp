// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/gateway/GatewayBench.h"

#include "ui/shell/MainWindow.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

namespace triptych {

namespace {

quint16 freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port is free");
    return server.serverPort();
}

} // namespace

void GatewayBench::open(const QByteArray &auth, std::shared_ptr<Clock> clock)
{
    m_bench.addProvider(auth);
    m_bench.keepLanes({QStringLiteral("test/one")});
    m_bench.open(std::move(clock));
    action("toggle_gateway").trigger();
    QTRY_VERIFY(part<QWidget>("gatewayPanel").isVisible());
}

QAction &GatewayBench::action(const char *id) const
{
    const auto actions = window().actions();
    for (QAction *action : actions)
        if (action->objectName() == QLatin1String(id))
            return *action;
    qFatal("no action %s", id);
}

void GatewayBench::start()
{
    port = freePort();
    part<QSpinBox>("gatewayPort").setValue(port);
    WindowBench::click(window(), "gatewaySwitch");
    QTRY_VERIFY(part<QWidget>("gatewayAddress").isVisible());
}

void GatewayBench::makeVault()
{
    Vault &vault = m_bench.session().vault();
    vault.create(Secret::copyOf("correct horse battery"), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
}

QByteArray GatewayBench::makeToken(const QString &label)
{
    choosePage(1);
    WindowBench::click(window(), "gatewayTokenNew");
    QDialog &dialog = *m_bench.dialog("newTokenDialog");
    m_bench.type(dialog, "tokenLabelField", label);
    WindowBench::click(dialog, "primaryButton");
    auto &copy = *dialog.findChild<QPushButton *>(QStringLiteral("tokenCopyButton"));
    if (!QTest::qWaitFor([&copy] { return copy.isVisible(); }, 30'000))
        qFatal("no token is made");
    WindowBench::click(dialog, "tokenCopyButton");
    WindowBench::click(dialog, "primaryButton");
    return QGuiApplication::clipboard()->text().toUtf8();
}

void GatewayBench::choosePage(int page)
{
    auto &tabs = part<QTabBar>("gatewayTabs");
    QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(page).center());
}

QListView &GatewayBench::list(const char *name) const
{
    return part<QListView>(name);
}

QString GatewayBench::rowText(const char *name, int row) const
{
    return list(name).model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
}

std::unique_ptr<QTcpSocket> GatewayBench::ask(const QByteArray &token, const QByteArray &model, const QByteArray &words,
                                              const QByteArray &before) const
{
    const QByteArray body = R"({"model":")" + model + R"(","stream":true,"messages":[)" + before
        + R"({"role":"user","content":")" + words + R"("}]})";
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, port);
    socket->write("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
                  + "\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token
                  + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    return socket;
}

QByteArray GatewayBench::answer(QTcpSocket &socket)
{
    if (!QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000))
        qFatal("the gateway does not answer");
    return socket.readAll();
}

int GatewayBench::statusOf(const QByteArray &token, const QByteArray &model) const
{
    return answer(*ask(token, model)).mid(9, 3).toInt();
}

} // namespace triptych
