// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/AtomicFile.h"
#include "tests/support/CheapDerivation.h"
#include "tests/support/ManualClock.h"
#include "ui/credentials/AddKeyDialog.h"
#include "ui/credentials/KeysDialog.h"
#include "ui/credentials/PasswordStrength.h"
#include "ui/credentials/VaultDialogs.h"
#include "ui/shell/Theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace triptych;
using namespace std::chrono_literals;

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

/// QTest's own keys are ASCII.
void typeOther(SecretField &field, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, text);
    QCoreApplication::sendEvent(&field, &press);
}

} // namespace

/// Works the dialogs about keys as a person does: by what is on the screen, with keys and clicks.
class TestCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void fieldEditsLikeAField();
    void fieldShowsNothingButBullets();
    void fieldRevealsOnlyWhileHeld();
    void fieldPastesWithoutLineBreaks();
    void fieldKeepsKeysFromTheWindow();
    void fieldIsAPasswordFieldToScreenReaders();
    void rulesOfPasswords_data();
    void rulesOfPasswords();
    void newProvidersGetFreeIds();
    void createsAVault();
    void refusesPasswordsThatDiffer();
    void unlocksAndCountsDown();
    void staysAliveWhileItUnlocks();
    void offersABackupOfADamagedVault();
    void addsTheFirstKeyInOneDialog();
    void unlocksToAddAKey();
    void addsAServerByItsAddress();
    void addsAServerWithoutAKey();
    void refusesPlainHttp();
    void bindsFieldsIntoTheOrigin();
    void listsAndRemovesKeys();
    void unlocksInTheList();
    void changesThePassword();

private:
    template<typename T>
    T *child(const QWidget &dialog, const char *name) const
    {
        T *found = dialog.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s in %s", name, qPrintable(dialog.objectName()));
        return found;
    }
    void type(const QWidget &dialog, const char *name, const QString &text) const
    {
        auto *field = child<QWidget>(dialog, name);
        QVERIFY2(field->isVisible(), name);
        QTest::mouseClick(field, Qt::LeftButton);
        QTest::keyClicks(field, text);
    }
    void click(const QWidget &dialog, const char *name) const
    {
        auto *button = child<QAbstractButton>(dialog, name);
        QVERIFY2(button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString said(const QWidget &dialog, const char *name = "problemLabel") const
    {
        const auto *label = child<QLabel>(dialog, name);
        return label->isVisible() ? label->text() : QString();
    }
    QPushButton *primary(const QWidget &dialog) const { return child<QPushButton>(dialog, "primaryButton"); }
    template<typename Dialog, typename... More>
    QPointer<Dialog> open(More &&...more)
    {
        QPointer<Dialog> dialog = new Dialog(*m_theme, *m_vault, std::forward<More>(more)...);
        m_dialog = dialog;
        dialog->open();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(dialog)); }();
        return dialog;
    }
    bool makeVault()
    {
        m_vault->create(secretOf("correct horse"), [](const Result<> &) {});
        return QTest::qWaitFor([this] { return m_vault->state() == VaultState::Unlocked; });
    }
    bool holdsKey(const QString &provider, const QString &origin, QByteArrayView key)
    {
        for (const KeyInfo &info : m_vault->keys()) {
            if (info.provider != provider)
                continue;
            std::optional<bool> isRight;
            m_vault->openKey(info.id, origin,
                             [&](const Result<Secret> &opened) { isRight = opened && opened.value().view() == key; });
            return QTest::qWaitFor([&] { return isRight.has_value(); }) && *isRight;
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QString m_file;
    std::shared_ptr<CheapDerivation> m_cheap;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Vault> m_vault;
    QPointer<QWidget> m_dialog;
};

void TestCredentials::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_file = m_home->filePath(QStringLiteral("vault.trv"));
    m_cheap = std::make_shared<CheapDerivation>();
    m_clock = std::make_shared<ManualClock>();
    m_theme = std::make_unique<Theme>();
    m_vault = std::make_unique<Vault>(m_file, Vault::Cost(), Vault::Seams {m_cheap, m_clock});
}

void TestCredentials::cleanup()
{
    delete m_dialog;
    m_vault.reset();
}

