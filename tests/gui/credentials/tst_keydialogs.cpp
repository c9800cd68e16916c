// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/credentials/CredentialsBench.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/KeysDialog.h"
#include "ui/credentials/SecretField.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

using namespace triptych;

namespace {

const QString openai = QStringLiteral("https://api.openai.com:443");

std::vector<ProviderChoice> providers()
{
    return {
        {.id = QStringLiteral("openai"),
         .label = QStringLiteral("OpenAI"),
         .baseUrl = QStringLiteral("https://api.openai.com/v1"),
         .keyUrl = QStringLiteral("https://platform.openai.com/api-keys")},
        {.id = QStringLiteral("regional"),
         .label = QStringLiteral("Regional"),
         .baseUrl = QStringLiteral("https://{region}.example.org/v1"),
         .fields
         = {{.id = QStringLiteral("region"), .label = QStringLiteral("Region"), .fallback = QStringLiteral("eu")}}}};
}

} // namespace

/// The dialogs about keys and the servers that they are for.
class TestKeyDialogs : public QObject, private CredentialsBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openHome(); }
    void cleanup() { closeHome(); }

    void newProvidersGetFreeIds();
    void addsTheFirstKeyInOneDialog();
    void unlocksToAddAKey();
    void addsAServerByItsAddress();
    void addsAServerWithoutAKey();
    void choosesNobodyInstead();
    void refusesPlainHttp();
    void bindsFieldsIntoTheOrigin();
    void saysWhereElseAKeyGoes();
    void listsAndRemovesKeys();
    void unlocksInTheList();
};

void TestKeyDialogs::newProvidersGetFreeIds()
{
    QCOMPARE(newProviderId(QStringLiteral("My Box (GPU)"), {}), QStringLiteral("my-box-gpu"));
    QCOMPARE(newProviderId(QStringLiteral("openai"), {QStringLiteral("openai"), QStringLiteral("openai-2")}),
             QStringLiteral("openai-3"));
    QCOMPARE(newProviderId(QStringLiteral("机器"), {}), QStringLiteral("server"));
    QCOMPARE(shownOrigin(QStringLiteral("https://a.example:443")), QStringLiteral("a.example"));
    QCOMPARE(shownOrigin(QStringLiteral("https://a.example:8443")), QStringLiteral("https://a.example:8443"));
    QCOMPARE(shownOrigin(QStringLiteral("http://127.0.0.1:8080")), QStringLiteral("http://127.0.0.1:8080"));
}

void TestKeyDialogs::addsTheFirstKeyInOneDialog()
{
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy added(dialog, &AddKeyDialog::keyAdded);
    QSignalSpy links(dialog, &AddKeyDialog::linkRequested);
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to api.openai.com only")));
    click(*dialog, "keyLinkButton");
    QCOMPARE(links.value(0).value(0).toUrl(), QUrl(QStringLiteral("https://platform.openai.com/api-keys")));
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "keyField", QStringLiteral("sk-0123456789Qf3A"));
    type(*dialog, "keyLabelField", QStringLiteral("Work"));
    QVERIFY(!primary(*dialog)->isEnabled());
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Create vault and add key"));
    type(*dialog, "newPasswordField", QStringLiteral("correct horse"));
    type(*dialog, "repeatPasswordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(added.size(), 1);
    QCOMPARE(added[0][0].toString(), QStringLiteral("openai"));
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_vault->keys().size(), 1u);
    QCOMPARE(m_vault->keys()[0].label, QStringLiteral("Work"));
    QCOMPARE(m_vault->keys()[0].tail, QStringLiteral("Qf3A"));
    QVERIFY(holdsKey(QStringLiteral("openai"), openai, "sk-0123456789Qf3A"));
}

