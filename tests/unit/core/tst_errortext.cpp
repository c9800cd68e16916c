// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LedgerReason.h"
#include "core/text/ErrorText.h"
#include "core/text/Sentences.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTranslator>

using namespace triptych;

namespace {

/// Rows 1 to 56 of the fault catalogue and the other causes that parts of the program give.
const QStringList causes
    = QStringLiteral(
          "dns connect connect_timeout offline tls.expired tls.hostname tls.self_signed tls.unknown_ca tls.protocol tls.certificate "
          "tls.ca_file tls_eof tls_timeout proxy.refused proxy.auth proxy.user proxy.dns proxy.timeout proxy.socks first_content idle no_progress "
          "deadline truncated reset no_answer protocol too_large bad_json schema provider.overloaded_error provider.api_error content_type "
          "html_page empty rejected context_length auth rate_limited quota server redirect redirect_cross_origin content_encoding user "
          "account_field breaker breaker.key budget unsupported disk_full storage unsaved app_crash local.exec local.crash(11) local.crash_loop local.oom "
          "local.load_timeout local.port local.build gguf.magic gguf.version gguf.truncated gguf.counts gguf.tensor gguf.not_a_file "
          "gguf.empty gguf.other no_key no_secret key.format key.insecure key.other key_origin key_partial vault_locked vault.password vault.damaged "
          "vault.newer vault.expensive vault.memory vault.busy vault.changed vault.write vault.other crypto.memory crypto.forged "
          "crypto.bounds model.unknown model.storage model.taken model.other file.format prices.format record.json spool.line "
          "draft_id history.damaged history.newer history.read_only history.disk_full history.busy history.unknown_run history.failed "
          "attachment.missing attachment.changed attachment.kind attachment.large prompt_empty prompt_invalid prompt_too_large variable_undefined lane.address setting.unknown setting.value provider.unknown "
          "vault.absent vault.exists vault.password_length vault.read key_size key_count key_unknown file.absent file.large file.read "
          "file.write local.no_loopback local.silent local.stopped model.name model.not_added proxy.missing proxy.unsupported invalid_url insecure_http invalid_header "
          "extra_body preset address_incomplete tools_while_reasoning idempotency.key idempotency.body idempotency.running "
          "idempotency.too_large idempotency.lost idempotency.redis idempotency.redis_auth idempotency.redis_address "
          "idempotency.redis_tls gateway.port gateway.plain gateway.certificate gateway.config no_keypair "
          "token token.expired token.revoked token.spent token.unread token.stale token.unknown token.taken token.label token.scope "
          "token.models token.budget token.lifetime token.key_id token.large token.sign token.id keypair.format keypair.algorithm "
          "keypair.small keypair.large keypair.encrypted keypair.public keypair.private keypair.id keypair.taken keypair.other")
          .split(QLatin1Char(' '));

/// Of a language that puts nothing between its sentences.
class NoBlanks final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return qstrcmp(source, "%1 %2") == 0 ? QStringLiteral("%1%2") : QString();
    }
};

constexpr int kinds = int(ErrorKind::Unsupported) + 1;

} // namespace

class TestErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasASentenceForEachCause_data();
    void hasASentenceForEachCause();
    void tellsCausesApart();
    void answersUnknownCausesByKind();
    void coversEachRowOfTheBook();
    void quotesTheProviderFirst();
    void namesTheThing();
    void neverFillsPlaceholdersFromOutside();
    void saysHowLongToWait_data();
    void saysHowLongToWait();
    void joinsSentencesAsTheLanguageDoes();
    void asksForConsent();
    void explainsNotes();
    void labelsEverySetting();
    void translatesEveryLedgerReason();
};

void TestErrorText::hasASentenceForEachCause_data()
{
    QTest::addColumn<QString>("cause");
    for (const QString &cause : causes)
        QTest::newRow(qPrintable(cause)) << cause;
}

