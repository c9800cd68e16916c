// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/settings/ProviderFiles.h"

#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// What a person describes by hand must work with services that nobody here knows.
class TestProviderFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treatsStrangersCarefully_data();
    void treatsStrangersCarefully();
    void letsAKeyComeLater_data();
    void letsAKeyComeLater();

private:
    static ProviderPreset saved(const CustomProvider &provider);
};

ProviderPreset TestProviderFiles::saved(const CustomProvider &provider)
{
    const QTemporaryDir folder;
    if (!saveCustomProvider(folder.path(), provider))
        qFatal("the entry must be written");
    const ProviderCatalog catalog = ProviderCatalog::fromFiles(readProviderFiles(folder.path()), {});
    if (!catalog.problems().empty() || !catalog.find(provider.id))
        qFatal("the entry must be sound and no template");
    return *catalog.find(provider.id);
}

void TestProviderFiles::treatsStrangersCarefully_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("inBody");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("chat: the field that nearly all take")
        << QStringLiteral("openai-chat") << QByteArray(R"("max_tokens":7)") << QByteArray();
    QTest::newRow("messages: the version that all were written against")
        << QStringLiteral("anthropic") << QByteArray(R"("max_tokens":7)") << QByteArray("2023-06-01");
}

void TestProviderFiles::treatsStrangersCarefully()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, inBody);
    const CustomProvider mine {.id = QStringLiteral("my-box"),
                               .label = QStringLiteral("My box"),
                               .dialect = dialect,
                               .baseUrl = QStringLiteral("https://box.example.org/v1")};
    const ProviderPreset preset = saved(mine);
    QCOMPARE(preset.label, mine.label);
    QCOMPARE(preset.baseUrl, mine.baseUrl);
    QVERIFY(preset.fields.empty());
    const ChatRequest request {.model = QStringLiteral("m"),
                               .turns = {ChatTurn::text(Role::User, QStringLiteral("x"))},
                               .settings = {.maxTokens = 7}};
    const auto encoded = adapterFor(dialect)->encode(request, preset.endpointFor({.id = request.model}));
    QVERIFY(encoded);
    QVERIFY2(encoded.value().http.body.contains(inBody), encoded.value().http.body.constData());
    QTEST(headerValue(encoded.value().http.headers, "anthropic-version"), "version");
}

void TestProviderFiles::letsAKeyComeLater_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("needsKey");
    for (const char *dialect : {"openai-chat", "anthropic"})
        for (const bool needsKey : {true, false})
            QTest::addRow("%s, %s", dialect, needsKey ? "with a key" : "without")
                << QString::fromLatin1(dialect) << needsKey;
}

void TestProviderFiles::letsAKeyComeLater()
{
    QFETCH(const QString, dialect);
    QFETCH(const bool, needsKey);
    const AuthRule auth = saved({.id = QStringLiteral("b"),
                                 .dialect = dialect,
                                 .baseUrl = QStringLiteral("https://b.example"),
                                 .needsKey = needsKey})
                              .auth;
    QCOMPARE(auth.kind, AuthKind::Bearer);
    QCOMPARE(auth.isOptional, !needsKey);
}

QTEST_GUILESS_MAIN(TestProviderFiles)
#include "tst_providerfiles.moc"
