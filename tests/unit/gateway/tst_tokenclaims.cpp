// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenClaims.h"
#include "tests/support/TokenTexts.h"

#include <QTest>
#include <cmath>
#include <functional>

using namespace triptych;

/// What a token allows, and which claims it may make.
class TestTokenClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reachesEverythingByItself();
    void reachesItsScopeOnly();
    void asksItsModelsOnly();
    void idsAreNoOptionsOfACommand();
    void checks_data();
    void checks();
    void namesTheKnownScopes();
};

void TestTokenClaims::reachesEverythingByItself()
{
    const TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow.addMSecs(700));
    for (int scope = 0; scope <= int(TokenScope::Metrics); ++scope)
        QVERIFY(claims.mayUse(TokenScope(scope)));
    QVERIFY(claims.mayAsk(u"anthropic/claude-x"));
    QVERIFY(!claims.budgetUsd);
    QCOMPARE(claims.issuedAt, tokenNow); // whole seconds, as tokens carry them
    QVERIFY(checkClaims(claims));
}

void TestTokenClaims::reachesItsScopeOnly()
{
    TokenClaims scraper = newClaims(QStringLiteral("scraper"), tokenNow);
    scraper.scope = {QStringLiteral("metrics")};
    QVERIFY(scraper.mayUse(TokenScope::Metrics));
    for (int scope = 0; scope < int(TokenScope::Metrics); ++scope)
        QVERIFY(!scraper.mayUse(TokenScope(scope)));
}

void TestTokenClaims::asksItsModelsOnly()
{
    TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow);
    claims.models = {QStringLiteral("claude-*"), QStringLiteral("local/demo")};
    QVERIFY(claims.mayAsk(u"claude-x"));
    QVERIFY(claims.mayAsk(u"local/demo"));
    QVERIFY(!claims.mayAsk(u"local/demo2"));
    QVERIFY(!claims.mayAsk(u"anthropic/claude-x"));
    QVERIFY(!claims.mayAsk(u""));
    claims.models = {QStringLiteral("*")};
    QVERIFY(claims.mayAsk(u"anthropic/claude-x"));
}

void TestTokenClaims::idsAreNoOptionsOfACommand()
{
    for (int i = 0; i < 2'000; ++i) // one in 64 would be
        QVERIFY(!newClaims(QStringLiteral("editor"), tokenNow).id.startsWith(u'-'));
}

void TestTokenClaims::checks_data()
{
    QTest::addColumn<TokenClaims>("claims");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const char *cause, const std::function<void(TokenClaims &)> &change) {
        TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow);
        change(claims);
        QTest::newRow(name) << claims << QString::fromLatin1(cause);
    };
    row("all limits", "", [](TokenClaims &claims) {
        claims.scope = scopeNames();
        claims.models = {QStringLiteral("*")};
        claims.budgetUsd = 0.01;
    });
    row("a uuid", "", [](TokenClaims &claims) { claims.id = QStringLiteral("123e4567-e89b-12d3-a456-426614174000"); });
    row("no id", "token.id", [](TokenClaims &claims) { claims.id.clear(); });
    row("a long id", "token.id", [](TokenClaims &claims) { claims.id = QString(65, QLatin1Char('a')); });
    row("no label", "token.label", [](TokenClaims &claims) { claims.label.clear(); });
    row("a long label", "token.label", [](TokenClaims &claims) { claims.label = QString(201, QLatin1Char('a')); });
    row("a label that turns text", "token.label", [](TokenClaims &claims) { claims.label = QChar(0x202e); });
    row("no such route", "token.scope", [](TokenClaims &claims) { claims.scope = {QStringLiteral("Chat")}; });
    row("two routes in one", "token.scope",
        [](TokenClaims &claims) { claims.scope = {QStringLiteral("chat models")}; });
    row("a model with a line break", "token.models",
        [](TokenClaims &claims) { claims.models = {QStringLiteral("a\nb")}; });
    row("a negative budget", "token.budget", [](TokenClaims &claims) { claims.budgetUsd = -1; });
    row("no budget at all", "token.budget", [](TokenClaims &claims) { claims.budgetUsd = 0; });
    row("NaN", "token.budget", [](TokenClaims &claims) { claims.budgetUsd = std::nan(""); });
    row("infinity", "token.budget", [](TokenClaims &claims) { claims.budgetUsd = HUGE_VAL; });
    row("ten years", "", [](TokenClaims &claims) { claims.expiresAt = tokenNow.addYears(10); });
    row("eleven years", "token.lifetime", [](TokenClaims &claims) { claims.expiresAt = tokenNow.addYears(11); });
    row("over at once", "token.lifetime", [](TokenClaims &claims) { claims.expiresAt = tokenNow; });
    row("no end", "token.lifetime", [](TokenClaims &claims) { claims.expiresAt = {}; });
}

void TestTokenClaims::checks()
{
    QFETCH(const TokenClaims, claims);
    const auto sound = checkClaims(claims);
    QTEST(sound ? QString() : sound.error().cause, "cause");
}

void TestTokenClaims::namesTheKnownScopes()
{
    TokenClaims claims = newClaims(QStringLiteral("editor"), tokenNow);
    claims.scope = {QStringLiteral("admin")};
    QCOMPARE(checkClaims(claims).error().message,
             QStringLiteral("\"admin\" is none of chat, responses, messages, ollama, models, claude, metrics"));
}

QTEST_GUILESS_MAIN(TestTokenClaims)
#include "tst_tokenclaims.moc"
