// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ProxyRules.h"
#include "core/settings/PrivateFile.h"
#include "core/settings/ProviderFiles.h"
#include "core/settings/SessionState.h"
#include "core/settings/Settings.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

using namespace triptych;

namespace {

QByteArray bytesOf(const QString &file)
{
    const auto bytes = readPrivateFile(file, 1 << 20);
    return bytes ? bytes.value().value_or(QByteArray()) : QByteArray();
}

Settings everythingChanged()
{
    return {.language = QStringLiteral("zh_CN"),
            .theme = ThemeChoice::HighContrast,
            .interfaceFont = QStringLiteral("Cantarell"),
            .fixedFont = QStringLiteral("Fira Mono"),
            .fontPixels = 15,
            .reduceMotion = true,
            .localServer = QStringLiteral("/opt/llama-server"),
            .localContext = 4096,
            .proxy = ProxyChoice::Manual,
            .manualProxy = QUrl(QStringLiteral("socks5://127.0.0.1:1080")),
            .providerProxy = {{QStringLiteral("openai"), QStringLiteral("proxy")},
                              {QStringLiteral("zhipu"), QStringLiteral("direct")}},
            .providerCaFile = {{QStringLiteral("vllm"), QStringLiteral("/etc/our-ca.pem")}},
            .lanesPerProvider = 3,
            .countTokens = true,
            .recordHistory = false,
            .keepHistoryDays = 90,
            .lockAfterMinutes = 0,
            .favourites = {QStringLiteral("openrouter/anthropic/claude-opus-5-5")},
            .lastUsed = {QStringLiteral("local/demo")},
            .allowedEnvKeys = {QStringLiteral("MY_KEY https://api.example.org:443")}};
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsWithDefaults();
    void readsWhatItWrote();
    void keepsUnknownKeys();
    void keepsAtMostTwelveLastUsed();
    void writesNoProxyPassword();
    void namesTheFaultyLine_data();
    void namesTheFaultyLine();
    void oneBadFieldCostsNoOther();
    void keepsAFaultyFileAside();
    void keepsWhatAnotherProcessChanged();
    void mergesListsAndMaps();
    void losesNothingToABrokenFile();
    void takesTurns();
    void takesTheProxiesThatTheNetworkTakes_data();
    void takesTheProxiesThatTheNetworkTakes();
    void restoresTheSession();
    void refusesBrokenBase64();
    void listsProviderFiles();
    void writesCustomProviders();
    void findsFreeIds_data();
    void findsFreeIds();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("settings.json")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSettings::beginsWithDefaults()
{
    const Result<Settings> settings = loadSettings(file());
    QVERIFY(settings);
    QCOMPARE(settings.value(), Settings {});
}

void TestSettings::readsWhatItWrote()
{
    QVERIFY(saveSettings(file(), {}, everythingChanged()));
    const Result<Settings> settings = loadSettings(file());
    QVERIFY2(settings, qPrintable(settings ? QString() : settings.error().message));
    QCOMPARE(settings.value(), everythingChanged());
    QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
}

void TestSettings::keepsUnknownKeys()
{
    QVERIFY(writePrivateFile(file(), R"({"newer":[1,2],"proxy":{"mode":"none","newer":true}})"));
    Result<Settings> settings = loadSettings(file());
    QVERIFY(settings);
    QCOMPARE(settings.value().proxy, ProxyChoice::None);
    settings.value().theme = ThemeChoice::Dark;
    QVERIFY(saveSettings(file(), {}, settings.value()));
    const QJsonObject object = QJsonDocument::fromJson(bytesOf(file())).object();
    QCOMPARE(object.value(QStringLiteral("newer")).toArray().size(), 2);
    QCOMPARE(object.value(QStringLiteral("proxy")).toObject().value(QStringLiteral("newer")).toBool(), true);
    QCOMPARE(object.value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
}

void TestSettings::keepsAtMostTwelveLastUsed()
{
    Settings settings;
    for (int i = 0; i < 20; ++i)
        settings.lastUsed.append(QStringLiteral("p/m%1").arg(i));
    QVERIFY(saveSettings(file(), {}, settings));
    QCOMPARE(loadSettings(file()).value().lastUsed, settings.lastUsed.mid(0, 12));
}

void TestSettings::writesNoProxyPassword()
{
    Settings settings;
    settings.manualProxy = QUrl(QStringLiteral("http://me:hunter2@proxy.example.org:3128"));
    QVERIFY(saveSettings(file(), {}, settings));
    QVERIFY(!bytesOf(file()).contains("hunter2"));
    QCOMPARE(loadSettings(file()).value().manualProxy, QUrl(QStringLiteral("http://proxy.example.org:3128")));
}

void TestSettings::namesTheFaultyLine_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *json, const char *named) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(named);
    };
    row("no JSON", "{\n\"theme\": dark\n}", "settings.json, line 2");
    row("cut off", "{\n\"theme\": \"dark\",\n", "settings.json, line");
    row("a list", "[]", "line 1: the file must hold one object");
    row("unknown theme", "{\n\n\"theme\": \"purple\"}", "line 3: theme must be one of system, light, dark, contrast");
    row("number as text", "{\"lanesPerProvider\": \"6\"}",
        "line 1: lanesPerProvider must be a whole number from 1 to 64");
    row("out of range", "{\"fonts\": {\n\"pixels\": 3}}", "line 2: fonts.pixels must be");
    row("fraction", "{\"history\": {\"keepDays\": 1.5}}", "history.keepDays");
    row("huge", "{\"history\": {\"keepDays\": 1e300}}", "history.keepDays");
    row("no object", "{\"history\": 7}", "history.record");
    row("proxy password", "{\"proxy\": {\"url\": \"http://a:b@host:1\"}}", "without a password");
    row("proxy word", "{\"proxy\": {\"providers\": {\"openai\": \"maybe\"}}}", "proxy.providers");
    row("list of numbers", "{\"favourites\": [1]}", "favourites must be a list of texts");
}

