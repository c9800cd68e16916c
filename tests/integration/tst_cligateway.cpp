// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayHome.h"
#include "tests/support/Openssl.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace triptych;

namespace {

const QString newKeyPair = QStringLiteral("gateway keypair new");
const QString listKeyPairs = QStringLiteral("gateway keypair list");
const QString newToken = QStringLiteral("gateway token new");
const QString listTokens = QStringLiteral("gateway token list --json");

qint64 secondsUntil(const QJsonValue &time)
{
    return QDateTime::currentDateTimeUtc().secsTo(QDateTime::fromString(time.toString(), Qt::ISODate));
}

} // namespace

/// Key pairs and tokens, through the program itself.
class TestCliGateway : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keyPairsAreMadeAndListed();
    void keysComeFromOpenssl();
    void filesThatAreNoKeysAreNamed_data();
    void filesThatAreNoKeysAreNamed();
    void wrongWordsAreNamed_data();
    void wrongWordsAreNamed();
    void aShutVaultMakesNothing_data();
    void aShutVaultMakesNothing();
    void withoutAKeyPairNothingIsSigned();
    void aTokenIsAloneOnStandardOutput();
    void optionsLimitAToken();
    void aStarAllowsEveryModel();
    void aDayIsCountedToItsEnd();
    void aTokenIsRevokedOnce();
    void idsAreNoOptions();

private:
    std::unique_ptr<GatewayHome> m_home;
    std::unique_ptr<QTemporaryDir> m_files; ///< Of the person, outside the home.
};

void TestCliGateway::init()
{
    m_home = std::make_unique<GatewayHome>();
    m_files = std::make_unique<QTemporaryDir>();
}

void TestCliGateway::keyPairsAreMadeAndListed()
{
    const auto none = m_home->run(listKeyPairs);
    QCOMPARE(none.status, 0);
    QCOMPARE(none.out, QByteArray());
    QVERIFY(m_home->makeVault());
    for (const char *id : {"k1\n", "k2\n"}) {
        const auto made = m_home->run(newKeyPair + m_home->password());
        QVERIFY2(made.status == 0, made.err.constData());
        QCOMPARE(made.out, QByteArray(id));
    }
    QCOMPARE(m_home->run(listKeyPairs).out, QByteArray("k1\nk2\n"));
    const QJsonArray listed = m_home->run(listKeyPairs + QStringLiteral(" --json")).array();
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed[1][u"id"].toString(), QStringLiteral("k2"));
    const QString file = m_home->path(QStringLiteral("config/gateway-keys/k1.pem"));
    QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestCliGateway::keysComeFromOpenssl()
{
    QVERIFY(m_home->makeVault());
    openssl(m_files->path(), QStringLiteral("genrsa -out private.pem 2048"));
    openssl(m_files->path(), QStringLiteral("rsa -in private.pem -pubout -out public.pem"));
    const QString import = QStringLiteral("gateway keypair import ") + m_files->filePath(QStringLiteral("private.pem"));
    QCOMPARE(m_home->run(import).status, 3);
    const auto imported = m_home->run(import + m_home->password());
    QVERIFY2(imported.status == 0, imported.err.constData());
    QCOMPARE(imported.out, QByteArray("k1\n"));
    const QByteArray token = m_home->newToken();

    const GatewayHome verifying; // elsewhere, with the public half alone, and without a vault
    const auto trusted
        = verifying.run(QStringLiteral("gateway keypair trust ") + m_files->filePath(QStringLiteral("public.pem")));
    QVERIFY2(trusted.status == 0, trusted.err.constData());
    QCOMPARE(trusted.out, QByteArray("k1\n"));
    QVERIFY(m_home->startGateway());
    QCOMPARE(m_home->ask(QStringLiteral("/v1/models"), token).status, 200);
}

void TestCliGateway::filesThatAreNoKeysAreNamed_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("made");
    const QString import = QStringLiteral("import");
    const QString trust = QStringLiteral("trust");
    QTest::newRow("import: none") << import << QString();
    QTest::newRow("trust: none") << trust << QString();
    QTest::newRow("import: too short") << import << QStringLiteral("genrsa -out file.pem 1024");
    QTest::newRow("import: a curve") << import
                                     << QStringLiteral("ecparam -name prime256v1 -genkey -noout -out file.pem");
    QTest::newRow("import: text") << import << QStringLiteral("rand -hex -out file.pem 200");
    QTest::newRow("trust: text") << trust << QStringLiteral("rand -hex -out file.pem 200");
    QTest::newRow("trust: a private half") << trust << QStringLiteral("genrsa -out file.pem 2048");
}

