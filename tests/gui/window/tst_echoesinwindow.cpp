// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "tests/support/Canary.h"
#include "tests/support/KeySearch.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneView.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMetaProperty>
#include <QPointer>
#include <QTabBar>
#include <QTest>

using namespace triptych;

namespace {

QString accessibleTextOf(QObject *object)
{
    QString all;
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(object);
    if (!interface)
        return all;
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        all += interface->text(kind) + u'\n';
    if (const QAccessibleTextInterface *text = const_cast<QAccessibleInterface *>(interface)->textInterface())
        all += text->text(0, text->characterCount()) + u'\n';
    return all;
}

QString propertiesOf(const QObject *object)
{
    QString all;
    const QMetaObject *meta = object->metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i)
        if (const QVariant value = meta->property(i).read(object); value.typeId() == QMetaType::QString)
            all += value.toString() + u'\n';
    return all;
}

QString cellsOf(const QAbstractItemView &view)
{
    QString all;
    for (int row = 0; view.model() && row < view.model()->rowCount(view.rootIndex()); ++row)
        for (int column = 0; column < view.model()->columnCount(view.rootIndex()); ++column)
            for (const QVariant &value : view.model()->itemData(view.model()->index(row, column, view.rootIndex())))
                all += value.toString() + u'\n';
    return all;
}

/// Everything that the window, or a program that reads it aloud, could say.
QByteArray saidBy(QWidget &window)
{
    QString all;
    QList<QPointer<QObject>> objects {&window};
    for (QObject *object : window.findChildren<QObject *>())
        objects << object;
    for (const QPointer<QObject> &object : objects) {
        if (object)
            all += propertiesOf(object);
        if (qobject_cast<QWidget *>(object)) // asking may make and unmake others
            all += accessibleTextOf(object);
        if (const auto *view = qobject_cast<QAbstractItemView *>(object))
            all += cellsOf(*view);
    }
    return all.toUtf8();
}

} // namespace

/// A provider that sends the key back does not get it onto the screen, into what is read aloud, or onto the clipboard.
class TestEchoesInWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showNoKey_data();
    void showNoKey();
};

void TestEchoesInWindow::showNoKey_data()
{
    QTest::addColumn<QByteArray>("echo");
    const QByteArray json = keyWritings()[2].write(canary::key);
    QTest::newRow("in a message") << R"({"error":{"message":"Mistaken: )" + json + R"(","code":")" + json + R"("}})";
    QTest::newRow("in a body") << "Mistaken: Authorization: Bearer " + QByteArray(canary::key);
    QTest::newRow("in base64") << R"({"error":{"message":"Mistaken: )" + (":" + QByteArray(canary::key)).toBase64()
            + R"("}})";
    QTest::newRow("in a page") << "<html><title>Mistaken: " + QByteArray(canary::key).toPercentEncoding()
            + "</title></html>";
}

void TestEchoesInWindow::showNoKey()
{
    QFETCH(const QByteArray, echo);
    WindowBench bench;
    bench.server.playAlways({script::answer(401, echo, "x-request-id: " + QByteArray(canary::key) + "\r\n")});
    bench.addProvider(R"({"scheme":"bearer"})");
    bench.keepLanes({QStringLiteral("test/one")});
    bench.open();
    Vault &vault = bench.session().vault();
    vault.create(Secret::copyOf(canary::password), [](const Result<> &) {});
    QTRY_COMPARE_WITH_TIMEOUT(vault.state(), VaultState::Unlocked, 30'000);
    vault.addKey({.provider = QStringLiteral("test"), .origins = {originOf(bench.server.url())}},
                 Secret::copyOf(canary::key), [](const Result<> &) {});
    QTRY_COMPARE(vault.keys().size(), std::size_t(1));

    bench.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bench.lane(0).state().stage, LaneStage::Failed);
    const KeySearch search(QByteArrayList {canary::key, canary::password});
    QVERIFY(!search.in(bench.server.received()).isEmpty());
    bench.lane(0).findChild<QAbstractButton *>(QStringLiteral("detailsFold"))->click(); // unfolds what came
    bench.window().findChild<QTabBar *>(QStringLiteral("sidebarTabs"))->setCurrentIndex(1); // the history
    const QByteArray said = saidBy(bench.window());
    QVERIFY(said.contains("Mistaken"));
    QCOMPARE(search.in(said), QStringList());

    bench.lane(0).findChild<QAbstractButton *>(QStringLiteral("detailsFold_copy"))->click();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("Mistaken")), qPrintable(copied));
    QCOMPARE(search.in(copied.toUtf8()), QStringList());
}

QTEST_MAIN(TestEchoesInWindow)
#include "tst_echoesinwindow.moc"