void TestCredentials::fieldEditsLikeAField()
{
    SecretField field(*m_theme);
    QSignalSpy changes(&field, &SecretField::changed);
    const auto holds = [&field](QByteArrayView text) { return field.value().view() == text; };
    QTest::keyClicks(&field, QStringLiteral("passwort"));
    QCOMPARE(changes.size(), 8);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_D);
    QVERIFY(holds("password"));
    QTest::keyClick(&field, Qt::Key_Home);
    QTest::keyClick(&field, Qt::Key_Right);
    QTest::keyClick(&field, Qt::Key_Delete);
    typeOther(field, QStringLiteral("ä"));
    QVERIFY(holds("p\xC3\xA4ssword"));
    QCOMPARE(field.length(), 8);
    QTest::keyClick(&field, Qt::Key_Backspace); // the whole character
    QVERIFY(holds("pssword"));
    QTest::keyClick(&field, Qt::Key_End);
    QTest::keyClick(&field, Qt::Key_Left);
    typeOther(field, QStringLiteral("é中"));
    QVERIFY(holds("psswor\xC3\xA9\xE4\xB8\xAD"
                  "d"));
    QTest::keyClick(&field, Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(field.isEmpty());
    QTest::keyClick(&field, Qt::Key_Backspace);
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClick(&field, Qt::Key_Left);
    QVERIFY(field.isEmpty());

    SecretText text;
    QVERIFY(text.insert(QByteArray(int(SecretText::capacity) - 1, 'x')));
    QVERIFY(!text.insert("yz"));
    QVERIFY(text.insert("y"));
    text.clear();
    QCOMPARE(QByteArray(text.view().data(), qsizetype(SecretText::capacity)),
             QByteArray(qsizetype(SecretText::capacity), '\0'));
}

void TestCredentials::fieldShowsNothingButBullets()
{
    SecretField first(*m_theme);
    SecretField second(*m_theme);
    for (SecretField *field : {&first, &second})
        field->resize(300, 28);
    QTest::keyClicks(&first, QStringLiteral("illicit!"));
    QTest::keyClicks(&second, QStringLiteral("WWWWMMMM"));
    QCOMPARE(first.grab().toImage(), second.grab().toImage()); // equally long secrets look the same
    QTest::keyClicks(&second, QStringLiteral("x"));
    QVERIFY(first.grab().toImage() != second.grab().toImage());
}

void TestCredentials::fieldRevealsOnlyWhileHeld()
{
    SecretField field(*m_theme);
    field.resize(300, 28);
    field.show();
    QTest::keyClicks(&field, QStringLiteral("illicit!"));
    const QImage hidden = field.grab().toImage();
    auto *eye = child<QToolButton>(field, "revealButton");
    QTest::mousePress(eye, Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QVERIFY(field.grab().toImage() != hidden);
    QTest::mouseRelease(eye, Qt::LeftButton);
    QVERIFY(!field.isRevealed());
}

void TestCredentials::fieldPastesWithoutLineBreaks()
{
    SecretField field(*m_theme);
    QGuiApplication::clipboard()->setText(QStringLiteral("  sk-pasted\r\n-key\n"));
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(field.value().view() == QByteArrayView("sk-pasted-key"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("  sk-pasted\r\n-key\n"));
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier); // there is no way out
    QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("  sk-pasted\r\n-key\n"));
    QVERIFY(field.value().view() == QByteArrayView("sk-pasted-key"));
}

void TestCredentials::fieldKeepsKeysFromTheWindow()
{
    QWidget window;
    SecretField field(*m_theme, &window);
    QAction action(&window);
    action.setShortcuts({QKeySequence(QStringLiteral("A")), QKeySequence::Paste});
    window.addAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    field.setFocus();
    QGuiApplication::clipboard()->setText(QStringLiteral("b"));
    QTest::keyClick(&window, Qt::Key_A);
    QTest::keyClick(&field, Qt::Key_A);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QVERIFY(field.value().view().endsWith(QByteArrayView("ab")));
    QVERIFY(!field.testAttribute(Qt::WA_InputMethodEnabled));
}

void TestCredentials::fieldIsAPasswordFieldToScreenReaders()
{
    SecretField field(*m_theme);
    field.setAccessibleName(QStringLiteral("Password"));
    QTest::keyClicks(&field, QStringLiteral("secret"));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&field);
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::EditableText);
    QVERIFY(access->state().passwordEdit);
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("Password"));
    QCOMPARE(access->text(QAccessible::Value), QString(6, QChar(0x2022)));
    QVERIFY(!access->textInterface());
}

