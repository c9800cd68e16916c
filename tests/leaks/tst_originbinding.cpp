// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/leaks/CanaryHome.h"
#include "tests/support/Canary.h"
#include "tests/support/ScriptedServer.h"

#include <QFile>
#include <QTest>

using namespace triptych;

namespace {

const QByteArray bearer = R"({"scheme":"bearer"})";

script::Steps landed()
{
    return {script::answer(401, "{}")};
}

/// What a lane ends with that was not even sent.
bool isRefusal(const QString &cause)
{
    return QStringList {QStringLiteral("no_key"), QStringLiteral("provider.unknown"), QStringLiteral("key.insecure"),
                        QStringLiteral("address_incomplete"), QStringLiteral("key_origin")}
        .contains(cause);
}

/// {own} and {other} stand for the ports of the server that the key is for, and of one that it is not for.
constexpr const char *otherPlaces[] = {
    "http://127.0.0.1:{other}",
    "http://localhost:{own}",
    "http://localhost.:{other}",
    "https://127.0.0.1:{own}",
    "http://127.0.0.1:{own}@127.0.0.1:{other}",
    R"(http://127.0.0.1:{other}\\@127.0.0.1:{own})",
    "http://127.0.0.1:{other}#@127.0.0.1:{own}",
    "http://127.0.0.1:{other}?@127.0.0.1:{own}",
    "http://\xe2\x93\x9b\xe2\x93\x9e"
    "calhost:{other}",
    "http://%6cocalhost:{other}",
    "http://2130706433:{other}",
    "http://0x7f.1:{other}",
    "http://[::ffff:127.0.0.1]:{other}",
    "http://127.0.0.1:{other}/127.0.0.1:{own}",
};

constexpr const char *sidePaths[] = {
    "http://127.0.0.1:{other}/x", "//127.0.0.1:{other}/x",    "///127.0.0.1:{other}/x",     "@127.0.0.1:{other}/x",
    ":80@127.0.0.1:{other}/x",    "/../../127.0.0.1:{other}", R"(\\\\127.0.0.1:{other}/x)", "/x?y#@127.0.0.1:{other}",
    ".127.0.0.1:{other}",         "/%2F%2F127.0.0.1:{other}", "/{model}@127.0.0.1:{other}",
};

struct FieldCase
{
    const char *baseUrl;
    const char *good;
    const char *bad; ///< As JSON has it.
};

constexpr FieldCase fieldCases[] = {
    {"http://{x}:{own}", "127.0.0.1", "127.0.0.1:{other}/"},
    {"http://{x}:{own}", "127.0.0.1", R"(127.0.0.1:{other}\\)"},
    {"http://{x}:{own}", "127.0.0.1", "127.0.0.1:{other}#"},
    {"http://{x}:{own}", "127.0.0.1", "127.0.0.1:{other}?"},
    {"http://{x}:{own}", "127.0.0.1", "127.0.0.1@localhost"},
    {"http://{x}:{own}", "127.0.0.1", "\xe2\x93\x9bocalhost"},
    {"http://{x}:{own}", "127.0.0.1", "localhost."},
    {"http://127.0.0.1:{x}", "{own}", "{other}"},
    {"{x}", "http://127.0.0.1:{own}", "http://127.0.0.1:{other}"},
    {"http://127.0.0.1:{own}{x}", "/v1", "@127.0.0.1:{other}/"},
};

} // namespace

/// A key is good for the places that it was stored for, whatever the files of the home say afterwards.
class TestOriginBinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEntryMayNotMove();
    void itsOwnPlaceWrittenOtherwise();
    void aPathGoesNowhereElse();
    void aFieldMayNotMove();
    void aVaultOfAnotherHome();
    void redirectsThroughTheProgram();
    void variablesStayAtShippedPlaces();
    void aFieldDoesNotTakeAVariableElsewhere_data();
    void aFieldDoesNotTakeAVariableElsewhere();

