// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/ProviderDraft.h"
#include "tests/gui/window/WindowBench.h"
#include "tests/support/ScriptedProxy.h"
#include "ui/shell/MainWindow.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace triptych;
using namespace script;

/// From a failure in a lane to the dialog that mends it, over a real session and real sockets.
class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aRefusedIdOpensItsField();
    void anOwnProviderOpensInTheForm();
    void testsAnOwnProvider();

private:
    QDialog *openForm();
    std::unique_ptr<WindowBench> m_bench;
};

void TestConnections::aRefusedIdOpensItsField()
{
    m_bench->server.playAlways({answer(401, R"({"error":"Invalid organization_id","request_id":"req_1"})")});
    m_bench->addProvider(
        R"({"scheme":"none"},"headers":{"X-Org":"{organization}"},"fields":[{"id":"organization","label":"Organization ID"}])");
    m_bench->keepLanes({QStringLiteral("test/m")});
    m_bench->open();
    m_bench->press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([this] { return m_bench->clickAction(0, "edit_field:organization"); }));
    QDialog *dialog = m_bench->dialog("fieldsDialog");
    QVERIFY(dialog);
    auto *field = dialog->findChild<QLineEdit *>(QStringLiteral("field_organization"));
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("org-1"));
    WindowBench::click(*dialog, "primaryButton");
    QCOMPARE(m_bench->session().settings().providerFields.value(QStringLiteral("test/organization")),
             QStringLiteral("org-1"));
    QVERIFY(m_bench->clickAction(0, "run_again"));
    QTRY_COMPARE(m_bench->server.requests().back().header("X-Org"), "org-1");
}

QDialog *TestConnections::openForm()
{
    m_bench->open();
    m_bench->press(Qt::Key_Comma, Qt::ControlModifier);
    QDialog *settings = m_bench->dialog("settingsDialog");
    settings->findChild<QTabBar *>(QStringLiteral("settingsTabs"))->setCurrentIndex(1);
    auto *button = settings->findChild<QAbstractButton *>(QStringLiteral("providerSettings_test"));
    Q_ASSERT(button);
    button->click();
    return m_bench->dialog("providerDialog");
}

void TestConnections::anOwnProviderOpensInTheForm()
{
    m_bench->addProvider();
    QDialog *dialog = openForm();
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("addressField"))->text(),
             m_bench->session().catalog().find(u"test")->baseUrl);
    dialog->findChild<QLineEdit *>(QStringLiteral("addressLabelField"))->setText(QStringLiteral("Renamed"));
    auto *proxy = dialog->findChild<QComboBox *>(QStringLiteral("proxyBox"));
    proxy->setCurrentIndex(proxy->findData(QStringLiteral("direct")));
    WindowBench::click(*dialog, "primaryButton");
    QTRY_COMPARE(m_bench->session().catalog().find(u"test")->label, QStringLiteral("Renamed"));
    QCOMPARE(m_bench->session().catalog().find(u"test")->proxy, QStringLiteral("direct"));
    const auto draft = loadDraft(m_bench->paths().providersFolder(), QStringLiteral("test"));
    QCOMPARE(draft.value().label, QStringLiteral("Renamed"));
    const QDialog *settings = m_bench->dialog("settingsDialog"); // lists it by its new name at once
    QTRY_VERIFY(settings->findChild<QAbstractButton *>(QStringLiteral("providerSettings_test"))
                    ->accessibleName()
                    .contains(QStringLiteral("Renamed")));
}

void TestConnections::testsAnOwnProvider()
{
    m_bench->server.playAlways({answer(200, R"({"data":[]})")});
    m_bench->addProvider();
    QDialog *dialog = openForm();
    auto *tabs = dialog->findChild<QTabBar *>(QStringLiteral("providerTabs"));
    tabs->setCurrentIndex(tabs->count() - 1);
    WindowBench::click(*dialog, "testConnectionButton");
    const auto stateOf = [dialog](const char *step) {
        const auto *row = dialog->findChild<QWidget *>(QLatin1String(step));
        return row ? row->property("state").toString() : QString();
    };
    QTRY_COMPARE(stateOf("check_http"), QStringLiteral("done"));
    QCOMPARE(stateOf("check_tcp"), QStringLiteral("done"));
    m_bench->server.close();
    WindowBench::click(*dialog, "testConnectionButton");
    QTRY_COMPARE(stateOf("check_tcp"), QStringLiteral("failed"));
    QCOMPARE(stateOf("check_http"), QStringLiteral("waiting"));
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