void TestCredentials::rulesOfPasswords_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<PasswordStrength>("strength");
    QTest::newRow("empty") << QByteArray() << PasswordStrength::Empty;
    QTest::newRow("common") << QByteArray("password1") << PasswordStrength::Weak;
    QTest::newRow("keyboard row") << QByteArray("qwertyuiop") << PasswordStrength::Weak;
    QTest::newRow("repeated") << QByteArray("aaaaaaaaaaaaaaaa") << PasswordStrength::Weak;
    QTest::newRow("random") << QByteArray("vZ8#qL2@xT9$mK4!") << PasswordStrength::Strong;
    QTest::newRow("very long") << QByteArray(5000, 'x').append("vZ8#") << PasswordStrength::Weak;
}

void TestCredentials::rulesOfPasswords()
{
    QFETCH(const QByteArray, password);
    QFETCH(const PasswordStrength, strength);
    QCOMPARE(strengthOf(secretOf(password)), strength);
}

void TestCredentials::newProvidersGetFreeIds()
{
    QCOMPARE(newProviderId(QStringLiteral("My Box (GPU)"), {}), QStringLiteral("my-box-gpu"));
    QCOMPARE(newProviderId(QStringLiteral("openai"), {QStringLiteral("openai"), QStringLiteral("openai-2")}),
             QStringLiteral("openai-3"));
    QCOMPARE(newProviderId(QStringLiteral("机器"), {}), QStringLiteral("server"));
    QCOMPARE(shownOrigin(QStringLiteral("https://a.example:443")), QStringLiteral("a.example"));
    QCOMPARE(shownOrigin(QStringLiteral("https://a.example:8443")), QStringLiteral("https://a.example:8443"));
    QCOMPARE(shownOrigin(QStringLiteral("http://127.0.0.1:8080")), QStringLiteral("http://127.0.0.1:8080"));
}

void TestCredentials::createsAVault()
{
    auto dialog = open<CreateVaultDialog>();
    QVERIFY(!primary(*dialog)->isEnabled());
    type(*dialog, "newPasswordField", QStringLiteral("correct horse"));
    type(*dialog, "repeatPasswordField", QStringLiteral("correct horse"));
    QTest::keyClick(child<QWidget>(*dialog, "repeatPasswordField"), Qt::Key_Return);
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    QTRY_VERIFY(!dialog);
}

void TestCredentials::refusesPasswordsThatDiffer()
{
    auto dialog = open<CreateVaultDialog>();
    type(*dialog, "newPasswordField", QStringLiteral("short"));
    QVERIFY(said(*dialog, "newPasswordProblem").contains(u'8'));
    type(*dialog, "newPasswordField", QStringLiteral(" no longer"));
    QCOMPARE(said(*dialog, "newPasswordProblem"), QStringLiteral(" "));
    type(*dialog, "repeatPasswordField", QStringLiteral("short no lonGer"));
    QCOMPARE(said(*dialog, "newPasswordProblem"), QStringLiteral("The two differ"));
    QVERIFY(!primary(*dialog)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(m_vault->state(), VaultState::Absent);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void TestCredentials::unlocksAndCountsDown()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<UnlockDialog>();
    for (int i = 0; i < 3; ++i) {
        type(*dialog, "passwordField", QStringLiteral("wrong"));
        QTest::keyClick(child<QWidget>(*dialog, "passwordField"), Qt::Key_Return);
        QTRY_VERIFY(!said(*dialog).isEmpty() && !dialog->isBusy());
        QVERIFY(child<SecretField>(*dialog, "passwordField")->isEmpty());
    }
    QCOMPARE(said(*dialog), QStringLiteral("The password does not open this vault."));
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    QVERIFY(primary(*dialog)->text().contains(u'1')); // Wait 1 s
    QVERIFY(!primary(*dialog)->isEnabled());
    m_clock->advance(1s);
    QTRY_VERIFY(primary(*dialog)->isEnabled());
    click(*dialog, "primaryButton");
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    QTRY_VERIFY(!dialog);
}

void TestCredentials::staysAliveWhileItUnlocks()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<UnlockDialog>();
    m_cheap->isHeld = true;
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QVERIFY(dialog->isBusy());
    QVERIFY(child<QProgressBar>(*dialog, "busyBar")->isVisible());
    QVERIFY(!primary(*dialog)->isEnabled());
    QTest::qWait(20); // the derivation is held, the window is not
    click(*dialog, "closeButton");
    QTRY_VERIFY(!dialog);
    m_cheap->gate.release();
    QTest::qWait(20);
    QCOMPARE(m_vault->state(), VaultState::Locked); // given up
}

