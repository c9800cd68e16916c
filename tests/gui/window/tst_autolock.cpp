// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/credentials/AutoLock.h"
#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"

#include <QDBusMessage>
#include <QKeyEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

const QString ownSession = QStringLiteral("/org/freedesktop/login1/session/_31");

} // namespace

/// What locks the vault, over a bus of the test's own on which the test plays logind and the desktop.
class TestAutoLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void locks_data();
    void locks();
    void staysOpen_data();
    void staysOpen();
    void givesUpAnUnlock();
    void idlenessLocksAndTouchingDoesNot();
    void idlenessEndsNoUnlock();

private:
    QDBusMessage signal(const QString &path, const char *interface, const char *name,
                        const QVariantList &arguments) const;
    static Secret password() { return Secret::copyOf("correct horse"); }

    QProcess m_daemon;
    std::unique_ptr<QDBusConnection> m_desktop; ///< Of the one who tells.
    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<AutoLock> m_lock;
};

void TestAutoLock::initTestCase()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    QVERIFY2(m_daemon.waitForStarted() && m_daemon.waitForReadyRead(10'000), "no dbus-daemon");
    const QString address = QString::fromUtf8(m_daemon.readAllStandardOutput()).trimmed();
    m_desktop = std::make_unique<QDBusConnection>(QDBusConnection::connectToBus(address, QStringLiteral("desktop")));
    QVERIFY(QDBusConnection::connectToBus(address, QStringLiteral("ours")).isConnected());
    QVERIFY(m_desktop->registerService(QStringLiteral("org.freedesktop.login1")));
}

void TestAutoLock::cleanupTestCase()
{
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestAutoLock::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<ManualClock>();
    m_vault = std::make_unique<Vault>(m_home->filePath(QStringLiteral("vault.trv")), Vault::Cost {},
                                      Vault::Seams {std::make_shared<CheapDerivation>(), m_clock});
    m_vault->create(password(), [](const Result<> &made) { QVERIFY(made); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    m_lock = std::make_unique<AutoLock>(*m_vault, *m_clock);
    m_lock->events().setLoginSession(ownSession);
    const QDBusConnection ours(QStringLiteral("ours"));
    m_lock->events().listen(ours, ours);
}

void TestAutoLock::cleanup()
{
    m_lock.reset();
    m_vault.reset();
}

QDBusMessage TestAutoLock::signal(const QString &path, const char *interface, const char *name,
                                  const QVariantList &arguments) const
{
    QDBusMessage message = QDBusMessage::createSignal(path, QLatin1String(interface), QLatin1String(name));
    message.setArguments(arguments);
    return message;
}

void TestAutoLock::locks_data()
{
    QTest::addColumn<QDBusMessage>("told");
    const char *properties = "org.freedesktop.DBus.Properties";
    const QString session = QStringLiteral("org.freedesktop.login1.Session");
    QTest::newRow("sleep") << signal(QStringLiteral("/org/freedesktop/login1"), "org.freedesktop.login1.Manager",
                                     "PrepareForSleep", {true});
    QTest::newRow("lock-session") << signal(ownSession, "org.freedesktop.login1.Session", "Lock", {});
    QTest::newRow("another user") << signal(ownSession, properties, "PropertiesChanged",
                                            {session, QVariantMap {{QStringLiteral("Active"), false}}, QStringList()});
    QTest::newRow("locked hint") << signal(
        ownSession, properties, "PropertiesChanged",
        {session, QVariantMap {{QStringLiteral("LockedHint"), true}}, QStringList()});
    QTest::newRow("screen saver") << signal(QStringLiteral("/ScreenSaver"), "org.freedesktop.ScreenSaver",
                                            "ActiveChanged", {true});
    QTest::newRow("GNOME") << signal(QStringLiteral("/org/gnome/ScreenSaver"), "org.gnome.ScreenSaver", "ActiveChanged",
                                     {true});
}

void TestAutoLock::locks()
{
    QFETCH(const QDBusMessage, told);
    QVERIFY(m_desktop->send(told));
    QTRY_COMPARE(m_vault->state(), VaultState::Locked);
}

void TestAutoLock::staysOpen_data()
{
    QTest::addColumn<QDBusMessage>("told");
    const char *properties = "org.freedesktop.DBus.Properties";
    const QString session = QStringLiteral("org.freedesktop.login1.Session");
    QTest::newRow("waking") << signal(QStringLiteral("/org/freedesktop/login1"), "org.freedesktop.login1.Manager",
                                      "PrepareForSleep", {false});
    QTest::newRow("somebody else's session")
        << signal(QStringLiteral("/org/freedesktop/login1/session/_32"), "org.freedesktop.login1.Session", "Lock", {});
    QTest::newRow("back again") << signal(
        ownSession, properties, "PropertiesChanged",
        {session, QVariantMap {{QStringLiteral("Active"), true}, {QStringLiteral("LockedHint"), false}},
         QStringList()});
    QTest::newRow("another property") << signal(
        ownSession, properties, "PropertiesChanged",
        {session, QVariantMap {{QStringLiteral("IdleHint"), true}}, QStringList()});
    QTest::newRow("another interface") << signal(
        ownSession, properties, "PropertiesChanged",
        {QStringLiteral("org.example"), QVariantMap {{QStringLiteral("Active"), false}}, QStringList()});
}

void TestAutoLock::staysOpen()
{
    QFETCH(const QDBusMessage, told);
    QVERIFY(m_desktop->send(told));
    // What comes behind it on the same bus proves that it arrived.
    bool hasArrived = false;
    connect(&m_lock->events(), &SessionEvents::personLeft, this, [&hasArrived] { hasArrived = true; });
    QVERIFY(m_vault->state() == VaultState::Unlocked);
    QVERIFY(m_desktop->send(
        signal(QStringLiteral("/ScreenSaver"), "org.freedesktop.ScreenSaver", "ActiveChanged", {true})));
    int left = 0;
    connect(&m_lock->events(), &SessionEvents::personLeft, this, [&left] { ++left; });
    QTRY_VERIFY(hasArrived);
    QCOMPARE(left, 1);
}

void TestAutoLock::givesUpAnUnlock()
{
    m_vault->lock();
    QTRY_COMPARE(m_vault->state(), VaultState::Locked);
    QString cause;
    m_vault->unlock(password(), [&cause](const Result<> &opened) {
        cause = opened ? QStringLiteral("opened") : kindName(opened.error().kind);
    });
    QCOMPARE(m_vault->state(), VaultState::Opening);
    Q_EMIT m_lock->events().personLeft();
    QTRY_COMPARE(cause, QStringLiteral("cancelled"));
    QCOMPARE(m_vault->state(), VaultState::Locked);
}

void TestAutoLock::idlenessLocksAndTouchingDoesNot()
{
    m_lock->setIdleLimit(10min);
    for (int i = 0; i < 5; ++i) { // every key starts the time anew
        m_clock->advance(9min);
        QKeyEvent key(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
        QCoreApplication::sendEvent(this, &key);
    }
    m_clock->advance(10min - 1ms);
    QCOMPARE(m_vault->state(), VaultState::Unlocked);
    m_clock->advance(1ms);
    QCOMPARE(m_vault->state(), VaultState::Locked);
}

/// The time that ran before the vault was locked is over with it.
void TestAutoLock::idlenessEndsNoUnlock()
{
    m_lock->setIdleLimit(10min);
    m_vault->lock();
    QTRY_COMPARE(m_vault->state(), VaultState::Locked);
    m_vault->unlock(password(), [](const Result<> &opened) { QVERIFY(opened); });
    m_clock->advance(10min);
    QCOMPARE(m_vault->state(), VaultState::Opening);
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    m_clock->advance(10min);
    QCOMPARE(m_vault->state(), VaultState::Locked);
}

QTEST_MAIN(TestAutoLock)
#include "tst_autolock.moc"
