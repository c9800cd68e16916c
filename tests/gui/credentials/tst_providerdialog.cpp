// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/credentials/CredentialsBench.h"
#include "tests/support/TestCertificates.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/ProviderDialog.h"
#include "ui/credentials/SecretField.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>

using namespace triptych;

namespace {

const QString origin = QStringLiteral("https://llm.corp.example:443");

ProviderDraft corp()
{
    ProviderDraft draft {.id = QStringLiteral("corp"),
                         .label = QStringLiteral("Corp"),
                         .baseUrl = QStringLiteral("https://llm.corp.example/v1")};
    draft.headers = {{QStringLiteral("X-Plain"), QStringLiteral("a"), {}},
                     {QStringLiteral("X-Corp"), {}, QStringLiteral("x-corp")}};
    draft.body = QStringLiteral("{\"tier\": \"flex\"}");
    draft.models = {QStringLiteral("big"), QStringLiteral("small-*")};
    draft.bases = {{QStringLiteral("big"), QStringLiteral("openai/gpt-6-sol")}};
    draft.quirks = {Quirk::MaxTokensField};
    draft.proxy = QStringLiteral("direct");
    return draft;
}

} // namespace

/// The form for a provider of a person's own, by what is on the screen.
class TestProviderDialog : public QObject, private CredentialsBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openHome(); }
    void cleanup() { closeHome(); }

    void showsAndGivesBackTheSame();
    void describesANewProvider();
    void namesTheModelBehindADeployment();
    void takesAPastedListOfModels();
    void keepsSecretsInTheVault();
    void wantsEverySecret();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void judgesTheBodyWhileItIsTyped();
    void keepsItsButtonsOnTheScreen();
    void takesOnlyAFileOfCertificates();
    void warnsThatKeysStayBehind();
    void testsWhatIsTyped();
    void stopsATest();
    void testsTheKeyThatIsTyped();

private:
    QPointer<ProviderDialog> form(const ProviderDraft &draft);
    void page(const QWidget &dialog, int index) const
    {
        child<QTabBar>(dialog, "providerTabs")->setCurrentIndex(index);
    }
    void setText(const QWidget &dialog, const char *name, const QString &text) const
    {
        child<QLineEdit>(dialog, name)->setText(text);
    }
    ProviderDraft given() const { return m_given; }

    ProviderDraft m_given;
    TestSubject m_tested;
    std::function<void(const ConnectionReport &)> m_tell;
    std::weak_ptr<void> m_handle;
};

QPointer<ProviderDialog> TestProviderDialog::form(const ProviderDraft &draft)
{
    m_given = {};
    auto dialog = open<ProviderDialog>(draft, QStringList {QStringLiteral("openai"), QStringLiteral("corp")});
    connect(dialog, &ProviderDialog::draftAccepted, this, [this](const ProviderDraft &made) { m_given = made; });
    dialog->setConnectionTest([this](TestSubject subject, const std::function<void(const ConnectionReport &)> &tell) {
        m_tested = std::move(subject);
        m_tell = tell;
        auto handle = std::make_shared<int>();
        m_handle = handle;
        return handle;
    });
    return dialog;
}

void TestProviderDialog::showsAndGivesBackTheSame()
{
    m_vault->create(secretOf("correct horse"), [](const Result<> &) {});
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    m_vault->addKey({.provider = QStringLiteral("corp/x-corp"), .origins = {origin}}, secretOf("secret"),
                    [](const Result<> &) {});
    QTRY_COMPARE(m_vault->keys().size(), 1u);
    auto dialog = form(corp());
    QCOMPARE(said(*dialog, "faultLabel"), QString());
    click(*dialog, "primaryButton");
    QVERIFY(given() == corp());
    QCOMPARE(m_vault->keys().size(), 1u); // what is stored stays
}

