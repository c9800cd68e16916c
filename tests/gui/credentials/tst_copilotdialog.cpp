// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/credentials/CredentialsBench.h"
#include "tests/support/Shots.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/CopilotDialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace triptych;

namespace {

ProviderChoice copilot()
{
    return {.id = QStringLiteral("copilot"),
            .label = QStringLiteral("GitHub Copilot"),
            .baseUrl = QStringLiteral("https://api.githubcopilot.com"),
            .fields = {{.id = QStringLiteral("client_id"), .label = QStringLiteral("Client ID")}},
            .signsInByCode = true};
}

ProviderChoice company()
{
    ProviderChoice choice = copilot();
    choice.baseUrl = QStringLiteral("https://copilot-api.{domain}");
    choice.fields.insert(choice.fields.begin(), {.id = QStringLiteral("domain"), .label = QStringLiteral("Domain")});
    return choice;
}

const QUrl page(QStringLiteral("https://github.com/login/device"));

} // namespace

/// Signing in to GitHub Copilot, as a person does; GitHub is the test.
class TestCopilotDialog : public QObject, private CredentialsBench
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { closeHome(); }

    void signsInWithoutAVault();
    void showsTheCodeAndOpensNothing();
    void wantsAClientId();
    void needsNoClientIdThatIsPackaged();
    void asksForTheDomain();
    void cancels();
    void saysWhyAndTriesAgain_data();
    void saysWhyAndTriesAgain();
    void keepsTheKeyPastALock();
    void isReachedFromTheKeys();

private:
    StartSignIn starter();
    void showCode() const { m_news.codeCame({QStringLiteral("WDJB-MJHT"), page, std::chrono::seconds(900)}); }
    bool isShown(const char *name) const { return child<QWidget>(*m_dialog, name)->isVisible(); }

    QMap<QString, QString> m_fields; ///< That it was started with.
    SignInNews m_news;
    std::weak_ptr<int> m_running;
    int m_starts = 0;
};

void TestCopilotDialog::init()
{
    openHome();
    m_starts = 0;
    m_running.reset();
}

StartSignIn TestCopilotDialog::starter()
{
    return [this](const QMap<QString, QString> &fields, SignInNews news) {
        m_fields = fields;
        m_news = std::move(news);
        auto running = std::make_shared<int>(++m_starts);
        m_running = running;
        return running;
    };
}

void TestCopilotDialog::signsInWithoutAVault()
{
    auto dialog = open<CopilotDialog>(copilot(), starter());
    QSignalSpy added(dialog, &CopilotDialog::keyAdded);
    QVERIFY(said(*dialog, "introLabel").contains(QStringLiteral("your own choice")));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to api.github.com only")));
    type(*dialog, "field_client_id", QStringLiteral("Iv1.own"));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Create vault and get a code"));
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "newPasswordField", QStringLiteral("correct horse"));
    type(*dialog, "repeatPasswordField", QStringLiteral("correct horse"));
    keepShot(*dialog, QStringLiteral("copilot-fields"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    QCOMPARE(m_fields.value(QStringLiteral("client_id")), QStringLiteral("Iv1.own"));
    QVERIFY(isShown("startingLabel") && !isShown("field_client_id"));
    showCode();
    m_news.ended(Secret::copyOf("gho_0123456789"));
    QTRY_COMPARE(added.size(), 1);
    QTRY_VERIFY(!dialog);
    QVERIFY(holdsKey(QStringLiteral("copilot"), QStringLiteral("https://api.github.com:443"), "gho_0123456789"));
}

void TestCopilotDialog::showsTheCodeAndOpensNothing()
{
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(copilot(), starter());
    QSignalSpy pages(dialog, &CopilotDialog::pageRequested);
    type(*dialog, "field_client_id", QStringLiteral("own"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    QVERIFY(!primary(*dialog)->isVisible());
    showCode();
    QCOMPARE(said(*dialog, "signInCodeLabel"), QStringLiteral("WDJB-MJHT"));
    QCOMPARE(said(*dialog, "signInPageLabel"), page.toString());
    QVERIFY(said(*dialog, "signInStatusLabel").contains(QStringLiteral("15:00")));
    QTRY_VERIFY(said(*dialog, "signInStatusLabel").contains(QStringLiteral("14:5")));
    keepShot(*dialog, QStringLiteral("copilot-code"));
    QVERIFY(pages.isEmpty());
    click(*dialog, "copyCodeButton");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("WDJB-MJHT"));
    QCOMPARE(child<QPushButton>(*dialog, "copyCodeButton")->text(), QStringLiteral("Copied"));
    click(*dialog, "openPageButton");
    QCOMPARE(pages.value(0).value(0).toUrl(), page);
}

void TestCopilotDialog::wantsAClientId()
{
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(copilot(), starter());
    QVERIFY(isShown("clientIdNote"));
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "field_client_id", QStringLiteral("  "));
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "field_client_id", QStringLiteral("x"));
    QVERIFY(primary(*dialog)->isEnabled());
}