void TestSettings::namesTheFaultyLine()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, named);
    QVERIFY(writePrivateFile(file(), json));
    const std::vector<Error> faults = settingsFaults(file());
    QCOMPARE(faults.size() >= 1, true);
    QCOMPARE(faults[0].cause, QStringLiteral("file.format"));
    QVERIFY2(faults[0].message.contains(named), qPrintable(faults[0].message));
}

void TestSettings::oneBadFieldCostsNoOther()
{
    const QByteArray json
        = R"({"theme":"purple","language":"zh_CN","proxy":{"mode":"manual","url":"ftp://a.test"},"lanesPerProvider":3})";
    QVERIFY(writePrivateFile(file(), json));
    QCOMPARE(settingsFaults(file()).size(), size_t(2));
    Result<Settings> settings = loadSettings(file());
    QVERIFY(settings);
    Settings expected {.language = QStringLiteral("zh_CN"), .proxy = ProxyChoice::Manual, .lanesPerProvider = 3};
    QCOMPARE(settings.value(), expected);

    expected.reduceMotion = true;
    QVERIFY(saveSettings(file(), settings.value(), expected));
    QCOMPARE(loadSettings(file()).value(), expected);
    QVERIFY(settingsFaults(file()).empty());
    QCOMPARE(bytesOf(file() + QStringLiteral(".faulty")), json);
}

void TestSettings::keepsAFaultyFileAside()
{
    const QByteArray broken("{ \"theme\": \"dark\", oops");
    const QByteArray wrong("{ \"theme\": \"purple\" }");
    QVERIFY(writePrivateFile(file(), broken));
    QVERIFY(saveSettings(file(), {}, everythingChanged()));
    QCOMPARE(loadSettings(file()).value(), everythingChanged());
    QCOMPARE(bytesOf(file() + QStringLiteral(".faulty")), broken);

    QVERIFY(writePrivateFile(file(), wrong));
    QVERIFY(saveSettings(file(), {}, {}));
    QCOMPARE(bytesOf(file() + QStringLiteral(".faulty")), broken);
    QCOMPARE(bytesOf(file() + QStringLiteral(".faulty.1")), wrong);
}