private:
    QString own() const { return m_own->url({}).toString(); }
    QByteArray filledIn(QByteArray text) const;
    static QByteArray idOf(std::size_t number) { return "p" + QByteArray::number(number); }
    void keepKeysFor(std::size_t providers, const QString &origin) const; ///< p0, p1 and so on.
    QStringList causesOf(std::size_t providers); ///< What a lane of each ends with.
    QStringList causes(const QString &lanes, const QStringList &environment = {});
    void nothingIsStolen() const;

    std::unique_ptr<CanaryHome> m_home;
    std::unique_ptr<ScriptedServer> m_own, m_other; ///< Where the key belongs, and where it does not.
};

void TestOriginBinding::init()
{
    m_home = std::make_unique<CanaryHome>();
    m_own = std::make_unique<ScriptedServer>();
    m_other = std::make_unique<ScriptedServer>();
    m_own->playAlways(landed());
    m_other->playAlways(landed());
}

QByteArray TestOriginBinding::filledIn(QByteArray text) const
{
    return text.replace("{own}", QByteArray::number(m_own->serverPort()))
        .replace("{other}", QByteArray::number(m_other->serverPort()));
}

void TestOriginBinding::keepKeysFor(std::size_t providers, const QString &origin) const
{
    std::vector<KeptKey> keys;
    for (std::size_t i = 0; i < providers; ++i)
        keys.push_back({QString::fromLatin1(idOf(i)), canary::key, origin});
    m_home->keep(keys);
}

QStringList TestOriginBinding::causes(const QString &lanes, const QStringList &environment)
{
    const bool hasVault = QFile::exists(m_home->home().path(QStringLiteral("data/vault.trv")));
    const auto ended
        = m_home->run(QStringLiteral("run - --json --timeout 20") + lanes + (hasVault ? m_home->password() : QString()),
                      "hi", environment);
    QStringList causes(ended.out.count('\n'));
    for (int i = 0; i < causes.size(); ++i)
        causes[ended.object(i)[u"index"].toInt()] = ended.object(i)[u"cause"].toString();
    return causes;
}

QStringList TestOriginBinding::causesOf(std::size_t providers)
{
    QString lanes;
    for (std::size_t i = 0; i < providers; ++i)
        lanes += QStringLiteral(" --to %1/@127.0.0.1:%2").arg(QString::fromLatin1(idOf(i))).arg(m_other->serverPort());
    return causes(lanes);
}

void TestOriginBinding::nothingIsStolen() const
{
    QCOMPARE(m_other->connections(), 0);
    QCOMPARE(m_home->search().in(m_other->received()), QStringList());
    QCOMPARE(m_home->leaks(), QStringList());
}

void TestOriginBinding::anEntryMayNotMove()
{
    constexpr std::size_t count = std::size(otherPlaces);
    keepKeysFor(count, own());
    for (std::size_t i = 0; i < count; ++i)
        m_home->describe(idOf(i), "openai-chat", own(), bearer);
    QCOMPARE(causesOf(count), QStringList(count, QStringLiteral("auth"))); // they work where they belong
    QCOMPARE(m_own->requests().size(), count);
    QVERIFY(!m_home->search().in(m_own->received()).isEmpty());

    for (std::size_t i = 0; i < count; ++i)
        m_home->describe(idOf(i), "openai-chat", QString::fromUtf8(filledIn(otherPlaces[i])), bearer);
    const QStringList causes = causesOf(count);
    QCOMPARE(causes.size(), qsizetype(count));
    for (std::size_t i = 0; i < count; ++i)
        QVERIFY2(isRefusal(causes[qsizetype(i)]), qPrintable(QString::fromUtf8(otherPlaces[i]) + causes[qsizetype(i)]));
    QCOMPARE(m_own->requests().size(), count);
    nothingIsStolen();
}

