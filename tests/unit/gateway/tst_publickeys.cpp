// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/PublicKeys.h"
#include "tests/support/TokenKeys.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace triptych;

/// The folder config/gateway-keys.
class TestPublicKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsKeys();
    void numbersThem();
    void namesFaultyFiles();
    void refusesToSave_data();
    void refusesToSave();

private:
    void write(const char *name, const QByteArray &bytes) const;

    TokenKeys m_keys;
    std::unique_ptr<QTemporaryDir> m_home;
    QString m_folder;
};

void TestPublicKeys::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_folder = m_home->filePath(QStringLiteral("config/gateway-keys"));
}

void TestPublicKeys::write(const char *name, const QByteArray &bytes) const
{
    QFile file(m_folder + QLatin1Char('/') + QLatin1String(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

void TestPublicKeys::keepsKeys()
{
    QVERIFY(readPublicKeys(m_folder).pems.isEmpty() && readPublicKeys(m_folder).faults.empty());
    QVERIFY(savePublicKey(m_folder, QStringLiteral("laptop-2"), m_keys.publicPem()));
    const PublicKeys keys = readPublicKeys(m_folder);
    QCOMPARE(keys.pems, (QMap<QString, QByteArray> {{QStringLiteral("laptop-2"), m_keys.publicPem()}}));
    QVERIFY(keys.faults.empty());
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(m_folder + QStringLiteral("/laptop-2.pem")).permissions(), owner);
    QCOMPARE(QFileInfo(m_folder).permissions(), owner | QFile::ExeOwner | QFile::ExeUser);
}

void TestPublicKeys::numbersThem()
{
    QCOMPARE(freeKeyId(m_folder), QStringLiteral("k1"));
    QVERIFY(savePublicKey(m_folder, freeKeyId(m_folder), m_keys.publicPem()));
    QCOMPARE(freeKeyId(m_folder), QStringLiteral("k2"));
    write("k2.pem", "broken");
    QCOMPARE(freeKeyId(m_folder), QStringLiteral("k3"));
}

void TestPublicKeys::namesFaultyFiles()
{
    QVERIFY(savePublicKey(m_folder, QStringLiteral("good"), m_keys.publicPem()));
    write("broken.pem", "no key");
    write("Capital.pem", m_keys.publicPem());
    write("huge.pem", QByteArray(100'000, 'x'));
    write("private.pem", m_keys.privatePem());
    write("small.pem", TokenKeys(QStringLiteral("genrsa 1024")).publicPem());
    write("notes.txt", "not looked at");
    const PublicKeys keys = readPublicKeys(m_folder);
    QCOMPARE(keys.pems.keys(), QStringList {QStringLiteral("good")});
    QStringList faults;
    for (const Error &fault : keys.faults)
        faults += fault.cause + QLatin1Char(' ') + fault.message.section(u':', 0, 0);
    QCOMPARE(faults,
             (QStringList {QStringLiteral("keypair.id Capital.pem"), QStringLiteral("keypair.format broken.pem"),
                           QStringLiteral("file.large huge.pem"), QStringLiteral("keypair.private private.pem"),
                           QStringLiteral("keypair.small small.pem")}));
}

void TestPublicKeys::refusesToSave_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("cause");
    QTest::newRow("a path") << QStringLiteral("../k1") << m_keys.publicPem() << QStringLiteral("keypair.id");
    QTest::newRow("no id") << QString() << m_keys.publicPem() << QStringLiteral("keypair.id");
    QTest::newRow("taken") << QStringLiteral("k1") << m_keys.publicPem() << QStringLiteral("keypair.taken");
    QTest::newRow("the private half") << QStringLiteral("k2") << m_keys.privatePem()
                                      << QStringLiteral("keypair.private");
}

void TestPublicKeys::refusesToSave()
{
    QFETCH(const QString, id);
    QFETCH(const QByteArray, pem);
    QVERIFY(savePublicKey(m_folder, QStringLiteral("k1"), m_keys.publicPem()));
    const auto saved = savePublicKey(m_folder, id, pem);
    QVERIFY(!saved);
    QTEST(saved.error().cause, "cause");
    QCOMPARE(readPublicKeys(m_folder).pems.keys(), QStringList {QStringLiteral("k1")});
}

QTEST_GUILESS_MAIN(TestPublicKeys)
#include "tst_publickeys.moc"