void TestSettings::keepsWhatAnotherProcessChanged()
{
    QVERIFY(saveSettings(file(), {}, everythingChanged()));
    const Settings window = loadSettings(file()).value();
    Settings command = loadSettings(file()).value();
    command.allowedEnvKeys << QStringLiteral("OTHER_KEY https://other.example.org:443");
    command.localServer = QStringLiteral("/usr/bin/llama-server");
    QVERIFY(saveSettings(file(), everythingChanged(), command));

    Settings changed = window;
    changed.theme = ThemeChoice::Light;
    const auto saved = saveSettings(file(), window, changed);
    QVERIFY(saved);
    Settings both = command;
    both.theme = ThemeChoice::Light;
    QCOMPARE(saved.value(), both);
    QCOMPARE(loadSettings(file()).value(), both);
}

void TestSettings::mergesListsAndMaps()
{
    const auto with = [](const QStringList &favourites, const QMap<QString, QString> &caFiles) {
        Settings settings;
        settings.favourites = favourites;
        settings.providerCaFile = caFiles;
        return settings;
    };
    const QString a = QStringLiteral("a/x"), b = QStringLiteral("b/x"), c = QStringLiteral("c/x"),
                  d = QStringLiteral("d/x");
    const Settings before = with({a, b}, {{a, a}, {b, b}});
    QVERIFY(saveSettings(file(), {}, before));
    QVERIFY(saveSettings(file(), before, with({b, c}, {{b, b}, {c, c}}))); // another process takes a away and adds c
    const auto saved = saveSettings(file(), before, with({d, a}, {{a, a}, {b, d}})); // we take b away and add d
    QVERIFY(saved);
    QCOMPARE(saved.value(), with({d, c}, {{b, d}, {c, c}}));
}

void TestSettings::losesNothingToABrokenFile()
{
    QVERIFY(saveSettings(file(), {}, everythingChanged()));
    QVERIFY(writePrivateFile(file(), "{ oops"));
    Settings changed = everythingChanged();
    changed.theme = ThemeChoice::Light;
    QVERIFY(saveSettings(file(), everythingChanged(), changed));
    QCOMPARE(loadSettings(file()).value(), changed);
}

void TestSettings::takesTurns()
{
    constexpr int changes = 25;
    const auto write = [this](const QString &name) {
        for (int i = 0; i < changes; ++i) {
            const Settings before;
            Settings after;
            after.allowedEnvKeys << name + QString::number(i);
            if (!saveSettings(file(), before, after))
                return;
        }
    };
    std::thread one(write, QStringLiteral("A"));
    std::thread two(write, QStringLiteral("B"));
    one.join();
    two.join();
    QCOMPARE(loadSettings(file()).value().allowedEnvKeys.size(), 2 * changes);
}

void TestSettings::takesTheProxiesThatTheNetworkTakes_data()
{
    QTest::addColumn<QString>("url");
    for (const char *scheme : {"http", "socks5", "socks5h", "socks"})
        QTest::newRow(scheme) << QLatin1String(scheme) + QStringLiteral("://127.0.0.1:1080");
}

void TestSettings::takesTheProxiesThatTheNetworkTakes()
{
    QFETCH(const QString, url);
    Settings settings;
    settings.manualProxy = QUrl(url);
    QVERIFY(saveSettings(file(), {}, settings));
    QVERIFY(settingsFaults(file()).empty());
    QCOMPARE(loadSettings(file()).value().manualProxy, QUrl(url));
    QVERIFY(proxyFromUrl(url));
}

