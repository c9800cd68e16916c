// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/gateway/MetricsSample.h"
#include "tests/unit/gateway/Promtool.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

using namespace triptych;

namespace {

QByteArray packaged(const QString &name)
{
    QFile file(QStringLiteral(TRIPTYCH_PACKAGING_DIR "/prometheus/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSet<QString> wordsIn(const QString &text, const char *pattern)
{
    QSet<QString> words;
    auto matches = QRegularExpression(QString::fromLatin1(pattern)).globalMatch(text);
    while (matches.hasNext())
        words += matches.next().captured(1);
    return words;
}

/// Every query of the panels, and of the rows that hold some.
QStringList queriesIn(const QJsonArray &panels)
{
    QStringList queries;
    for (const auto &panel : panels) {
        for (const auto &target : panel[u"targets"].toArray())
            queries += target[u"expr"].toString();
        queries += queriesIn(panel[u"panels"].toArray());
    }
    return queries;
}

QStringList queries()
{
    return queriesIn(
        QJsonDocument::fromJson(packaged(QStringLiteral("triptych-dashboard.json"))).object()[u"panels"].toArray());
}

/// The metrics that a query asks for: what is left without selectors, ranges, groupings and functions.
QSet<QString> metricsIn(QString query)
{
    static const QRegularExpression beside(QStringLiteral(R"(\{[^}]*\}|\[[^]]*\]|\b(by|on|without)\s*\([^)]*\))"));
    return wordsIn(query.remove(beside), R"(\b([a-z]+_\w+)\b(?!\s*\())");
}

QSet<QString> labelsIn(const QString &query)
{
    QSet<QString> labels = wordsIn(query, R"((\w+)\s*(?:=~|!~|!=|=)\s*\")");
    for (const QString &group : wordsIn(query, R"(\b(?:by|on|without)\s*\(([^)]*)\))"))
        for (const QString &label : group.split(u','))
            labels += label.trimmed();
    return labels - QSet<QString> {QStringLiteral("le"), QStringLiteral("instance")};
}

} // namespace

/// What is shipped for Prometheus and Grafana goes with what the gateway tells.
class TestPrometheusFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scrapesWithATokenOfItsOwn();
    void showsOnlyWhatIsTold_data();
    void showsOnlyWhatIsTold();
    void showsWhatMatters();
    void asksInPromQl();
};

void TestPrometheusFiles::scrapesWithATokenOfItsOwn()
{
    const QByteArray shipped = "/etc/prometheus/triptych-token";
    QByteArray config = packaged(QStringLiteral("prometheus.yml"));
    QVERIFY(config.contains("credentials_file: " + shipped + '\n'));
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    // The checker wants to see the file.
    QVERIFY(write(QStringLiteral("token"), "x\n"));
    config.replace("credentials_file: " + shipped,
                   "credentials_file: " + folder.filePath(QStringLiteral("token")).toUtf8());
    QVERIFY(write(QStringLiteral("prometheus.yml"), config));
    checkByPromtool(
        {QStringLiteral("check"), QStringLiteral("config"), folder.filePath(QStringLiteral("prometheus.yml"))});
}

void TestPrometheusFiles::showsOnlyWhatIsTold_data()
{
    QTest::addColumn<QString>("query");
    for (const QString &query : queries())
        QTest::newRow(qPrintable(query)) << query;
}

void TestPrometheusFiles::showsOnlyWhatIsTold()
{
    QFETCH(const QString, query);
    static const QString told = QString::fromUtf8(metrics_sample::text());
    static const QSet<QString> metrics = wordsIn(told, R"((?m)^(\w+)[{ ])");
    static const QSet<QString> labels = wordsIn(told, R"([{,](\w+)=\")");
    QVERIFY(!metricsIn(query).isEmpty());
    for (const QString &metric : metricsIn(query))
        QVERIFY2(metrics.contains(metric), qPrintable(metric));
    for (const QString &label : labelsIn(query))
        QVERIFY2(labels.contains(label), qPrintable(label));
}

void TestPrometheusFiles::showsWhatMatters()
{
    const QString all = queries().join(u'\n');
    for (const char *name :
         {"http_server_request_duration_seconds_count", "gen_ai_server_time_to_first_token_seconds_bucket",
          "gen_ai_client_token_usage_sum", "triptych_cost_usd_total", "triptych_gateway_overhead_seconds_bucket",
          "triptych_breaker_state", "triptych_token_spent_usd", "triptych_token_budget_usd",
          "triptych_idempotency_requests_total", "process_resident_memory_bytes"})
        QVERIFY2(metricsIn(all).contains(QString::fromLatin1(name)), name);
}

void TestPrometheusFiles::asksInPromQl()
{
    QJsonArray rules;
    for (QString query : queries())
        rules += QJsonObject {
            {QStringLiteral("record"), QStringLiteral("query")},
            {QStringLiteral("labels"), QJsonObject {{QStringLiteral("number"), QString::number(rules.size())}}},
            {QStringLiteral("expr"), query.replace(QLatin1String("$__rate_interval"), QLatin1String("1m"))}};
    const QJsonObject group {{QStringLiteral("name"), QStringLiteral("panels")}, {QStringLiteral("rules"), rules}};
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rules.yml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(QJsonObject {{QStringLiteral("groups"), QJsonArray {group}}}).toJson());
    file.close();
    checkByPromtool({QStringLiteral("check"), QStringLiteral("rules"), file.fileName()});
}

QTEST_GUILESS_MAIN(TestPrometheusFiles)
#include "tst_prometheusfiles.moc"