void TestErrorText::hasASentenceForEachCause()
{
    QFETCH(const QString, cause);
    const ErrorSentence sentence = describe({.cause = cause}, QStringLiteral("Mistral"));
    for (const QString &text : {sentence.what, sentence.advice}) {
        QVERIFY(!text.isEmpty());
        QVERIFY2(text.size() <= 200, qPrintable(text));
        QVERIFY2(!text.contains(QLatin1Char('!')) && !text.contains(QLatin1Char('%')), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("please"), Qt::CaseInsensitive), qPrintable(text));
        if (cause.contains(QLatin1Char('_')) || cause.contains(QLatin1Char('.')))
            QVERIFY2(!text.contains(cause), qPrintable(text));
    }
    // The sentence is the cause's own, not one that any error of the kind gets.
    for (int kind = 0; kind < kinds; ++kind)
        QVERIFY(sentence.what
                != describe({.kind = ErrorKind(kind), .cause = QStringLiteral("?")}, QStringLiteral("Mistral")).what);
}

void TestErrorText::tellsCausesApart()
{
    QMap<QString, QString> seen;
    for (const QString &cause : causes) {
        const QString what = describe({.cause = cause}).what;
        QVERIFY2(!seen.contains(what), qPrintable(cause + QStringLiteral(" = ") + seen.value(what)));
        seen.insert(what, cause);
    }
}

void TestErrorText::answersUnknownCausesByKind()
{
    QSet<QString> seen;
    for (int kind = 0; kind < kinds; ++kind) {
        const ErrorSentence sentence = describe({.kind = ErrorKind(kind), .cause = QStringLiteral("never_heard_of")});
        QVERIFY(!sentence.what.contains(QStringLiteral("never_heard_of")));
        QVERIFY(!sentence.advice.isEmpty());
        seen.insert(sentence.what);
    }
    QCOMPARE(seen.size(), kinds);
}

void TestErrorText::coversEachRowOfTheBook()
{
    for (const auto &table : {gatewaySentences(), idempotencySentences(), tokenSentences(), signInSentences(),
                              streamSentences(), houseSentences()}) {
        for (const Sentence &row : table) {
            const QString cause = QString::fromLatin1(row.cause).replace(QLatin1Char('*'), QStringLiteral("anything"));
            QString expected = QString::fromUtf8(row.what).replace(QStringLiteral("%1"), QStringLiteral("Mistral"));
            QCOMPARE(describe({.cause = cause}, QStringLiteral("Mistral")).what, expected + QLatin1Char('.'));
            QVERIFY(!QString::fromUtf8(row.what).endsWith(QLatin1Char('.')));
        }
    }
}

void TestErrorText::quotesTheProviderFirst()
{
    const Error error {.kind = ErrorKind::Unauthorized,
                       .cause = QStringLiteral("auth"),
                       .message = QStringLiteral("invalid x-api-key")};
    const ErrorSentence sentence = describe(error, QStringLiteral("Anthropic"));
    QCOMPARE(sentence.what, QStringLiteral("“invalid x-api-key”"));
    QCOMPARE(sentence.advice, QStringLiteral("Anthropic refused the key. Replace it, or use another one."));
    QVERIFY(describe({.cause = QStringLiteral("server"), .message = QString(5000, QLatin1Char('x'))}).what.size()
            < 1010);
}

void TestErrorText::namesTheThing()
{
    QCOMPARE(describe({.cause = QStringLiteral("dns"), .message = QStringLiteral("api.example.org")}).what,
             QStringLiteral("The name of the server was not found: api.example.org."));
    QCOMPARE(describe({.cause = QStringLiteral("dns"), .message = QStringLiteral("a whole sentence.")}).what,
             QStringLiteral("The name of the server was not found: a whole sentence."));
    QCOMPARE(describe({.cause = QStringLiteral("idle"), .message = QStringLiteral("internal")}).what,
             QStringLiteral("No more bytes came, and no end marker, so the answer is cut off here."));
}

void TestErrorText::neverFillsPlaceholdersFromOutside()
{
    const ErrorSentence sentence
        = describe({.cause = QStringLiteral("dns"), .message = QStringLiteral("%1 %2")}, QStringLiteral("%2"));
    QCOMPARE(sentence.what, QStringLiteral("The name of the server was not found: %1 %2."));
    QCOMPARE(describe({.cause = QStringLiteral("no_key")}, QStringLiteral("%1%2")).what,
             QStringLiteral("%1%2 needs a key."));
}