void TestProviderDialog::describesANewProvider()
{
    auto dialog = form(newDraft(QStringLiteral("openai-chat")));
    QVERIFY(!primary(*dialog)->isEnabled());
    QCOMPARE(said(*dialog, "faultLabel"), QString()); // nobody is blamed before typing
    type(*dialog, "addressField", QStringLiteral("https://llm.corp.example/v1/"));
    type(*dialog, "addressLabelField", QStringLiteral("Corp"));
    auto *scheme = child<QComboBox>(*dialog, "signInBox");
    scheme->setCurrentIndex(scheme->findData(int(AuthKind::Header)));
    QVERIFY(said(*dialog, "faultLabel").contains(QStringLiteral("name of a header")));
    type(*dialog, "signInHeaderField", QStringLiteral("x-key"));
    page(*dialog, 2);
    child<QPlainTextEdit>(*dialog, "bodyField")->setPlainText(QStringLiteral("{\"b\": 1, \"a\": 2}"));
    page(*dialog, 3);
    click(*dialog, "addModelButton");
    setText(*dialog, "modelIdField", QStringLiteral(" big "));
    page(*dialog, 4);
    child<QCheckBox>(*dialog, "quirk_top-k")->setChecked(true);
    page(*dialog, 5);
    auto *proxy = child<QComboBox>(*dialog, "proxyBox");
    proxy->setCurrentIndex(proxy->findData(QStringLiteral("proxy")));
    click(*dialog, "primaryButton");
    QCOMPARE(given().id, QStringLiteral("corp-2")); // "corp" is somebody else
    QCOMPARE(given().baseUrl, QStringLiteral("https://llm.corp.example/v1"));
    QCOMPARE(given().auth.header, QStringLiteral("x-key"));
    QCOMPARE(given().body, QStringLiteral("{\"b\": 1, \"a\": 2}"));
    QCOMPARE(given().models, QStringList {QStringLiteral("big")});
    QVERIFY(given().bases.isEmpty());
    QVERIFY(given().quirks.contains(Quirk::TopK) && given().quirks.contains(Quirk::MaxTokensField));
    QCOMPARE(given().proxy, QStringLiteral("proxy"));
    QVERIFY(faultsOf(given()).empty());
    QCOMPARE(m_vault->state(), VaultState::Absent); // no password for nothing
}

void TestProviderDialog::namesTheModelBehindADeployment()
{
    auto dialog = form(corp());
    page(*dialog, 3);
    QCOMPARE(child<QLineEdit>(*dialog, "modelBaseField")->text(), QStringLiteral("openai/gpt-6-sol"));
    setText(*dialog, "modelBaseField", QStringLiteral("gpt-6-luna"));
    QVERIFY(said(*dialog, "faultLabel").contains(QStringLiteral("“gpt-6-luna” is no base model")));
    QVERIFY(!primary(*dialog)->isEnabled());
    setText(*dialog, "modelBaseField", QStringLiteral(" openai/gpt-6-luna "));
    QCOMPARE(said(*dialog, "faultLabel"), QString());
    click(*dialog, "primaryButton");
    QCOMPARE(given().models, corp().models);
    QCOMPARE(given().bases, (QMap<QString, QString> {{QStringLiteral("big"), QStringLiteral("openai/gpt-6-luna")}}));
}

void TestProviderDialog::takesAPastedListOfModels()
{
    auto dialog = form(corp());
    page(*dialog, 3);
    click(*dialog, "addModelButton");
    auto *last = dialog->findChildren<QLineEdit *>(QStringLiteral("modelIdField")).constLast();
    QVERIFY(last->hasFocus());
    QGuiApplication::clipboard()->setText(QStringLiteral("one\r\n two\n\nthree\n"));
    QTest::keyClick(last, Qt::Key_V, Qt::ControlModifier);
    auto *removal = dialog->findChild<QAbstractButton *>(QStringLiteral("removeModelButton"));
    QTest::mouseClick(removal, Qt::LeftButton); // that of "big"
    click(*dialog, "primaryButton");
    QCOMPARE(given().models,
             (QStringList {QStringLiteral("small-*"), QStringLiteral("one"), QStringLiteral("two"),
                           QStringLiteral("three")}));
    QVERIFY(given().bases.isEmpty());
}

