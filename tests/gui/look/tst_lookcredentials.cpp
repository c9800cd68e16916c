// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "tests/gui/look/Look.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/FieldsDialog.h"
#include "ui/credentials/KeysDialog.h"
#include "ui/credentials/ProviderDialog.h"
#include "ui/credentials/ProxySignInDialog.h"
#include "ui/credentials/VaultDialogs.h"

#include <QComboBox>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

std::vector<ProviderChoice> providers()
{
    const auto made = [](const char *id, const char *label, const char *baseUrl, const char *keyUrl) {
        return ProviderChoice {.id = QLatin1String(id),
                               .label = QString::fromUtf8(label),
                               .baseUrl = QLatin1String(baseUrl),
                               .keyUrl = QLatin1String(keyUrl)};
    };
    std::vector<ProviderChoice> all {
        made("anthropic", "Anthropic", "https://api.anthropic.com/v1", "https://console.anthropic.com/settings/keys"),
        made("dashscope-intl", "DashScope", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
             "https://modelstudio.console.alibabacloud.com/?tab=dashboard#/api-key"),
        made("regional", "Regional", "https://{region}.example.org/v1", "")};
    all[2].fields
        = {{.id = QStringLiteral("region"), .label = QStringLiteral("Region"), .fallback = QStringLiteral("eu")},
           {.id = QStringLiteral("organization"), .label = QStringLiteral("Organization")}};
    return all;
}

} // namespace

/// The dialogs about keys, in all their states.
class TestLookCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Look::addRows(); }
    void init();
    void cleanup();

    void newVault();
    void unlock();
    void damagedVault();
    void addKey();
    void addAddress();
    void keys();
    void changePassword();
    void fields();
    void provider();
    void providerFaults();
    void connection();
    void proxySignIn();