void TestKeyDialogs::unlocksToAddAKey()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<AddKeyDialog>(providers());
    type(*dialog, "keyField", QStringLiteral("sk-0123456789"));
    type(*dialog, "vaultPasswordField", QStringLiteral("wrong"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!said(*dialog).isEmpty());
    QVERIFY(!child<SecretField>(*dialog, "keyField")->isEmpty()); // need not be typed again
    type(*dialog, "vaultPasswordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!dialog);
    QVERIFY(holdsKey(QStringLiteral("openai"), openai, "sk-0123456789"));
}

void TestKeyDialogs::addsAServerByItsAddress()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy requested(dialog, &AddKeyDialog::providerRequested);
    dialog->chooseProvider({});
    type(*dialog, "addressField", QStringLiteral("https://llm.example.org/v1/"));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to llm.example.org only")));
    type(*dialog, "addressLabelField", QStringLiteral("OpenAI"));
    auto *dialects = child<QComboBox>(*dialog, "dialectBox");
    dialects->setCurrentIndex(dialects->findData(QStringLiteral("anthropic")));
    type(*dialog, "keyField", QStringLiteral("secret-of-mine"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(requested.size(), 1);
    const auto provider = requested[0][0].value<NewProvider>();
    QCOMPARE(provider.id, QStringLiteral("openai-2")); // "openai" is somebody else
    QCOMPARE(provider.label, QStringLiteral("OpenAI"));
    QCOMPARE(provider.baseUrl, QStringLiteral("https://llm.example.org/v1"));
    QCOMPARE(provider.dialect, QStringLiteral("anthropic"));
    QVERIFY(provider.hasKey);
    QVERIFY(holdsKey(QStringLiteral("openai-2"), QStringLiteral("https://llm.example.org:443"), "secret-of-mine"));
}

void TestKeyDialogs::addsAServerWithoutAKey()
{
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy requested(dialog, &AddKeyDialog::providerRequested);
    dialog->setTakenIds({QStringLiteral("127-0-0-1")}); // one without a key, which is not in the list
    dialog->chooseProvider({});
    type(*dialog, "addressField", QStringLiteral("http://127.0.0.1:8080/v1"));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Add server"));
    click(*dialog, "primaryButton");
    QCOMPARE(requested.size(), 1);
    QVERIFY(!requested[0][0].value<NewProvider>().hasKey);
    QCOMPARE(requested[0][0].value<NewProvider>().label, QStringLiteral("127.0.0.1"));
    QCOMPARE(requested[0][0].value<NewProvider>().id, QStringLiteral("127-0-0-1-2"));
    QCOMPARE(m_vault->state(), VaultState::Absent); // no password for nothing
}

void TestKeyDialogs::choosesNobodyInstead()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(providers());
    dialog->chooseProvider(QStringLiteral("takes-none"));
    auto *box = child<QComboBox>(*dialog, "providerBox");
    QCOMPARE(box->currentIndex(), -1);
    QVERIFY(!child<QWidget>(*dialog, "addressField")->isVisible());
    type(*dialog, "keyField", QStringLiteral("sk-0123456789"));
    QVERIFY(!primary(*dialog)->isEnabled());
    QVERIFY(!child<QWidget>(*dialog, "testConnectionButton")->isEnabled());
    box->setCurrentIndex(0);
    QVERIFY(primary(*dialog)->isEnabled());
}

void TestKeyDialogs::refusesPlainHttp()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(providers());
    dialog->chooseProvider({});
    type(*dialog, "keyField", QStringLiteral("secret-of-mine"));
    for (const char *address : {"http://llm.example.org/v1", "ftp://llm.example.org", "llm.example.org", "https://"}) {
        auto *field = child<QLineEdit>(*dialog, "addressField");
        field->clear();
        QTest::keyClicks(field, QLatin1String(address));
        QVERIFY2(!primary(*dialog)->isEnabled(), address);
    }
}

