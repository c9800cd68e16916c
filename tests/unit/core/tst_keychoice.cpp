// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/KeyChoice.h"

#include <QTest>

using namespace triptych;

namespace {

const QString cloud = QStringLiteral("https://api.example.org:443");

KeySituation situation(VaultSight vault, bool isEnvSet, bool isBuiltIn = true)
{
    return {.origin = cloud,
            .isBuiltIn = isBuiltIn,
            .keyEnv = QStringLiteral("EXAMPLE_KEY"),
            .isEnvSet = isEnvSet,
            .vault = vault};
}

} // namespace

/// The table of the command line's words: which key a lane uses, or why it has none.
class TestKeyChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesBySituation_data();
    void choosesBySituation();
    void saysWhereItsKeysMayGo();
    void saysWhichConsentIsMissing();
    void takesTheFirstVariableThatIsSet();
};

void TestKeyChoice::choosesBySituation_data()
{
    QTest::addColumn<KeySituation>("given");
    QTest::addColumn<QString>("chosen"); // vault, environment, none, or a cause
    const auto row = [](const char *name, KeySituation given, const char *chosen) {
        QTest::newRow(name) << given << QString::fromLatin1(chosen);
    };
    const auto with = [](KeySituation given, auto change) {
        change(given);
        return given;
    };
    const auto optional = [](KeySituation &given) { given.auth.isOptional = true; };
    const auto noAuth = [](KeySituation &given) { given.auth.kind = AuthKind::None; };
    const auto allowed
        = [](KeySituation &given) { given.allowedEnvKeys = {envPermission(given.keyEnv, given.origin)}; };
    const auto allowedElsewhere = [](KeySituation &given) {
        given.allowedEnvKeys = {envPermission(given.keyEnv, QStringLiteral("https://api.example.org:8443"))};
    };
    const auto plainHttp = [](KeySituation &given) { given.origin = QStringLiteral("http://api.example.org:80"); };
    const auto loopback = [](KeySituation &given) { given.origin = QStringLiteral("http://127.0.0.1:8000"); };

    row("no vault, no variable", situation(VaultSight::Absent, false), "no_key");
    row("no vault, variable", situation(VaultSight::Absent, true), "environment");
    row("locked, no variable", situation(VaultSight::Locked, false), "vault_locked");
    row("locked, variable", situation(VaultSight::Locked, true), "environment");
    row("unlocked, no key, no variable", situation(VaultSight::LacksKey, false), "no_key");
    row("unlocked, no key, variable", situation(VaultSight::LacksKey, true), "environment");
    row("the vault goes first", situation(VaultSight::HasKey, true), "vault");
    row("no scheme, locked", with(situation(VaultSight::Locked, false), noAuth), "none");
    row("no scheme, variable", with(situation(VaultSight::Absent, true), noAuth), "none");
    row("optional, no key", with(situation(VaultSight::Absent, false), optional), "none");
    row("optional, locked", with(situation(VaultSight::Locked, false), optional), "none");
    row("optional, but there is one", with(situation(VaultSight::HasKey, false), optional), "vault");
    row("own file, not confirmed", situation(VaultSight::Absent, true, false), "no_key");
    row("own file, not confirmed, locked", situation(VaultSight::Locked, true, false), "vault_locked");
    row("own file, confirmed", with(situation(VaultSight::Absent, true, false), allowed), "environment");
    row("own file, confirmed for another port", with(situation(VaultSight::Absent, true, false), allowedElsewhere),
        "no_key");
    row("own file, key in the vault", situation(VaultSight::HasKey, false, false), "vault");
    row("key over plain http", with(situation(VaultSight::HasKey, false), plainHttp), "key.insecure");
    row("variable over plain http", with(situation(VaultSight::Absent, true), plainHttp), "key.insecure");
    row("plain http on loopback", with(situation(VaultSight::HasKey, false), loopback), "vault");
}

void TestKeyChoice::choosesBySituation()
{
    QFETCH(const KeySituation, given);
    QFETCH(const QString, chosen);
    const Result<KeySource> source = chooseKeySource(given);
    if (!source) {
        QCOMPARE(source.error().cause, chosen);
        QVERIFY(!source.error().hint.isEmpty());
        return;
    }
    const QStringList names {QStringLiteral("none"), QStringLiteral("vault"), QStringLiteral("environment")};
    QCOMPARE(names.at(int(source.value())), chosen);
}

void TestKeyChoice::saysWhereItsKeysMayGo()
{
    KeySituation moved = situation(VaultSight::HasForeignKey, false);
    moved.foreignOrigins = {QStringLiteral("https://old.example.org:443")};
    const Result<KeySource> source = chooseKeySource(moved);
    QVERIFY(!source);
    QCOMPARE(source.error().cause, QStringLiteral("key_origin"));
    QCOMPARE(source.error().message, QStringLiteral("https://old.example.org:443"));
    moved.isEnvSet = true;
    QVERIFY(chooseKeySource(moved).value() == KeySource::Environment);
}

void TestKeyChoice::saysWhichConsentIsMissing()
{
    const Result<KeySource> source = chooseKeySource(situation(VaultSight::LacksKey, true, false));
    QVERIFY(!source);
    QCOMPARE(source.error().hint, QStringLiteral("allow_env"));
    QCOMPARE(source.error().message, QStringLiteral("EXAMPLE_KEY https://api.example.org:443"));
}

void TestKeyChoice::takesTheFirstVariableThatIsSet()
{
    const QString one = QStringLiteral("TRIPTYCH_TEST_KEY_ONE");
    const QString two = QStringLiteral("TRIPTYCH_TEST_KEY_TWO");
    QCOMPARE(keyVariable({}), QString());
    QCOMPARE(keyVariable({one, two}), one);
    qputenv("TRIPTYCH_TEST_KEY_TWO", "sk-0123456789");
    QCOMPARE(keyVariable({one, two}), two);
    qputenv("TRIPTYCH_TEST_KEY_ONE", " ");
    QCOMPARE(keyVariable({one, two}), two);
    qputenv("TRIPTYCH_TEST_KEY_ONE", "sk-9876543210");
    QCOMPARE(keyVariable({one, two}), one);
}

QTEST_GUILESS_MAIN(TestKeyChoice)
#include "tst_keychoice.moc"
