// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/ModelPages.h"

#include <QTest>

using namespace triptych;

namespace {

const QString bedrockDialect = QStringLiteral("bedrock");
const QUrl bedrockList(QStringLiteral("https://b.test/x/foundation-models?byOutputModality=TEXT&v=1"));

QByteArray foundations(const QByteArray &models)
{
    return R"({"modelSummaries":[)" + models + "]}";
}

QByteArray profiles(const QByteArray &items, const QByteArray &token = {})
{
    const QByteArray more = token.isEmpty() ? QByteArray() : ",\"nextToken\":\"" + token + '"';
    return R"({"inferenceProfileSummaries":[)" + items + "]" + more + "}";
}

/// One of two regions.
QByteArray profile(const QByteArray &id, const QByteArray &model)
{
    const QByteArray text
        = R"({"inferenceProfileId":"ID","models":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/MODEL"},{"modelArn":"arn:aws:bedrock:us-west-2::foundation-model/MODEL"}]})";
    return QByteArray(text).replace("ID", id).replace("MODEL", model);
}

QString textOf(const std::vector<ModelInfo> &models)
{
    QStringList lines;
    for (const ModelInfo &model : models)
        lines += model.id + (model.label.isEmpty() ? QString() : QStringLiteral(" '%1'").arg(model.label))
            + (model.images == true ? QStringLiteral(" images") : QString())
            + (model.isLegacy ? QStringLiteral(" legacy") : QString())
            + (model.shutdown ? QStringLiteral(" until") + model.shutdown->toString(Qt::ISODate) : QString());
    return lines.join(u';');
}

} // namespace

/// The way through the pages of a list, and what Bedrock's two lists say together.
class TestModelPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForBothLists();
    void aListElsewhereIsOne();
    void hasAnEnd();
    void aPageThatIsNoneEndsIt();
    void joins_data();
    void joins();
};

void TestModelPages::asksForBothLists()
{
    ModelPages pages(bedrockDialect, bedrockList);
    QCOMPARE(pages.next(), bedrockList);
    QVERIFY(pages.read(foundations("{\"modelId\":\"m\"}")));
    const QString second = QStringLiteral("https://b.test/x/inference-profiles?v=1");
    QCOMPARE(pages.next().toString(QUrl::FullyEncoded), second);
    QVERIFY(pages.read(profiles(profile("us.m", "m"), "t+/=")));
    QVERIFY(!pages.isWhole());
    QCOMPARE(pages.next().toString(QUrl::FullyEncoded), second + QStringLiteral("&nextToken=t%2B%2F%3D"));
    QVERIFY(pages.read(profiles(profile("eu.m", "m"))));
    QVERIFY(pages.isWhole());
    QCOMPARE(textOf(pages.models()), QStringLiteral("m;us.m;eu.m"));
}

/// A relay that says where its list is has no other one beside it.
void TestModelPages::aListElsewhereIsOne()
{
    ModelPages pages(bedrockDialect, QUrl(QStringLiteral("https://relay.test/models")));
    QVERIFY(pages.read(profiles(profile("us.m", "m"))));
    QVERIFY(pages.isWhole());
    QCOMPARE(textOf(pages.models()), QStringLiteral("us.m"));
}

void TestModelPages::hasAnEnd()
{
    ModelPages pages(bedrockDialect, bedrockList);
    int read = 0;
    for (; !pages.isWhole() && read < 100; ++read) {
        const QByteArray token = QByteArray::number(read);
        const bool isFirst = pages.next().path().endsWith(QLatin1String("foundation-models"));
        const QByteArray page = isFirst ? foundations("{\"modelId\":\"m" + token + "\"}") : profiles({}, token);
        QVERIFY(pages.read(isFirst ? page.chopped(1) + ",\"nextToken\":\"" + token + "\"}" : page));
    }
    QCOMPARE(read, 2 * ModelPages::mostPages);
    QCOMPARE(pages.models().size(), std::size_t(ModelPages::mostPages));

    ModelPages repeating(bedrockDialect, bedrockList);
    QVERIFY(repeating.read(foundations({})));
    QVERIFY(repeating.read(profiles({}, "same")));
    QVERIFY(!repeating.isWhole());
    QVERIFY(repeating.read(profiles({}, "same")));
    QVERIFY(repeating.isWhole());
}