/// The same place in other letters is the same place.
void TestOriginBinding::itsOwnPlaceWrittenOtherwise()
{
    const QByteArrayList places {"HTTP://LOCALHOST:{own}", "http://localhost:{own}//",
                                 "http://localhost:{own}/v1/../v2"};
    keepKeysFor(std::size_t(places.size()), QStringLiteral("http://localhost:%1").arg(m_own->serverPort()));
    for (qsizetype i = 0; i < places.size(); ++i)
        m_home->describe(idOf(std::size_t(i)), "openai-chat", QString::fromUtf8(filledIn(places[i])), bearer);
    QCOMPARE(causesOf(std::size_t(places.size())), QStringList(places.size(), QStringLiteral("auth")));
    for (const ScriptedRequest &request : m_own->requests()) {
        QVERIFY(request.header("host").startsWith("localhost:"));
        QCOMPARE(request.header("authorization"), QByteArray("Bearer ") + canary::key);
    }
}

void TestOriginBinding::aPathGoesNowhereElse()
{
    constexpr std::size_t count = std::size(sidePaths);
    keepKeysFor(count, own());
    for (std::size_t i = 0; i < count; ++i) {
        const QByteArray path = filledIn(sidePaths[i]);
        m_home->describe(idOf(i), "openai-chat", own(), bearer,
                         R"(,"paths":{"chat":")" + path + R"(","models":")" + path + R"("})");
    }
    const QStringList causes = causesOf(count);
    QCOMPARE(causes.size(), qsizetype(count));
    for (const QString &cause : causes)
        QVERIFY2(isRefusal(cause) || cause == QLatin1String("auth") || cause == QLatin1String("invalid_url"),
                 qPrintable(cause)); // a path below its own place is allowed to be strange
    for (const std::size_t i : {0, 1, 3, 7})
        m_home->run(QStringLiteral("models %1 --refresh").arg(QString::fromLatin1(idOf(i))) + m_home->password());
    nothingIsStolen();
}

void TestOriginBinding::aFieldMayNotMove()
{
    constexpr std::size_t count = std::size(fieldCases);
    keepKeysFor(count, own());
    for (std::size_t i = 0; i < count; ++i)
        m_home->describe(idOf(i), "openai-chat", QString::fromUtf8(filledIn(fieldCases[i].baseUrl)), bearer,
                         R"(,"fields":[{"id":"x","default":")" + filledIn(fieldCases[i].good) + R"("}])");
    QCOMPARE(causesOf(count), QStringList(count, QStringLiteral("auth")));
    QByteArray fields;
    for (std::size_t i = 0; i < count; ++i)
        fields += (i == 0 ? "" : ",") + ('"' + idOf(i)) + R"(/x":")" + filledIn(fieldCases[i].bad) + '"';
    m_home->home().write(QStringLiteral("config/settings.json"), R"({"fields":{)" + fields + "}}");
    const QStringList causes = causesOf(count);
    QCOMPARE(causes.size(), qsizetype(count));
    for (std::size_t i = 0; i < count; ++i)
        QVERIFY2(isRefusal(causes[qsizetype(i)]),
                 qPrintable(QString::fromUtf8(fieldCases[i].bad) + QStringLiteral(": ") + causes[qsizetype(i)]));
    QCOMPARE(m_own->requests().size(), count);
    nothingIsStolen();
}

/// Whoever takes the vault file along takes the origins of its keys along.
void TestOriginBinding::aVaultOfAnotherHome()
{
    m_home->keep({{QStringLiteral("mine"), canary::key, own()}});
    CanaryHome another;
    another.keep({{QStringLiteral("mine"), canary::headerKey, m_other->url({}).toString()}});
    another.describe("mine", "openai-chat", m_other->url({}).toString(), bearer);
    const QString vault = QStringLiteral("data/vault.trv");
    QVERIFY(QFile::remove(another.home().path(vault)));
    QVERIFY(QFile::copy(m_home->home().path(vault), another.home().path(vault)));
    const auto ended = another.run(QStringLiteral("run - --json --to mine/m") + another.password(), "hi");
    QCOMPARE(ended.object()[u"cause"].toString(), QStringLiteral("key_origin"));
    QCOMPARE(m_other->connections(), 0);
    QCOMPARE(another.leaks(), QStringList());
}

