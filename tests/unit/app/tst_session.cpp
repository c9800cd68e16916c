// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "core/settings/PrivateFile.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// What two processes, and two parts of one, do with the same home.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatAnotherProcessChanged();
    void aFailedSaveIsMadeUpFor();
    void fieldsMoveTheOrigin();
    void localModelsAreListedAgain();
    void aProviderWithoutAListIsNotAsked();
    void anAnswerFindsNobody();

private:
    std::unique_ptr<Session> session() const
    {
        return std::make_unique<Session>(m_paths, loadSettings(m_paths.settingsFile()).value(),
                                         KeyRing::WhenLocked::Fail);
    }

    std::unique_ptr<QTemporaryDir> m_home;
    Paths m_paths;
};

void TestSession::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_paths = Paths::forHome(m_home->path());
    m_paths.share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych");
    QVERIFY(m_paths.makeFolders());
}

void TestSession::keepsWhatAnotherProcessChanged()
{
    const auto window = session();
    const auto command = session();
    Settings allowed = command->settings();
    allowed.allowedEnvKeys << QStringLiteral("A_KEY https://a.example.org:443");
    QVERIFY(command->changeSettings(allowed));

    Settings dark = window->settings();
    dark.theme = ThemeChoice::Dark;
    QVERIFY(window->changeSettings(dark));
    QCOMPARE(window->settings().allowedEnvKeys, allowed.allowedEnvKeys);
    const Settings stored = loadSettings(m_paths.settingsFile()).value();
    QCOMPARE(stored.theme, ThemeChoice::Dark);
    QCOMPARE(stored.allowedEnvKeys, allowed.allowedEnvKeys);
}

void TestSession::aFailedSaveIsMadeUpFor()
{
    const auto window = session();
    QVERIFY(QDir().mkpath(m_paths.settingsFile())); // a folder in the place of the file
    Settings changed = window->settings();
    changed.theme = ThemeChoice::Dark;
    QVERIFY(!window->changeSettings(changed));
    QCOMPARE(window->settings().theme, ThemeChoice::Dark);
    QVERIFY(QDir().rmdir(m_paths.settingsFile()));
    changed.reduceMotion = true;
    QVERIFY(window->changeSettings(changed));
    QCOMPARE(loadSettings(m_paths.settingsFile()).value(), changed);
}

void TestSession::fieldsMoveTheOrigin()
{
    const QByteArray entry
        = R"({"id": "cloud", "dialect": "openai-chat", "baseUrl": "https://{region}.example.org/v1", "auth": {"scheme": "bearer"}, "fields": [{"id": "region", "label": "Region", "default": "eu"}]})";
    QVERIFY(writePrivateFile(m_paths.providersFolder() + QStringLiteral("/cloud.json"), entry));
    const auto window = session();
    QCOMPARE(window->catalog().find(u"cloud")->origin(), QStringLiteral("https://eu.example.org:443"));
    const QSignalSpy changed(window.get(), &Session::catalogChanged);
    Settings settings = window->settings();
    settings.providerFields.insert(QStringLiteral("cloud/region"), QStringLiteral("us"));
    QVERIFY(window->changeSettings(settings));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(window->catalog().find(u"cloud")->origin(), QStringLiteral("https://us.example.org:443"));
    QCOMPARE(session()->catalog().find(u"cloud")->origin(), QStringLiteral("https://us.example.org:443"));
    settings.providerFields.insert(QStringLiteral("cloud/region"), QString()); // left empty beside "us" as a hint
    QVERIFY(window->changeSettings(settings));
    QCOMPARE(window->catalog().find(u"cloud")->origin(), QStringLiteral("https://us.example.org:443"));
    settings.providerFields.remove(QStringLiteral("cloud/region"));
    QVERIFY(window->changeSettings(settings));
    QCOMPARE(window->catalog().find(u"cloud")->origin(), QStringLiteral("https://eu.example.org:443"));
}

void TestSession::localModelsAreListedAgain()
{
    const auto window = session();
    QVERIFY(QFile::link(m_paths.shippedModels() + QStringLiteral("/demo.gguf"),
                        m_paths.modelsFolder() + QStringLiteral("/mine.gguf")));
    std::optional<Result<std::vector<ModelInfo>>> answer;
    window->fetchModels(QStringLiteral("local"), this,
                        [&answer](Result<std::vector<ModelInfo>> models) { answer = std::move(models); });
    QTRY_VERIFY(answer);
    QVERIFY(*answer);
    QCOMPARE(answer->value().size(), size_t(2));
    QCOMPARE(window->catalog().find(u"local")->models.size(), size_t(2));
    answer.reset();
    window->fetchModels(QStringLiteral("nobody"), this,
                        [&answer](Result<std::vector<ModelInfo>> models) { answer = std::move(models); });
    QTRY_VERIFY(answer);
    QCOMPARE(answer->error().cause, QStringLiteral("provider.unknown"));
}

void TestSession::aProviderWithoutAListIsNotAsked()
{
    const auto window = session();
    std::optional<Result<std::vector<ModelInfo>>> answer;
    window->fetchModels(QStringLiteral("perplexity"), this,
                        [&answer](Result<std::vector<ModelInfo>> models) { answer = std::move(models); });
    QTRY_VERIFY(answer);
    QVERIFY(*answer); // without a key, and without a network
    QCOMPARE(answer->value(), window->catalog().find(u"perplexity")->models);
    QVERIFY(!answer->value().empty());
}

void TestSession::anAnswerFindsNobody()
{
    const auto window = session();
    int answers = 0;
    auto gone = std::make_unique<QObject>();
    window->localServerLogs(gone.get(), [&answers](const QString &) { ++answers; });
    window->localServerLogs(this, [&answers](const QString &) { answers += 10; });
    gone.reset();
    QTRY_COMPARE(answers, 10);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