void TestProviderDialog::keepsSecretsInTheVault()
{
    auto dialog = form(newDraft(QStringLiteral("openai-chat")));
    type(*dialog, "addressField", QStringLiteral("https://llm.corp.example/v1"));
    type(*dialog, "keyField", QStringLiteral("sk-0123456789Qf3A"));
    page(*dialog, 1);
    click(*dialog, "addHeaderButton");
    type(*dialog, "headerNameField", QStringLiteral("X-Corp"));
    child<QCheckBox>(*dialog, "headerSecretBox")->setChecked(true);
    type(*dialog, "headerSecretField", QStringLiteral("canary-0123456789"));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Create vault and save"));
    type(*dialog, "newPasswordField", QStringLiteral("correct horse"));
    type(*dialog, "repeatPasswordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!given().id.isEmpty());
    QCOMPARE(given().headers.size(), 1u);
    QCOMPARE(given().headers[0].secret, QStringLiteral("x-corp"));
    QCOMPARE(given().headers[0].value, QString());
    QVERIFY(!writeDraft(given()).contains("canary"));
    QVERIFY(holdsKey(given().id, origin, "sk-0123456789Qf3A"));
    QVERIFY(holdsKey(given().id + QStringLiteral("/x-corp"), origin, "canary-0123456789"));
    for (const KeyInfo &key : m_vault->keys())
        QCOMPARE(key.tail.isEmpty(), key.provider.contains(u'/'));
}

void TestProviderDialog::wantsEverySecret()
{
    QVERIFY(makeVault());
    auto dialog = form(corp()); // the vault is open and has none
    QVERIFY(said(*dialog, "faultLabel").contains(QStringLiteral("X-Corp")));
    QVERIFY(!primary(*dialog)->isEnabled());
    page(*dialog, 1);
    const auto fields = dialog->findChildren<SecretField *>(QStringLiteral("headerSecretField"));
    QTest::mouseClick(fields[1], Qt::LeftButton);
    QTest::keyClicks(fields[1], QStringLiteral("secret"));
    QVERIFY(primary(*dialog)->isEnabled());
}

void TestProviderDialog::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("says");
    const auto row = [](const char *name, const char *field, const char *text, const char *thing, const char *mend) {
        QTest::newRow(name) << QString::fromLatin1(field) << QString::fromUtf8(text)
                            << QStringList {QString::fromUtf8(thing), QString::fromUtf8(mend)};
    };
    row("http", "addressField", "http://llm.corp.example", "llm.corp.example", "Write https");
    row("user", "addressField", "https://api.openai.com@evil.example", "evil.example", "before the @");
    row("look-alike", "addressField", "https://\xd0\xb0pi.openai.com/v1", "xn--pi-6kc.openai.com", "write it so");
    row("query", "addressField", "https://a.example?key=1", "?", "Take out");
    row("no address", "addressField", "llm.corp.example", "address", "https://");
    row("host", "headerNameField", "Host", "Host", "Remove it");
    row("length", "headerNameField", "Content-Length", "Content-Length", "Remove it");
    row("sign-in twice", "headerNameField", "authorization", "authorization", "change the sign-in");
    row("key", "headerNameField", "X-Api-Key", "X-Api-Key", "Tick");
    row("line break", "headerNameField", "X-A: 1\nX-B", "X-A: 1 X-B", "letters");
    row("value", "headerValueField", "ключ", "X-Plain", "ASCII");
}

void TestProviderDialog::saysWhatIsWrong()
{
    QFETCH(const QString, field);
    QFETCH(const QString, text);
    QFETCH(const QStringList, says);
    ProviderDraft draft = corp();
    draft.headers.resize(1);
    auto dialog = form(draft);
    QVERIFY(primary(*dialog)->isEnabled());
    setText(*dialog, qPrintable(field), text);
    QVERIFY(!primary(*dialog)->isEnabled());
    for (const QString &words : says)
        QVERIFY2(said(*dialog, "faultLabel").contains(words), qPrintable(said(*dialog, "faultLabel")));
    QVERIFY(!child<QWidget>(*dialog, "testConnectionButton")->isEnabled()); // nothing is sent there
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(given().id.isEmpty());
}

