// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/DraftFaults.h"
#include "core/settings/ProviderFiles.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

ProviderDraft full()
{
    return {.id = QStringLiteral("corp"),
            .label = QStringLiteral("公司 \"Corp\""),
            .dialect = QStringLiteral("openai-chat"),
            .baseUrl = QStringLiteral("https://llm.corp.example/v1"),
            .auth = {.kind = AuthKind::Header, .header = QStringLiteral("x-key"), .isOptional = true},
            .headers = {{QStringLiteral("X-Plain"), QStringLiteral("a, b; c=\"d\""), {}},
                        {QStringLiteral("Authorization"), {}, QStringLiteral("authorization")}},
            .body = QStringLiteral("{\n  \"zeta\": 1,\n  \"alpha\": {\"b\": null}\n}"),
            .quirks = {Quirk::TopK, Quirk::MaxTokensField},
            .models = {QStringLiteral("big"), QStringLiteral("small-*")},
            .caFile = QStringLiteral("/etc/corp.pem"),
            .proxy = QStringLiteral("direct")};
}

QList<int> kindsOf(const ProviderDraft &draft)
{
    QList<int> kinds;
    for (const DraftFault &fault : faultsOf(draft))
        kinds << fault.kind;
    return kinds;
}

} // namespace

/// A provider as a form shows it, and as its file says it.
class TestProviderDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas_data();
    void comesBackAsItWas();
    void keepsWhatNoFormShows();
    void writesIntoTheFileThatHasIt();
    void refusesWhatTheReaderWould_data();
    void refusesWhatTheReaderWould();
    void namesThePlaceInTheBody();
    void takesEveryShippedFile();
};

void TestProviderDraft::comesBackAsItWas_data()
{
    QTest::addColumn<ProviderDraft>("draft");
    QTest::newRow("everything") << full();
    ProviderDraft least {.id = QStringLiteral("least"), .baseUrl = QStringLiteral("http://127.0.0.1:8080")};
    least.auth.kind = AuthKind::None;
    QTest::newRow("the least") << least;
    ProviderDraft signedOne = full();
    signedOne.dialect = QStringLiteral("bedrock");
    signedOne.auth = {.kind = AuthKind::SigV4, .service = QStringLiteral("bedrock"), .region = QStringLiteral("eu-1")};
    signedOne.headers.pop_back();
    QTest::newRow("signed") << signedOne;
}

void TestProviderDraft::comesBackAsItWas()
{
    QFETCH(const ProviderDraft, draft);
    QCOMPARE(kindsOf(draft), QList<int>());
    const QTemporaryDir home;
    const QString folder = home.filePath(QStringLiteral("providers"));
    const auto saved = saveDraft(folder, draft);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message));
    const auto read = loadDraft(folder, draft.id);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QVERIFY(read.value() == draft);
    const QFile file(folder + QLatin1Char('/') + draft.id + QStringLiteral(".json"));
    QCOMPARE(file.permissions() & 0x0077, QFile::Permissions());
    // And the same once more, over the file that is there now.
    QVERIFY(saveDraft(folder, read.value()));
    QVERIFY(loadDraft(folder, draft.id).value() == draft);
}