void TestSettings::restoresTheSession()
{
    const SessionState state {
        .tabs = {{QStringLiteral("/a/b.prompty"), {}},
                 {QStringLiteral("draft:7"), {{QStringLiteral("language"), QStringLiteral("C++")}}}},
        .currentTab = 1,
        .lanes = {QStringLiteral("local/demo#temperature=0"), QStringLiteral("local/demo#temperature=1")},
        .dashboard = DashboardChoice::Collapsed,
        .dashboardDays = 7,
        .openGroups = {QStringLiteral("anthropic")},
        .windowGeometry = QByteArray("\0\xFF geometry", 11),
        .windowState = QByteArray("\x01\x02", 2),
        .showsSource = true};
    QCOMPARE(loadSessionState(file()).value(), SessionState {});
    QVERIFY(saveSessionState(file(), state));
    const Result<SessionState> restored = loadSessionState(file());
    QVERIFY2(restored, qPrintable(restored ? QString() : restored.error().message));
    QCOMPARE(restored.value(), state);
}

void TestSettings::refusesBrokenBase64()
{
    QVERIFY(writePrivateFile(file(), R"({"window":{"geometry":"***"}})"));
    const Result<SessionState> state = loadSessionState(file());
    QVERIFY(!state);
    QVERIFY2(state.error().message.contains(QStringLiteral("window.geometry")), qPrintable(state.error().message));
}

void TestSettings::listsProviderFiles()
{
    const QString folder = m_folder->path();
    QVERIFY(writePrivateFile(folder + QStringLiteral("/b.json"), "{}"));
    QVERIFY(writePrivateFile(folder + QStringLiteral("/a.json"), QByteArray(2 << 20, ' ')));
    QVERIFY(writePrivateFile(folder + QStringLiteral("/notes.txt"), "no"));
    const std::vector<ProviderCatalog::File> files = readProviderFiles(folder);
    QCOMPARE(files.size(), std::size_t(2));
    QCOMPARE(files[0].name, QStringLiteral("a.json"));
    QVERIFY(files[0].json.isEmpty()); // too large to be a preset
    QCOMPARE(files[1].json, QByteArray("{}"));
    QVERIFY(!files[1].isBuiltIn);
    QVERIFY(readProviderFiles(folder + QStringLiteral("/none")).empty());
}

void TestSettings::writesCustomProviders()
{
    const QString folder = m_folder->path();
    const CustomProvider mine {.id = QStringLiteral("my-box"),
                               .label = QStringLiteral("My box"),
                               .baseUrl = QStringLiteral("https://box.example.org/v1"),
                               .needsKey = false};
    QVERIFY(saveCustomProvider(folder, mine));
    const std::vector<ProviderCatalog::File> files = readProviderFiles(folder);
    QCOMPARE(files.size(), std::size_t(1));
    QCOMPARE(files[0].name, QStringLiteral("my-box.json"));
    const QJsonObject object = QJsonDocument::fromJson(files[0].json).object();
    QCOMPARE(object.value(QStringLiteral("baseUrl")).toString(), mine.baseUrl);
    QCOMPARE(object.value(QStringLiteral("auth")).toObject().value(QStringLiteral("scheme")).toString(),
             QStringLiteral("bearer"));

    for (const char *id : {"", "../evil", "Big", "-a", "a/b"}) {
        QVERIFY(!saveCustomProvider(folder, {.id = QLatin1String(id)}));
        QVERIFY(!removeCustomProvider(folder, QLatin1String(id)));
    }
    QVERIFY(removeCustomProvider(folder, mine.id));
    QVERIFY(readProviderFiles(folder).empty());
}

void TestSettings::findsFreeIds_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<QString>("id");
    QTest::newRow("label") << QStringLiteral("My Box 2") << QString() << QStringLiteral("my-box-2");
    QTest::newRow("taken") << QStringLiteral("OpenAI") << QString() << QStringLiteral("openai-3");
    QTest::newRow("host") << QStringLiteral("公司") << QStringLiteral("http://llm.corp.example:8000/v1")
                          << QStringLiteral("llm-corp-example");
    QTest::newRow("nothing") << QStringLiteral("!") << QString() << QStringLiteral("server");
}

void TestSettings::findsFreeIds()
{
    QFETCH(const QString, label);
    QFETCH(const QString, baseUrl);
    const QStringList taken {QStringLiteral("openai"), QStringLiteral("openai-2")};
    QTEST(customProviderId({.label = label, .baseUrl = baseUrl}, taken), "id");
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