void TestOriginBinding::redirectsThroughTheProgram()
{
    m_home->keep({{QStringLiteral("mine"), canary::key, own()}});
    m_home->describe("mine", "openai-chat", own(), bearer);
    QString words = QStringLiteral("run - --json --parallel 1");
    for (const int code : {301, 302, 303, 307, 308}) {
        for (const QByteArray &location : {filledIn("http://me:hush@127.0.0.1:{other}/v1"), QByteArray("/elsewhere")})
            m_own->play({script::answer(code, "moved", "Location: " + location + "\r\n")});
        words += QStringLiteral(" --to mine/a --to mine/b");
    }
    const auto ended = m_home->run(words + m_home->password(), "hi");
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(ended.object(i)[u"cause"].toString(),
                 i % 2 == 0 ? QStringLiteral("redirect_cross_origin") : QStringLiteral("redirect"));
        const QString shown = ended.object(i)[u"error"][u"message"].toString();
        const ScriptedServer &target = i % 2 == 0 ? *m_other : *m_own;
        QVERIFY2(shown.startsWith(target.url().toString()), qPrintable(shown));
        QVERIFY(!shown.contains(QStringLiteral("hush")));
    }
    nothingIsStolen();
}

/// A file that names somebody's variable, or takes the id of a shipped entry, is not handed that variable's key.
void TestOriginBinding::variablesStayAtShippedPlaces()
{
    const QStringList environment {QStringLiteral("OPENAI_API_KEY=") + QString::fromLatin1(canary::key),
                                   QStringLiteral("GROQ_API_KEY=") + QString::fromLatin1(canary::key)};
    for (const char *id : {"trap", "openai", "openai-responses"})
        m_home->describe(id, "openai-chat", m_other->url({}).toString(), bearer, R"(,"keyEnv":"OPENAI_API_KEY")");
    m_home->describe("groq", "openai-chat", m_other->url({}).toString(), bearer); // inherits no variable
    const QString lanes = QStringLiteral(" --to trap/m --to openai/m --to openai-responses/m --to groq/m");
    QCOMPARE(causes(lanes, environment), QStringList(4, QStringLiteral("no_key")));
    m_home->home().write(
        QStringLiteral("config/settings.json"),
        R"({"allowedEnvKeys":["OPENAI_API_KEY https://127.0.0.1:443","OPENAI_API_KEY","OPENAI_API_KEY *"]})");
    QCOMPARE(causes(lanes, environment), QStringList(4, QStringLiteral("no_key")));
    nothingIsStolen();
}

void TestOriginBinding::aFieldDoesNotTakeAVariableElsewhere_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"127.0.0.1:{other}/", "127.0.0.1:{other}#", "127.0.0.1:{other}?", "me@127.0.0.1:{other}/",
                              R"(127.0.0.1:{other}\\)", "evil.invalid/", "a b", "\xe2\x93\x9bocalhost/"})
        QTest::newRow(value) << QByteArray(value);
}

void TestOriginBinding::aFieldDoesNotTakeAVariableElsewhere()
{
    QFETCH(const QByteArray, value);
    const QByteArray fields
        = R"({"fields":{"azure/resource":")" + filledIn(value) + R"(","bedrock/region":")" + filledIn(value) + R"("}})";
    m_home->home().write(QStringLiteral("config/settings.json"), fields);
    const QString key = QString::fromLatin1(canary::key);
    const QStringList environment {QStringLiteral("AZURE_OPENAI_API_KEY=") + key,
                                   QStringLiteral("AWS_BEARER_TOKEN_BEDROCK=") + key};
    QCOMPARE(causes(QStringLiteral(" --to azure/m --to bedrock/m"), environment),
             QStringList(2, QStringLiteral("address_incomplete")));
    nothingIsStolen();
}

QTEST_GUILESS_MAIN(TestOriginBinding)
#include "tst_originbinding.moc"