void TestProviderDraft::keepsWhatNoFormShows()
{
    const QByteArray file = R"({"id":"corp","dialect":"openai-chat","baseUrl":"https://{site}.corp.example/v1",
        "auth":{"scheme":"bearer"},"keyEnv":"CORP_KEY","paths":{"chat":"/talk"},"query":{"v":"1"},
        "fields":[{"id":"site","label":"Site","default":"eu"}],"models":[{"id":"big","contextTokens":1000,"base":"openai/gpt-6-sol"}]})";
    auto read = readDraft(file, QStringLiteral("corp.json"));
    QVERIFY(read);
    ProviderDraft draft = read.value();
    QCOMPARE(draft.origin(), QStringLiteral("https://eu.corp.example:443"));
    QCOMPARE(draft.bases.value(QStringLiteral("big")), QStringLiteral("openai/gpt-6-sol"));
    draft.models << QStringLiteral("small");
    draft.bases = {{QStringLiteral("big"), QStringLiteral("openai/gpt-6-luna")},
                   {QStringLiteral("small"), QStringLiteral("openai/gpt-6-terra")}};
    draft.label = QStringLiteral("Corp");
    const auto written = readPreset(writeDraft(draft, file), QStringLiteral("corp.json"));
    QVERIFY2(written, qPrintable(written ? QString() : written.error().message));
    const ProviderPreset &preset = written.value();
    QCOMPARE(preset.keyEnv, QStringList(QStringLiteral("CORP_KEY")));
    QCOMPARE(preset.paths.value(QStringLiteral("chat")), QStringLiteral("/talk"));
    QCOMPARE(preset.query.value(QStringLiteral("v")), QStringLiteral("1"));
    QCOMPARE(preset.fields.size(), 1u);
    QCOMPARE(preset.models.size(), 2u);
    QCOMPARE(preset.models[0].contextTokens, std::optional<qint64>(1000));
    QCOMPARE(preset.models[0].base, QStringLiteral("openai/gpt-6-luna"));
    QCOMPARE(preset.models[1].base, QStringLiteral("openai/gpt-6-terra"));
    draft.bases.clear();
    QVERIFY(!writeDraft(draft, file).contains("base\""));
}

void TestProviderDraft::writesIntoTheFileThatHasIt()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("my-notes.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(writeDraft(full()));
    file.close();
    ProviderDraft changed = full();
    changed.label = QStringLiteral("Changed");
    QVERIFY(saveDraft(folder.path(), changed));
    QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*.json")}), QStringList {QStringLiteral("my-notes.json")});
    QCOMPARE(loadDraft(folder.path(), changed.id).value().label, QStringLiteral("Changed"));
    QCOMPARE(loadDraft(folder.path(), QStringLiteral("nobody")).error().cause, QStringLiteral("file.absent"));
}