void TestKeyDialogs::bindsFieldsIntoTheOrigin()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy fields(dialog, &AddKeyDialog::fieldsChosen);
    dialog->chooseProvider(QStringLiteral("regional"));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to eu.example.org only")));
    type(*dialog, "field_region", QStringLiteral("us"));
    type(*dialog, "keyField", QStringLiteral("secret-of-mine"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(fields.size(), 1);
    QCOMPARE((fields[0][1].value<QMap<QString, QString>>()),
             (QMap<QString, QString> {{QStringLiteral("region"), QStringLiteral("us")}}));
    QVERIFY(holdsKey(QStringLiteral("regional"), QStringLiteral("https://us.example.org:443"), "secret-of-mine"));
}

void TestKeyDialogs::saysWhereElseAKeyGoes()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(std::vector<ProviderChoice> {
        {.id = QStringLiteral("two"),
         .label = QStringLiteral("Two"),
         .baseUrl = QStringLiteral("https://runtime.{region}.example.org"),
         .modelsBaseUrl = QStringLiteral("https://lists.{region}.example.org"),
         .fields
         = {{.id = QStringLiteral("region"), .label = QStringLiteral("Region"), .fallback = QStringLiteral("eu")}}}});
    const QString both = QLocale().createSeparatedList(
        {QStringLiteral("runtime.eu.example.org"), QStringLiteral("lists.eu.example.org")});
    QCOMPARE(said(*dialog, "destinationLabel"), QStringLiteral("Stored encrypted and sent to %1 only.").arg(both));
    type(*dialog, "keyField", QStringLiteral("sk-0123456789"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!dialog);
    for (const char *origin : {"https://runtime.eu.example.org:443", "https://lists.eu.example.org:443"})
        QVERIFY2(holdsKey(QStringLiteral("two"), QLatin1String(origin), "sk-0123456789"), origin);
}

void TestKeyDialogs::listsAndRemovesKeys()
{
    QVERIFY(makeVault());
    auto dialog = open<KeysDialog>(providers());
    QSignalSpy wantsKey(dialog, &KeysDialog::addKeyRequested);
    QVERIFY(said(*dialog, "emptyLabel").startsWith(QStringLiteral("No keys yet")));
    click(*dialog, "addKeyButton");
    QCOMPARE(wantsKey.size(), 1);
    m_vault->addKey({.provider = QStringLiteral("openai"), .label = QStringLiteral("Work"), .origins = {openai}},
                    secretOf("sk-0123456789Qf3A"), [](const Result<> &) {});
    QTRY_VERIFY(said(*dialog, "emptyLabel").isEmpty());
    QCOMPARE(said(*dialog, "keyName"), QStringLiteral("OpenAI · Work"));
    QVERIFY(said(*dialog, "keyFacts").startsWith(QStringLiteral("ends in Qf3A · api.openai.com · added")));

    click(*dialog, "removeKeyButton");
    click(*dialog, "keepKeyButton");
    QCOMPARE(m_vault->keys().size(), 1u);
    click(*dialog, "removeKeyButton");
    click(*dialog, "confirmRemoveButton");
    QTRY_VERIFY(m_vault->keys().empty());
    QTRY_VERIFY(!said(*dialog, "emptyLabel").isEmpty());
    QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("keyRow"))
            || !dialog->findChild<QWidget *>(QStringLiteral("keyRow"))->isVisible());
}

void TestKeyDialogs::unlocksInTheList()
{
    QVERIFY(makeVault());
    auto dialog = open<KeysDialog>(providers());
    click(*dialog, "lockButton");
    QCOMPARE(m_vault->state(), VaultState::Locked);
    QVERIFY(!child<QWidget>(*dialog, "addKeyButton")->isVisible());
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    QTest::keyClick(child<QWidget>(*dialog, "passwordField"), Qt::Key_Return);
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    QTRY_VERIFY(child<QWidget>(*dialog, "addKeyButton")->isVisible());
    QVERIFY(!primary(*dialog)->isVisible());
}

QTEST_MAIN(TestKeyDialogs)
#include "tst_keydialogs.moc"