void TestCredentials::offersABackupOfADamagedVault()
{
    QVERIFY(makeVault());
    m_vault->addKey({.provider = QStringLiteral("openai"), .origins = {openai}}, secretOf("sk-0123456789"),
                    [](const Result<> &) {});
    QTRY_COMPARE(m_vault->keys().size(), 1u);
    m_vault->lock();
    QVERIFY(writeAtomically(m_file, "damaged"));
    auto dialog = open<UnlockDialog>();
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(said(*dialog).contains(QStringLiteral("damaged")));
    QVERIFY(said(*dialog, "adviceLabel").contains(QStringLiteral("vault.bak.1")));
    QCOMPARE(readBounded(m_file, 100).value(), QByteArray("damaged"));
    click(*dialog, "restoreBackupButton");
    QTRY_VERIFY(said(*dialog).contains(QStringLiteral("in its place")));
    type(*dialog, "passwordField", QStringLiteral("correct horse"));
    click(*dialog, "primaryButton");
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_vault->state(), VaultState::Unlocked);
}

void TestCredentials::addsTheFirstKeyInOneDialog()
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

void TestCredentials::unlocksToAddAKey()
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

void TestCredentials::addsAServerByItsAddress()
{
    QVERIFY(makeVault());
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy requested(dialog, &AddKeyDialog::providerRequested);
    dialog->chooseProvider({});
    type(*dialog, "addressField", QStringLiteral("https://llm.example.org/v1/"));
    QVERIFY(said(*dialog, "destinationLabel").contains(QStringLiteral("sent to llm.example.org only")));
    type(*dialog, "addressLabelField", QStringLiteral("OpenAI"));
    child<QComboBox>(*dialog, "dialectBox")->setCurrentIndex(1);
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

void TestCredentials::addsAServerWithoutAKey()
{
    auto dialog = open<AddKeyDialog>(providers());
    QSignalSpy requested(dialog, &AddKeyDialog::providerRequested);
    dialog->chooseProvider({});
    type(*dialog, "addressField", QStringLiteral("http://127.0.0.1:8080/v1"));
    QCOMPARE(primary(*dialog)->text(), QStringLiteral("Add server"));
    click(*dialog, "primaryButton");
    QCOMPARE(requested.size(), 1);
    QVERIFY(!requested[0][0].value<NewProvider>().hasKey);
    QCOMPARE(requested[0][0].value<NewProvider>().label, QStringLiteral("127.0.0.1"));
    QCOMPARE(m_vault->state(), VaultState::Absent); // no password for nothing
}

void TestCredentials::refusesPlainHttp()
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

void TestCredentials::bindsFieldsIntoTheOrigin()
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

void TestCredentials::listsAndRemovesKeys()
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
    QVERIFY(said(*dialog, "keyFacts").startsWith(QStringLiteral("ends in Qf3A · api.openai.com · added ")));

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

void TestCredentials::unlocksInTheList()
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

void TestCredentials::changesThePassword()
{
    QVERIFY(makeVault());
    m_vault->lock();
    auto dialog = open<ChangePasswordDialog>();
    const auto fill = [&](const QString &current) {
        type(*dialog, "currentPasswordField", current);
        click(*dialog, "primaryButton");
    };
    type(*dialog, "newPasswordField", QStringLiteral("battery staple"));
    type(*dialog, "repeatPasswordField", QStringLiteral("battery staple"));
    fill(QStringLiteral("wrong"));
    QTRY_VERIFY(!said(*dialog).isEmpty());
    fill(QStringLiteral("correct horse"));
    QTRY_VERIFY(!dialog);
    std::optional<bool> isOpen;
    m_vault->unlock(secretOf("battery staple"), [&](const Result<> &result) { isOpen = bool(result); });
    QTRY_VERIFY(isOpen.has_value());
    QVERIFY(*isOpen);
}

QTEST_MAIN(TestCredentials)
#include "tst_credentials.moc"