void TestProviderDraft::refusesWhatTheReaderWould_data()
{
    QTest::addColumn<ProviderDraft>("draft");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("thing");
    const auto row = [](const char *name, DraftFault::Kind kind, const QString &thing, auto change) {
        ProviderDraft draft = full();
        change(draft);
        QTest::newRow(name) << draft << int(kind) << thing;
    };
    const auto address = [&row](const char *text, DraftFault::Kind kind, const QString &thing) {
        row(text, kind, thing, [text](ProviderDraft &draft) { draft.baseUrl = QString::fromUtf8(text); });
    };
    address("http://llm.corp.example", DraftFault::AddressInsecure, QStringLiteral("llm.corp.example"));
    address("http://127.0.0.1.evil.example", DraftFault::AddressInsecure, QStringLiteral("127.0.0.1.evil.example"));
    address("https://api.openai.com@evil.example/v1", DraftFault::AddressUser, QStringLiteral("evil.example"));
    address("https://@evil.example", DraftFault::AddressUser, QStringLiteral("evil.example"));
    address("https://\xd0\xb0pi.openai.com/v1", DraftFault::AddressLookAlike, QStringLiteral("xn--pi-6kc.openai.com"));
    address("https://a.example?key=1", DraftFault::AddressQuery, QStringLiteral("a.example"));
    address("ftp://a.example", DraftFault::AddressInvalid, QStringLiteral("ftp://a.example"));
    address("https://", DraftFault::AddressInvalid, QStringLiteral("https://"));
    const auto header = [&row](const char *name, const char *value, const char *secret, DraftFault::Kind kind) {
        row(name, kind, QString::fromUtf8(name), [=](ProviderDraft &draft) {
            draft.headers.push_back({QString::fromUtf8(name), QString::fromUtf8(value), QString::fromUtf8(secret)});
        });
    };
    header("X-A\r\nX-B", "1", "", DraftFault::HeaderName);
    header("X A", "1", "", DraftFault::HeaderName);
    header("", "1", "", DraftFault::HeaderName);
    header("Host", "evil", "", DraftFault::HeaderReserved);
    header("content-length", "", "s", DraftFault::HeaderReserved);
    header("x-plain", "1", "", DraftFault::HeaderTwice);
    header("authorization", "", "s", DraftFault::HeaderTwice);
    header("X-Key", "", "s", DraftFault::HeaderSignIn);
    header("Cookie", "a=b", "", DraftFault::HeaderKey);
    header("X-Value", "a\r\nHost: evil", "", DraftFault::HeaderValue);
    row("Authorization twice", DraftFault::HeaderSignIn, QStringLiteral("Authorization"),
        [](ProviderDraft &draft) { draft.auth = {.kind = AuthKind::Bearer}; });
    row("no header", DraftFault::SignInHeader, QString(), [](ProviderDraft &draft) { draft.auth.header.clear(); });
    row("no region", DraftFault::SignInRegion, QString(), [](ProviderDraft &draft) {
        draft.auth = {.kind = AuthKind::SigV4, .service = QStringLiteral("bedrock")};
        draft.headers.clear();
    });
    row("list", DraftFault::BodyObject, QString(), [](ProviderDraft &draft) { draft.body = QStringLiteral("[1]"); });
    row("model", DraftFault::ModelId, QStringLiteral("a b"),
        [](ProviderDraft &draft) { draft.models << QStringLiteral("a b"); });
    for (const char *base : {"gpt-6-luna", "openai/gpt-6-luna#seed=1"})
        row(base, DraftFault::ModelBase, QLatin1String(base),
            [base](ProviderDraft &draft) { draft.bases.insert(draft.models.front(), QLatin1String(base)); });
    row("ca", DraftFault::CaFilePath, QStringLiteral("ca.pem"),
        [](ProviderDraft &draft) { draft.caFile = QStringLiteral("ca.pem"); });
}

void TestProviderDraft::refusesWhatTheReaderWould()
{
    QFETCH(const ProviderDraft, draft);
    QFETCH(const int, kind);
    QFETCH(const QString, thing);
    QCOMPARE(kindsOf(draft), QList<int> {kind});
    QCOMPARE(faultsOf(draft).front().thing, thing);
}

void TestProviderDraft::namesThePlaceInTheBody()
{
    ProviderDraft draft = full();
    draft.body = QStringLiteral("{\n  \"temperature\": 1,\n  \"词\": nul\n}");
    const auto faults = faultsOf(draft);
    QCOMPARE(faults.size(), 1u);
    QCOMPARE(int(faults[0].kind), int(DraftFault::BodySyntax));
    QCOMPARE(faults[0].line, 3);
    QVERIFY2(faults[0].column >= 8 && faults[0].column <= 11, qPrintable(QString::number(faults[0].column)));
    QVERIFY(!faults[0].thing.isEmpty());
}

/// A person may also copy one of these and change it in the form, but for the second address of a key.
void TestProviderDraft::takesEveryShippedFile()
{
    static const QRegularExpression second(QStringLiteral("\n *\"modelsBaseUrl\":[^\n]*"));
    for (ProviderCatalog::File file : shippedProviderFiles()) {
        const QString copied = QString::fromUtf8(file.json);
        QCOMPARE(bool(readDraft(file.json, file.name)), !copied.contains(second));
        file.json = QString(copied).remove(second).toUtf8();
        const auto draft = readDraft(file.json, file.name);
        QVERIFY2(draft, qPrintable(file.name));
        const auto again = readDraft(writeDraft(draft.value(), file.json), file.name);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
        QVERIFY2(again.value() == draft.value(), qPrintable(file.name));
    }
}

QTEST_GUILESS_MAIN(TestProviderDraft)
#include "tst_providerdraft.moc"