void TestProviderDialog::judgesTheBodyWhileItIsTyped()
{
    ProviderDraft draft = corp();
    draft.headers.clear();
    auto dialog = form(draft);
    page(*dialog, 2);
    auto *body = child<QPlainTextEdit>(*dialog, "bodyField");
    body->clear();
    QTest::keyClicks(body, QStringLiteral("{\"a\": 1,"));
    QTest::keyClick(body, Qt::Key_Return);
    QTest::keyClicks(body, QStringLiteral("  b"));
    QVERIFY2(said(*dialog, "faultLabel").contains(QStringLiteral("line 2, column 3")),
             qPrintable(said(*dialog, "faultLabel")));
    body->setPlainText(QStringLiteral("[1]"));
    QVERIFY(said(*dialog, "faultLabel").contains(QStringLiteral("has to be an object")));
    body->clear();
    QVERIFY(primary(*dialog)->isEnabled());
}

/// A locked vault, a line about a fault and large type together are higher than the screen.
void TestProviderDialog::keepsItsButtonsOnTheScreen()
{
    QVERIFY(makeVault());
    m_vault->lock();
    m_theme->setFonts({.basePixels = 24});
    auto dialog = form(newDraft(QStringLiteral("openai-chat")));
    type(*dialog, "addressField", QStringLiteral("https://llm.corp.example/v1/"));
    child<SecretField>(*dialog, "keyField")->setFocus();
    QTest::keyClicks(child<SecretField>(*dialog, "keyField"), QStringLiteral("sk-0123456789"));
    page(*dialog, 2);
    child<QPlainTextEdit>(*dialog, "bodyField")->setPlainText(QStringLiteral("{\"a\": "));
    QVERIFY(child<QWidget>(*dialog, "vaultPasswordField")->isVisible());
    QVERIFY(!said(*dialog, "faultLabel").isEmpty());
    const QRect screen = dialog->screen()->availableGeometry();
    QTRY_VERIFY2(screen.contains(dialog->frameGeometry()),
                 qPrintable(QString::number(dialog->frameGeometry().bottom())));
    page(*dialog, 0);
    QTRY_VERIFY(screen.contains(dialog->frameGeometry()));
    const auto *area = child<QStackedWidget>(*dialog, "providerPages")->findChild<QScrollArea *>();
    QVERIFY(area->verticalScrollBar()->maximum() > 0); // the pages gave the room
}

void TestProviderDialog::takesOnlyAFileOfCertificates()
{
    const TestCertificates certificates;
    ProviderDraft draft = corp();
    draft.headers.clear();
    auto dialog = form(draft);
    page(*dialog, 5);
    click(*dialog, "caFileButton");
    auto *files = dialog->findChild<QFileDialog *>(QStringLiteral("caFileDialog"));
    QVERIFY(files);
    Q_EMIT files->fileSelected(certificates.caFile());
    files->close();
    QVERIFY(said(*dialog, "caFileNote").startsWith(QStringLiteral("Holds")));
    QVERIFY(primary(*dialog)->isEnabled());
    for (const QString &wrong :
         {m_file, QStringLiteral("/nowhere.pem"), QStringLiteral("ca.pem"),
          QString(certificates.caFile()).replace(QStringLiteral("pem"), QStringLiteral("key"))}) {
        setText(*dialog, "caFileField", wrong);
        QVERIFY2(!primary(*dialog)->isEnabled(), qPrintable(wrong));
        QVERIFY(said(*dialog, "caFileNote").contains(QStringLiteral("BEGIN CERTIFICATE")));
    }
}

void TestProviderDialog::warnsThatKeysStayBehind()
{
    ProviderDraft draft = corp();
    draft.headers.clear();
    auto dialog = form(draft);
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to llm.corp.example only")));
    setText(*dialog, "addressField", QStringLiteral("https://other.example/v1"));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("stored for llm.corp.example")));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("other.example")));
}