void TestModelPages::aPageThatIsNoneEndsIt()
{
    for (const char *body : {"", "[]", "<html>", "{\"message\":\"no\"}", "{\"modelSummaries\":{}}"}) {
        ModelPages pages(bedrockDialect, bedrockList);
        QVERIFY2(!pages.read(body), body);
    }
}

void TestModelPages::joins_data()
{
    QTest::addColumn<QByteArray>("models");
    QTest::addColumn<QByteArray>("profiles");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &models, const QByteArray &items, const char *expected) {
        QTest::newRow(name) << foundations(models) << profiles(items) << QString::fromUtf8(expected);
    };
    const QByteArray byProfile = R"({"modelId":"a.b-v1:0","modelName":"B","inputModalities":["TEXT","IMAGE"],)"
                                 R"("inferenceTypesSupported":["INFERENCE_PROFILE"]})";
    row("a model that needs a profile", byProfile, profile("us.a.b-v1:0", "a.b-v1:0"), "us.a.b-v1:0 'B' images");
    row("without one it cannot be asked", byProfile, {}, "");
    row("both ways", R"({"modelId":"m","inferenceTypesSupported":["ON_DEMAND","INFERENCE_PROFILE"]})",
        profile("global.m", "m"), "m;global.m");
    row("a label of its own", R"({"modelId":"m","modelName":"M"})",
        R"({"inferenceProfileId":"us.m","inferenceProfileName":"US M","models":[{"modelArn":"x/m"}]})",
        "m 'M';us.m 'US M'");
    row("the dates of its model",
        R"({"modelId":"m","modelLifecycle":{"status":"LEGACY","endOfLifeTime":"2027-01-31"}})", profile("us.m", "m"),
        "m legacy until2027-01-31;us.m legacy until2027-01-31");
    row("another name than its model's", R"({"modelId":"m"})", profile("mine-7", "m"), "m;mine-7");
    row("no model is named", R"({"modelId":"a.m"})", R"({"inferenceProfileId":"us.a.m"},{"inferenceProfileId":"us.n"})",
        "a.m;us.a.m");
    row("a model that does not stream", R"({"modelId":"m","responseStreamingSupported":false})", profile("us.m", "m"),
        "");
    row("a model that paints", R"({"modelId":"m","outputModalities":["IMAGE"]},{"modelId":"ok"})", profile("us.m", "m"),
        "ok");
    row("a model that is not listed", R"({"modelId":"ok"})", profile("us.embeds", "embeds"), "ok");
    row("one of several is known", R"({"modelId":"m"})",
        R"({"inferenceProfileId":"us.m","models":[{"modelArn":"x/none"},{"modelArn":"x/m"}]})", "m;us.m");
    row("twice", R"({"modelId":"m"},{"modelId":"m"})", profile("us.m", "m") + ',' + profile("us.m", "m"), "m;us.m");
    row("rubbish", R"(null,7,{},{"modelId":3},{"modelId":"m"})",
        R"(null,{"inferenceProfileId":""},{"inferenceProfileId":"us.m","models":"m"},{"inferenceProfileId":"eu.m","models":[7,{"modelArn":null},{"modelArn":"x/m"}]})",
        "m;us.m;eu.m");
}

void TestModelPages::joins()
{
    QFETCH(const QByteArray, models);
    QFETCH(const QByteArray, profiles);
    ModelPages pages(bedrockDialect, bedrockList);
    QVERIFY(pages.read(models));
    QVERIFY(pages.read(profiles));
    QTEST(textOf(pages.models()), "expected");
}

QTEST_GUILESS_MAIN(TestModelPages)
#include "tst_modelpages.moc"