private:
    void page(int index) const
    {
        m_dialog->findChild<QTabBar *>(QStringLiteral("providerTabs"))->setCurrentIndex(index);
    }
    /// A test that stopped at the certificate.
    static StartConnectionTest stoppedTest();
    template<typename Dialog, typename... More>
    Dialog &open(More &&...more)
    {
        delete m_dialog;
        auto *dialog = new Dialog(m_look->theme(), *m_vault, std::forward<More>(more)...);
        m_dialog = dialog;
        dialog->open();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(dialog)); }();
        return *dialog;
    }
    QWidget *part(const char *name) const
    {
        auto *found = m_dialog->findChild<QWidget *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void type(const char *name, const char *text) const
    {
        part(name)->setFocus(Qt::TabFocusReason);
        QTest::keyClicks(part(name), QString::fromUtf8(text));
    }
    void see(const char *name) const { Look::see(*m_dialog, QLatin1String(name)); }
    void click(const char *name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    void makeVault()
    {
        m_vault->create(secretOf("correct horse"), [](const Result<> &) {});
        QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    }
    void store(const char *provider, const char *label, const char *origin)
    {
        const auto before = m_vault->keys().size();
        m_vault->addKey({.provider = QLatin1String(provider),
                         .label = QString::fromUtf8(label),
                         .origins = {QLatin1String(origin)}},
                        secretOf("sk-0123456789Qf3A"), [](const Result<> &) {});
        QTRY_COMPARE(m_vault->keys().size(), before + 1);
    }

    std::unique_ptr<Look> m_look;
    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<CheapDerivation> m_cheap;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Vault> m_vault;
    QPointer<QDialog> m_dialog;
};

void TestLookCredentials::init()
{
    m_look = std::make_unique<Look>();
    m_home = std::make_unique<QTemporaryDir>();
    m_cheap = std::make_shared<CheapDerivation>();
    m_clock = std::make_shared<ManualClock>();
    m_vault = std::make_unique<Vault>(m_home->filePath(QStringLiteral("vault.trv")), Vault::Cost(),
                                      Vault::Seams {m_cheap, m_clock});
}

void TestLookCredentials::cleanup()
{
    delete m_dialog;
    m_vault.reset();
    m_look.reset();
}

void TestLookCredentials::newVault()
{
    open<CreateVaultDialog>();
    see("vault-new");
    type("newPasswordField", "short");
    see("vault-new-short");
    type("newPasswordField", "er and longer, quite");
    type("repeatPasswordField", "shorter and longer, quiet ones");
    see("vault-new-differs");
    m_cheap->isHeld = true;
    open<CreateVaultDialog>();
    type("newPasswordField", "vZ8#qL2@xT9$mK4!");
    type("repeatPasswordField", "vZ8#qL2@xT9$mK4!");
    see("vault-new-strong");
    click("primaryButton");
    see("vault-new-busy");
    m_cheap->isHeld = false;
    m_cheap->gate.release();
    QTRY_VERIFY(!m_dialog);
}

void TestLookCredentials::unlock()
{
    makeVault();
    m_vault->lock();
    open<UnlockDialog>();
    see("unlock");
    for (int i = 0; i < 3; ++i) {
        type("passwordField", "wrong");
        click("primaryButton");
        QTRY_VERIFY(part("problemLabel")->isVisible() && part("primaryButton")->isVisible());
        QTRY_VERIFY(!part("busyBar")->isVisible());
    }
    type("passwordField", "wrong");
    see("unlock-wrong");
    m_clock->advance(std::chrono::seconds(60));
    m_cheap->isHeld = true;
    QTRY_VERIFY(part("primaryButton")->isEnabled());
    click("primaryButton");
    see("unlock-busy");
    m_cheap->isHeld = false;
    m_cheap->gate.release();
    QTRY_VERIFY(!part("busyBar")->isVisible());
}

void TestLookCredentials::damagedVault()
{
    makeVault();
    store("openai", "", "https://api.openai.com:443");
    m_vault->lock();
    QVERIFY(writeAtomically(m_home->filePath(QStringLiteral("vault.trv")), "damaged"));
    open<UnlockDialog>();
    type("passwordField", "correct horse");
    click("primaryButton");
    QTRY_VERIFY(part("restoreBackupButton")->isVisible());
    see("unlock-damaged");
    click("restoreBackupButton");
    QTRY_VERIFY(part("problemLabel")->isVisible());
    see("unlock-restored");
    for (const QString &name : QDir(m_home->path()).entryList({QStringLiteral("vault*.bak*")}))
        QVERIFY(QFile::remove(m_home->filePath(name)));
    QVERIFY(writeAtomically(m_home->filePath(QStringLiteral("vault.trv")), "damaged"));
    open<UnlockDialog>();
    type("passwordField", "correct horse");
    click("primaryButton");
    QTRY_VERIFY(part("adviceLabel")->isVisible());
    see("unlock-lost");
}

void TestLookCredentials::addKey()
{
    open<AddKeyDialog>(providers());
    see("key-first");
    type("newPasswordField", "horse");
    see("key-first-short");
    open<AddKeyDialog>(providers()).chooseProvider(QStringLiteral("dashscope-intl"));
    Look::keep(*m_dialog, QStringLiteral("key-long-link")); // the middle is left out
    makeVault();
    m_vault->lock();
    open<AddKeyDialog>(providers()).chooseProvider(QStringLiteral("regional"));
    see("key-fields-locked");
    type("keyField", "sk-1");
    type("vaultPasswordField", "wrong");
    click("primaryButton");
    QTRY_VERIFY(part("problemLabel")->isVisible());
    see("key-locked-wrong");
}

void TestLookCredentials::addAddress()
{
    makeVault();
    open<AddKeyDialog>(providers()).chooseProvider({});
    see("address");
    type("addressField", "http://models.example.org/v1");
    see("address-unsafe");
    open<AddKeyDialog>(providers()).chooseProvider({});
    type("addressField", "https://a-very-long-name-of-a-server.department.company.example.org/deployments/v1");
    type("keyField", "sk-1");
    Look::keep(*m_dialog, QStringLiteral("address-long")); // a name and an address as long as these scroll
}

void TestLookCredentials::keys()
{
    open<KeysDialog>(providers());
    see("keys-none");
    makeVault();
    see("keys-empty");
    store("anthropic", "", "https://api.anthropic.com:443");
    open<KeysDialog>(providers());
    see("keys-one");
    store("regional", "Work", "https://eu.example.org:443");
    store("dashscope-intl", "a project with a name that is longer than anybody expected it to be",
          "https://dashscope-intl.aliyuncs.com:443");
    store("my-box", "机房的服务器", "http://127.0.0.1:8080");
    open<KeysDialog>(providers());
    see("keys-several");
    QTest::mouseClick(m_dialog->findChildren<QAbstractButton *>(QStringLiteral("removeKeyButton"))[1], Qt::LeftButton);
    see("keys-remove");
    for (int i = 0; i < 8; ++i)
        store("anthropic", "", "https://api.anthropic.com:443");
    open<KeysDialog>(providers());
    see("keys-many");
    m_vault->lock();
    see("keys-locked");
}

void TestLookCredentials::changePassword()
{
    makeVault();
    open<ChangePasswordDialog>();
    see("password-change");
    type("currentPasswordField", "wrong one");
    type("newPasswordField", "a newer password");
    type("repeatPasswordField", "a newer password");
    click("primaryButton");
    QTRY_VERIFY(part("problemLabel")->isVisible());
    see("password-wrong");
}

StartConnectionTest TestLookCredentials::stoppedTest()
{
    return [](const TestSubject &, const std::function<void(const ConnectionReport &)> &tell) {
        ConnectionReport report {.isOver = true};
        report.lines
            = {{.step = CheckStep::Key,
                .state = CheckLine::Skipped,
                .error = Error {.cause = QStringLiteral("vault_locked")}},
               {.step = CheckStep::Name,
                .state = CheckLine::Done,
                .ms = 3.2,
                .details = {QStringLiteral("2606:4700:4400::ac40:9b0a"), QStringLiteral("2606:4700:4400::6812:25f6"),
                            QStringLiteral("104.18.37.246"), QStringLiteral("172.64.150.10")}},
               {.step = CheckStep::Tcp,
                .state = CheckLine::Done,
                .ms = 18.4,
                .details = {QStringLiteral("104.18.37.246")}},
               {.step = CheckStep::Proxy,
                .state = CheckLine::Done,
                .ms = 41.9,
                .details = {QStringLiteral("proxy.corp.example:3128")}},
               {.step = CheckStep::Tls,
                .state = CheckLine::Failed,
                .ms = 61.0,
                .certificate
                = CertificateFacts {QStringLiteral("api.example.org"), QStringLiteral("Corp Inspection CA, Corp"),
                                    QDateTime(QDate(2027, 3, 4), QTime(0, 0), Qt::UTC)},
                .error = Error {.kind = ErrorKind::Network,
                                .cause = QStringLiteral("tls.unknown_ca"),
                                .message = QStringLiteral("unable to get local issuer certificate")}},
               {.step = CheckStep::Http}};
        tell(report);
        return std::shared_ptr<void>();
    };
}

void TestLookCredentials::fields()
{
    ProviderChoice choice = providers()[2];
    choice.fields[1].fallback = QStringLiteral("org-1234567890abcdef");
    auto &dialog = open<FieldsDialog>(choice);
    dialog.setConnectionTest(stoppedTest());
    see("fields");
    type("field_region", "us");
    click("testConnectionButton");
    see("fields-moved-tested");
}

void TestLookCredentials::provider()
{
    ProviderDraft draft {.id = QStringLiteral("corp"),
                         .label = QStringLiteral("Corp"),
                         .baseUrl = QStringLiteral("https://llm.corp.example/v1")};
    draft.headers = {{QStringLiteral("X-Department"), QStringLiteral("research"), {}},
                     {QStringLiteral("X-Corp-Token"), {}, QStringLiteral("x-corp-token")}};
    draft.body = QStringLiteral("{\n  \"service_tier\": \"flex\"\n}");
    draft.models = {QStringLiteral("corp-large"), QStringLiteral("corp-small-*")};
    draft.bases = {{QStringLiteral("corp-large"), QStringLiteral("openai/gpt-6-luna")}};
    draft.quirks = {Quirk::MaxTokensField};
    auto &dialog = open<ProviderDialog>(draft, QStringList());
    dialog.setConnectionTest(stoppedTest());
    const char *names[] = {"provider-server", "provider-headers", "provider-request",
                           "provider-models", "provider-quirks",  "provider-connection"};
    for (int i = 0; i < 6; ++i) {
        page(i);
        see(names[i]);
    }
    click("testConnectionButton");
    see("provider-tested");
}

void TestLookCredentials::providerFaults()
{
    open<ProviderDialog>(newDraft(QStringLiteral("openai-chat")), QStringList());
    see("provider-new");
    type("addressField", "https://user:pw@llm.corp.example/v1");
    see("provider-fault");
    part("addressField")->setProperty("text", QStringLiteral("https://llm.corp.example/v1"));
    type("keyField", "sk-1");
    see("provider-new-vault");
    page(2);
    type("bodyField", "{\"a\": 1, b");
    see("provider-body-fault");
}

void TestLookCredentials::connection()
{
    makeVault();
    auto &dialog = open<AddKeyDialog>(providers());
    dialog.setConnectionTest(stoppedTest());
    see("key-test");
    click("testConnectionButton");
    see("key-tested");
    dialog.chooseProvider({});
    see("key-other-test");
}

void TestLookCredentials::proxySignIn()
{
    open<ProxySignInDialog>(QUrl(QStringLiteral("http://proxy.corp.example:3128")));
    see("proxy-new-vault");
    makeVault();
    see("proxy");
    type("proxyUserField", "a:b");
    type("proxyPasswordField", "secret");
    click("primaryButton");
    see("proxy-fault");
}

QTEST_MAIN(TestLookCredentials)
#include "tst_lookcredentials.moc"