void TestCopilotDialog::needsNoClientIdThatIsPackaged()
{
    QVERIFY(makeVault());
    ProviderChoice choice = copilot();
    choice.fields.clear();
    auto dialog = open<CopilotDialog>(choice, starter());
    QVERIFY(!isShown("clientIdNote"));
    QVERIFY(primary(*dialog)->isEnabled());
}

void TestCopilotDialog::asksForTheDomain()
{
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(company(), starter());
    type(*dialog, "field_client_id", QStringLiteral("own"));
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "field_domain", QStringLiteral("corp.ghe.com"));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to api.corp.ghe.com only")));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    m_news.ended(Secret::copyOf("gho_0123456789"));
    QTRY_VERIFY(!dialog);
    QVERIFY(holdsKey(QStringLiteral("copilot"), QStringLiteral("https://api.corp.ghe.com:443"), "gho_0123456789"));
}

void TestCopilotDialog::cancels()
{
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(copilot(), starter());
    type(*dialog, "field_client_id", QStringLiteral("own"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    showCode();
    QVERIFY(!m_running.expired());
    click(*dialog, "closeButton");
    QVERIFY(m_running.expired());
    QTRY_VERIFY(!dialog);
    QVERIFY(m_vault->keys().empty());
}

void TestCopilotDialog::saysWhyAndTriesAgain_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("what");
    QTest::newRow("denied") << QStringLiteral("copilot.denied")
                            << QStringLiteral("The request was declined at GitHub.");
    QTest::newRow("expired") << QStringLiteral("copilot.expired") << QStringLiteral("The code has expired.");
    QTest::newRow("off") << QStringLiteral("copilot.device_flow")
                         << QStringLiteral("The device flow is switched off for this client ID.");
}

void TestCopilotDialog::saysWhyAndTriesAgain()
{
    QFETCH(const QString, cause);
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(copilot(), starter());
    type(*dialog, "field_client_id", QStringLiteral("own"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    showCode();
    m_news.ended(Error {.kind = ErrorKind::Unauthorized, .cause = cause});
    QTEST(said(*dialog), "what");
    QVERIFY(!said(*dialog, "adviceLabel").isEmpty());
    QVERIFY(!isShown("signInCodeLabel") && isShown("field_client_id"));
    keepShot(*dialog, QStringLiteral("copilot-failed"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 2);
    QVERIFY(said(*dialog).isEmpty());
}

void TestCopilotDialog::keepsTheKeyPastALock()
{
    QVERIFY(makeVault());
    auto dialog = open<CopilotDialog>(copilot(), starter());
    type(*dialog, "field_client_id", QStringLiteral("own"));
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_starts, 1);
    showCode();
    m_vault->lock();
    m_news.ended(Secret::copyOf("gho_0123456789"));
    QTRY_COMPARE(said(*dialog), QStringLiteral("The vault is locked."));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Store the sign-in"));
    type(*dialog, "vaultPasswordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_starts, 1);
    QVERIFY(holdsKey(QStringLiteral("copilot"), QStringLiteral("https://api.github.com:443"), "gho_0123456789"));
}

void TestCopilotDialog::isReachedFromTheKeys()
{
    QVERIFY(makeVault());
    const ProviderChoice other {.id = QStringLiteral("openai"),
                                .label = QStringLiteral("OpenAI"),
                                .baseUrl = QStringLiteral("https://api.openai.com/v1")};
    auto dialog = open<AddKeyDialog>(std::vector {other, copilot()});
    QSignalSpy wanted(dialog, &AddKeyDialog::signInRequested);
    QVERIFY(isShown("keyField"));
    child<QComboBox>(*dialog, "providerBox")->setCurrentIndex(1);
    QVERIFY(!isShown("keyField") && !isShown("keyLabelField"));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Sign in…"));
    keepShot(*dialog, QStringLiteral("copilot-addkey"));
    click(*dialog, "primaryButton");
    QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("copilot"));
    child<QComboBox>(*dialog, "providerBox")->setCurrentIndex(0);
    QVERIFY(isShown("keyField") && isShown("keyLabelField"));
}

QTEST_MAIN(TestCopilotDialog)
#include "tst_copilotdialog.moc"