void TestCliGateway::filesThatAreNoKeysAreNamed()
{
    QFETCH(const QString, verb);
    QFETCH(const QString, made);
    QVERIFY(m_home->makeVault());
    if (!made.isEmpty())
        openssl(m_files->path(), made);
    const auto ended = m_home->run(QStringLiteral("gateway keypair %1 %2%3")
                                       .arg(verb, m_files->filePath(QStringLiteral("file.pem")), m_home->password()));
    QVERIFY2(ended.status == 2, ended.err.constData());
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains("file.pem"), ended.err.constData());
    QVERIFY(!ended.err.contains("PRIVATE KEY"));
    QCOMPARE(m_home->run(listKeyPairs).out, QByteArray());
}

void TestCliGateway::wrongWordsAreNamed_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *words, const char *said) {
        QTest::newRow(words) << QString::fromLatin1(words) << QByteArray(said);
    };
    row("start", "keypair new");
    row("keypair", "keypair new");
    row("keypair make", "keypair new");
    row("keypair import", "keypair import FILE");
    row("keypair trust", "keypair trust FILE");
    row("keypair list all", "keypair list");
    row("token", "token new");
    row("token new editor", "token new");
    row("token revoke", "token revoke ID");
    row("token revoke one two", "token revoke ID");
    row("--port x", "--port");
    row("--port 80", "1024");
    row("--port 65536", "65535");
    row("--redis http://127.0.0.1", "redis");
    row("--redis redis://:secret-words@127.0.0.1", "--redis-file");
    row("--redis-file none", "none");
    row("--tls", "tls");
    row("token new --scope chat,sing", "sing");
    row("token new --budget much", "--budget");
    row("token new --budget 0", "budget");
    row("token new --budget -1", "budget");
    row("token new --budget nan", "budget");
    row("token new --budget inf", "budget");
    row("token new --expires soon", "--expires");
    row("token new --expires 0d", "--expires");
    row("token new --expires 2020-01-31", "in the future");
    row("token new --expires 2027-02-30", "--expires");
    row("token new --expires 600w", "ten years");
    row("token list --scope chat", "--scope");
    row("token revoke abcdefgh --budget 1", "--budget");
    row("keypair list --expires 1d", "--expires");
    row("--label me", "--label");
    row("token new --port 8000", "--port");
    row("token new --json", "--json");
}

void TestCliGateway::wrongWordsAreNamed()
{
    QFETCH(const QString, words);
    QFETCH(const QByteArray, said);
    const auto ended = m_home->run(QStringLiteral("gateway ") + words);
    QVERIFY2(ended.status == 2, ended.err.constData());
    QCOMPARE(ended.out, QByteArray());
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.contains(said), ended.err.constData());
    QVERIFY2(!ended.err.contains("secret-words"), ended.err.constData());
}

void TestCliGateway::aShutVaultMakesNothing_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("a key pair") << newKeyPair;
    QTest::newRow("a token") << newToken;
}

void TestCliGateway::aShutVaultMakesNothing()
{
    QFETCH(const QString, words);
    const auto none = m_home->run(words);
    QCOMPARE(none.status, 1);
    QVERIFY2(none.err.contains("vault create"), none.err.constData());
    QVERIFY(m_home->makeKeyPair());
    m_home->write(QStringLiteral("wrong"), "incorrect\n");
    const QString wrong = QStringLiteral(" --password-file ") + m_home->path(QStringLiteral("wrong"));
    for (const QString &password : {QString(), wrong}) {
        const auto ended = m_home->run(words + password);
        QCOMPARE(ended.status, 3);
        QCOMPARE(ended.out, QByteArray());
    }
    QCOMPARE(m_home->run(listKeyPairs).out, QByteArray("k1\n"));
    QVERIFY(m_home->run(listTokens).array().isEmpty());
}

void TestCliGateway::withoutAKeyPairNothingIsSigned()
{
    QVERIFY(m_home->makeVault());
    const auto ended = m_home->run(newToken + m_home->password());
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.contains("triptych gateway keypair new"), ended.err.constData());
}