void TestProviderDialog::testsWhatIsTyped()
{
    ProviderDraft draft = corp();
    draft.headers.resize(1);
    auto dialog = form(draft);
    type(*dialog, "keyField", QStringLiteral("sk-typed"));
    page(*dialog, 5);
    click(*dialog, "testConnectionButton");
    QCOMPARE(m_tested.draft->baseUrl, draft.baseUrl);
    QCOMPARE(m_tested.key.view().toByteArray(), QByteArray("sk-typed"));
    QCOMPARE(child<QPushButton>(*dialog, "testConnectionButton")->text(), QStringLiteral("Stop the test"));

    ConnectionReport report;
    report.lines
        = {{.step = CheckStep::Key, .state = CheckLine::Done, .ms = 0.00853},
           {.step = CheckStep::Name, .state = CheckLine::Done, .ms = 3.0, .details = {QStringLiteral("1.2.3.4")}},
           {.step = CheckStep::Tls, .state = CheckLine::Running},
           {.step = CheckStep::Http}};
    m_tell(report);
    QCOMPARE(child<QWidget>(*dialog, "check_tls")->property("state").toString(), QStringLiteral("running"));
    QCOMPARE(said(*child<QWidget>(*dialog, "check_key"), "checkTime"), QStringLiteral("< 1 ms"));
    QCOMPARE(child<QLabel>(*child<QWidget>(*dialog, "check_dns"), "checkTime")->font(),
             child<QLabel>(*child<QWidget>(*dialog, "check_dns"), "checkDetails")->font());
    QVERIFY(child<QWidget>(*dialog, "check_dns")->accessibleName().contains(QStringLiteral("1.2.3.4")));
    report.lines[2].state = CheckLine::Failed;
    report.lines[2].certificate = CertificateFacts {QStringLiteral("server"), QStringLiteral("Corp CA"), {}};
    report.lines[2].error = Error {.kind = ErrorKind::Network, .cause = QStringLiteral("tls.unknown_ca")};
    report.isOver = true;
    m_tell(report);
    QVERIFY(m_handle.expired());
    const auto *tls = child<QWidget>(*dialog, "check_tls");
    QVERIFY(said(*tls, "checkDetails").contains(QStringLiteral("issued by Corp CA")));
    QVERIFY(said(*tls, "checkFault").startsWith(QStringLiteral("Nobody known to this machine")));
    QCOMPARE(child<QPushButton>(*dialog, "testConnectionButton")->text(), QStringLiteral("Test connection"));
    setText(*dialog, "caFileField", QStringLiteral("/x")); // another question
    QVERIFY(!dialog->findChild<QWidget *>(QStringLiteral("check_tls")));
}

void TestProviderDialog::stopsATest()
{
    ProviderDraft draft = corp();
    draft.headers.clear();
    auto dialog = form(draft);
    page(*dialog, 5);
    click(*dialog, "testConnectionButton");
    QVERIFY(!m_handle.expired());
    click(*dialog, "testConnectionButton");
    QVERIFY(m_handle.expired());
    click(*dialog, "testConnectionButton");
    click(*dialog, "closeButton");
    QTRY_VERIFY(!dialog);
    QVERIFY(m_handle.expired());
}

void TestProviderDialog::testsTheKeyThatIsTyped()
{
    auto dialog = open<AddKeyDialog>(std::vector<ProviderChoice> {{.id = QStringLiteral("openai"),
                                                                   .label = QStringLiteral("OpenAI"),
                                                                   .baseUrl = QStringLiteral("https://a.example")}});
    QVERIFY(!child<QWidget>(*dialog, "testConnectionButton")->isVisible()); // nobody who could
    dialog->setConnectionTest([this](TestSubject subject, const std::function<void(const ConnectionReport &)> &) {
        m_tested = std::move(subject);
        return std::make_shared<int>();
    });
    type(*dialog, "keyField", QStringLiteral("sk-typed"));
    click(*dialog, "testConnectionButton");
    QCOMPARE(m_tested.provider, QStringLiteral("openai"));
    QVERIFY(!m_tested.draft);
    QCOMPARE(m_tested.key.view().toByteArray(), QByteArray("sk-typed"));
}

QTEST_MAIN(TestProviderDialog)
#include "tst_providerdialog.moc"