void TestErrorText::saysHowLongToWait_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << 0 << QStringLiteral("1\u00A0s");
    QTest::newRow("rounded up") << 20'100 << QStringLiteral("21\u00A0s");
    QTest::newRow("minutes") << 121'000 << QStringLiteral("3\u00A0min");
}

void TestErrorText::saysHowLongToWait()
{
    QFETCH(const int, milliseconds);
    QFETCH(const QString, text);
    const Error error {.cause = QStringLiteral("rate_limited"), .retryAfter = std::chrono::milliseconds(milliseconds)};
    QVERIFY2(describe(error).advice.contains(text), qPrintable(describe(error).advice));
    for (const char *cause : {"breaker", "breaker.key"}) {
        const QString advice = describe({.cause = QLatin1String(cause), .retryAfter = error.retryAfter}).advice;
        QVERIFY2(advice.contains(text) && advice.contains(QStringLiteral("let through")), qPrintable(advice));
    }
}

void TestErrorText::joinsSentencesAsTheLanguageDoes()
{
    const Error error {.kind = ErrorKind::RateLimited, .retryAfter = std::chrono::seconds(7)};
    QVERIFY(describe(error).advice.contains(QStringLiteral("s. ")));
    QVERIFY(describe(error).text().contains(QStringLiteral(". There is room")));
    NoBlanks words;
    QVERIFY(QCoreApplication::installTranslator(&words));
    QVERIFY(!describe(error).advice.contains(QStringLiteral("s. ")));
    QVERIFY(describe(error).text().contains(QStringLiteral(".There is room")));
    QCOMPARE(joinedSentences({}, QStringLiteral("One.")), QStringLiteral("One."));
    QCoreApplication::removeTranslator(&words);
}

void TestErrorText::asksForConsent()
{
    const Error error {.cause = QStringLiteral("no_key"),
                       .message = QStringLiteral("MY_KEY https://h:443"),
                       .hint = QStringLiteral("allow_env")};
    QVERIFY(describe(error).advice.contains(QStringLiteral("allow")));
}

void TestErrorText::explainsNotes()
{
    for (const char *code : {"utf8_repaired", "bad_json_skipped", "schema_skipped", "dns_private", "unsaved"})
        QVERIFY(!noteText({QLatin1String(code)}).isEmpty());
    QVERIFY(noteText({QStringLiteral("never_heard_of")}).isEmpty());
    QVERIFY(noteText({QStringLiteral("bad_json_skipped"), 4}).contains(QLatin1Char('4')));
}

void TestErrorText::labelsEverySetting()
{
    QSet<QString> labels;
    for (const QString &key : settingKeys()) {
        QVERIFY(!settingLabel(key).contains(QLatin1Char('_')));
        labels.insert(settingLabel(key));
    }
    QCOMPARE(labels.size(), settingKeys().size());
    QCOMPARE(settingValue(QStringLiteral("reasoning_effort"), QStringLiteral("high")), QStringLiteral("high"));
    QCOMPARE(settingValue(QStringLiteral("reasoning_effort"), QStringLiteral("own")), QStringLiteral("own"));
}

/// Turns every source text of the context into upper case, so that what is not looked up shows.
class ShoutingTranslator final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QLatin1String(context) == QLatin1String("ErrorText") ? QString::fromUtf8(source).toUpper() : QString();
    }
};

void TestErrorText::translatesEveryLedgerReason()
{
    namespace reason = ledger_reason;
    ShoutingTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    for (const QLatin1String &known :
         {reason::refusedByModel, reason::notInProtocol, reason::aboveModelLimit, reason::aboveRange,
          reason::fixedSampling, reason::doesNotReason, reason::nearestEffort, reason::alwaysReasons,
          reason::switchOnly, reason::budgetInstead, reason::budgetBelowMaximum, reason::whileReasoning,
          reason::demandedMaximum, reason::noTools, reason::otherDialect, reason::notJson})
        QCOMPARE(ledgerReason({.reason = known}), QString(known).toUpper());
    QCOMPARE(ledgerReason({.reason = QStringLiteral("as the provider said")}), QStringLiteral("as the provider said"));
    QCOMPARE(describe({.cause = QStringLiteral("empty")}).what, QStringLiteral("THE ANSWER HOLDS NOTHING."));
    QCoreApplication::removeTranslator(&translator);
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