void TestCliGateway::aTokenIsAloneOnStandardOutput()
{
    QVERIFY(m_home->makeKeyPair());
    const auto ended = m_home->run(newToken + m_home->password());
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.err, QByteArray());
    QVERIFY(ended.out.endsWith('\n'));
    QCOMPARE(ended.out.count('\n'), 1);
    QCOMPARE(ended.out.count('.'), 2);

    const QJsonArray listed = m_home->run(listTokens).array();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0][u"id"].toString(), GatewayHome::idOf(ended.out));
    QVERIFY(listed[0][u"scope"].toArray().isEmpty());
    QVERIFY(listed[0][u"models"].toArray().isEmpty());
    QVERIFY(listed[0][u"budgetUsd"].isNull());
    QVERIFY(listed[0][u"lastUsedAt"].isNull());
    constexpr qint64 day = 86'400;
    QVERIFY(secondsUntil(listed[0][u"expiresAt"]) > 90 * day - 100);
    QVERIFY(secondsUntil(listed[0][u"expiresAt"]) <= 90 * day);
    const QByteArray line = m_home->run(QStringLiteral("gateway token list")).out;
    QVERIFY2(line.startsWith(GatewayHome::idOf(ended.out).toUtf8() + "\tclient\tuntil "), line.constData());
}

void TestCliGateway::optionsLimitAToken()
{
    QVERIFY(m_home->makeKeyPair());
    QVERIFY(!m_home
                 ->newToken(QStringLiteral("--scope chat,models --scope metrics --models claude-* --models local/demo "
                                           "--budget 2.5 --expires 12h --label editor"))
                 .isEmpty());
    const QJsonObject token = m_home->run(listTokens).array()[0].toObject();
    QCOMPARE(token[u"scope"].toArray(),
             QJsonArray({QStringLiteral("chat"), QStringLiteral("models"), QStringLiteral("metrics")}));
    QCOMPARE(token[u"models"].toArray(), QJsonArray({QStringLiteral("claude-*"), QStringLiteral("local/demo")}));
    QCOMPARE(token[u"budgetUsd"].toDouble(), 2.5);
    QCOMPARE(token[u"label"].toString(), QStringLiteral("editor"));
    QVERIFY(secondsUntil(token[u"expiresAt"]) > 12 * 3'600 - 100);
    QVERIFY(secondsUntil(token[u"expiresAt"]) <= 12 * 3'600);
}

void TestCliGateway::aStarAllowsEveryModel()
{
    QVERIFY(m_home->makeKeyPair());
    QVERIFY(!m_home->newToken(QStringLiteral("--models *")).isEmpty());
    QVERIFY(m_home->run(listTokens).array()[0][u"models"].toArray().isEmpty());
}

void TestCliGateway::aDayIsCountedToItsEnd()
{
    QVERIFY(m_home->makeKeyPair());
    const QDate tomorrow = QDateTime::currentDateTimeUtc().date().addDays(1);
    QVERIFY(!m_home->newToken(QStringLiteral("--expires ") + tomorrow.toString(Qt::ISODate)).isEmpty());
    const QJsonObject token = m_home->run(listTokens).array()[0].toObject();
    QCOMPARE(QDateTime::fromString(token[u"expiresAt"].toString(), Qt::ISODate),
             QDateTime(tomorrow.addDays(1), QTime(0, 0), Qt::UTC));
}

void TestCliGateway::aTokenIsRevokedOnce()
{
    QVERIFY(m_home->makeKeyPair());
    const QString id = GatewayHome::idOf(m_home->newToken());
    const auto unknown = m_home->run(QStringLiteral("gateway token revoke nobody-has-this"));
    QCOMPARE(unknown.status, 2);
    QVERIFY2(unknown.err.contains("nobody-has-this"), unknown.err.constData());
    QCOMPARE(m_home->run(QStringLiteral("gateway token revoke ") + id).status, 0);
    const QJsonValue first = m_home->run(listTokens).array()[0][u"revokedAt"];
    QVERIFY(!first.isNull());
    QCOMPARE(m_home->run(QStringLiteral("gateway token revoke ") + id).status, 0);
    QCOMPARE(m_home->run(listTokens).array()[0][u"revokedAt"], first);
    QVERIFY(m_home->run(QStringLiteral("gateway token list")).out.contains("\trevoked\t"));
}

void TestCliGateway::idsAreNoOptions()
{
    const auto ended = m_home->run(QStringLiteral("gateway token revoke -- -begins-with-a-dash"));
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("-begins-with-a-dash"), ended.err.constData());
}

QTEST_GUILESS_MAIN(TestCliGateway)
#include "tst_cligateway.moc"
