// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/AboutDialog.h"
#include "ui/shell/Actions.h"
#include "ui/shell/DesktopAppearance.h"
#include "ui/shell/SettingsDialog.h"
#include "ui/shell/ShortcutsDialog.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace triptych;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsWhatIsSet();
    void tellsChangesAtOnce();
    void keepsOutWhatIsNotValid();
    void readsProxyAddresses_data();
    void readsProxyAddresses();
    void checksTheServerPath();
    void nothingIsCountedUnasked();
    void aNumberCountsWhenItIsTyped();
    void deletesNoRunsUnasked();
    void keepsItsQuestionWhileOtherThingsChange();
    void theWheelPassesOverABox();
    void typingKeepsItsCaret_data();
    void typingKeepsItsCaret();
    void notesFollowTheTextSize();
    void choosesAProxyForOneProvider();
    void takesChangesFromElsewhere();
    void everyControlHasNames();
    void listsLicencesAndShortcuts();
    void followsTheDesktop();
    void textIsAsLargeAsTheDesktopSays();

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    /// Opens a list and picks a row by key.
    void choose(const char *name, int row) const
    {
        auto *box = child<QComboBox>(name);
        box->setFocus();
        const int steps = row - box->currentIndex();
        for (int i = 0; i < qAbs(steps); ++i)
            QTest::keyClick(box, steps > 0 ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(box->currentIndex(), row);
    }

    Theme m_theme;
    std::unique_ptr<SettingsDialog> m_dialog;
};

void TestSettingsDialog::initTestCase()
{
    QApplication::setStyle(new TriptychStyle(m_theme));
}

void TestSettingsDialog::init()
{
    Settings settings;
    settings.language = QStringLiteral("zh_CN");
    settings.theme = ThemeChoice::Dark;
    settings.fixedFont = QStringLiteral("A font that is gone");
    settings.favourites = {QStringLiteral("a/b")};
    settings.providerProxy
        = {{QStringLiteral("zai"), QStringLiteral("direct")}, {QStringLiteral("unknown"), QStringLiteral("proxy")}};
    const QList<ProviderName> providers {{QStringLiteral("anthropic"), QStringLiteral("Anthropic")},
                                         {QStringLiteral("zai"), QStringLiteral("Z.ai")}};
    m_dialog = std::make_unique<SettingsDialog>(m_theme, settings, providers);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TestSettingsDialog::showsWhatIsSet()
{
    QCOMPARE(child<QComboBox>("languageBox")->currentText(), QString::fromUtf8("简体中文"));
    QCOMPARE(child<QComboBox>("themeBox")->currentIndex(), 2);
    QCOMPARE(child<QComboBox>("fixedFontBox")->currentText(), QStringLiteral("A font that is gone"));
    QVERIFY(child<QComboBox>("interfaceFontBox")->count() > 1);
    QCOMPARE(child<QComboBox>("providerProxy_zai")->currentIndex(), 1);
    QVERIFY(child<QCheckBox>("recordHistoryBox")->isChecked());
    QCOMPARE(child<QSpinBox>("lockMinutesBox")->value(), 10);
}

void TestSettingsDialog::tellsChangesAtOnce()
{
    const QSignalSpy changed(m_dialog.get(), &SettingsDialog::settingsChanged);
    const Settings before = m_dialog->settings();
    choose("themeBox", 1);
    QCOMPARE(changed.count(), 1);
    Settings expected = before;
    expected.theme = ThemeChoice::Light;
    QVERIFY(m_dialog->settings() == expected); // and nothing else, what the dialog does not show included
    QTest::mouseClick(child<QCheckBox>("reduceMotionBox"), Qt::LeftButton, {}, {8, 14});
    QVERIFY(m_dialog->settings().reduceMotion);
    QCOMPARE(changed.count(), 2);
}

void TestSettingsDialog::keepsOutWhatIsNotValid()
{
    m_dialog->showPage(SettingsTab::Network);
    auto *address = child<QLineEdit>("proxyAddressField");
    QVERIFY(!address->isEnabled());
    choose("proxyModeBox", 2);
    QVERIFY(m_dialog->settings().proxy != ProxyChoice::Manual); // no address yet
    QTest::keyClicks(address, QStringLiteral("nonsense"));
    QVERIFY(m_dialog->settings().manualProxy.isEmpty());
    QVERIFY(child<QLabel>("proxyNote")->text().startsWith(QStringLiteral("Not an address")));
    address->clear();
    QTest::keyClicks(address, QStringLiteral("socks5://127.0.0.1:1080"));
    QCOMPARE(m_dialog->settings().manualProxy, QUrl(QStringLiteral("socks5://127.0.0.1:1080")));
    QCOMPARE(m_dialog->settings().proxy, ProxyChoice::Manual);
    QVERIFY(!child<QLabel>("proxyNote")->text().startsWith(QStringLiteral("Not an address")));
}

void TestSettingsDialog::readsProxyAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("read");

    QTest::newRow("whole") << QStringLiteral("http://proxy.lan:3128") << QStringLiteral("http://proxy.lan:3128");
    QTest::newRow("host and port") << QStringLiteral(" 127.0.0.1:7890 ") << QStringLiteral("http://127.0.0.1:7890");
    QTest::newRow("IPv6") << QStringLiteral("socks5://[::1]:1080") << QStringLiteral("socks5://[::1]:1080");
    QTest::newRow("no port") << QStringLiteral("http://proxy.lan") << QString();
    QTest::newRow("other scheme") << QStringLiteral("ftp://proxy.lan:21") << QString();
    QTest::newRow("a password would be stored in the clear")
        << QStringLiteral("http://a:b@proxy.lan:3128") << QString();
    QTest::newRow("path") << QStringLiteral("http://proxy.lan:3128/pac") << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestSettingsDialog::readsProxyAddresses()
{
    QFETCH(const QString, typed);
    QTEST(NetworkPage::proxyAddress(typed).toString(), "read");
}

void TestSettingsDialog::checksTheServerPath()
{
    const QTemporaryDir folder;
    const QString program = folder.filePath(QStringLiteral("llama-server"));
    QFile file(program);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_dialog->showPage(SettingsTab::Local);
    auto *field = child<QLineEdit>("serverPathField");
    auto *note = child<QLabel>("serverPathNote");
    QTest::keyClicks(field, QStringLiteral("llama-server"));
    QCOMPARE(m_dialog->settings().localServer, QString());
    QVERIFY(note->text().contains(QStringLiteral("whole path")));
    field->clear();
    QTest::keyClicks(field, program);
    QCOMPARE(m_dialog->settings().localServer, QString());
    QVERIFY(note->text().contains(QStringLiteral("not a program")));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    QTest::keyClick(field, Qt::Key_Backspace);
    QTest::keyClicks(field, QStringLiteral("r"));
    QCOMPARE(m_dialog->settings().localServer, program);
    QVERIFY(!note->isVisible());
}

void TestSettingsDialog::nothingIsCountedUnasked()
{
    m_dialog->showPage(SettingsTab::Privacy);
    auto *box = child<QCheckBox>("countTokensBox");
    QVERIFY(!box->isChecked());
    QVERIFY(child<QLabel>("countTokensNote")->text().contains(QStringLiteral("before you press Run")));
    QTest::mouseClick(box, Qt::LeftButton, {}, {8, 14});
    QVERIFY(m_dialog->settings().countTokens);
    QTest::mouseClick(box, Qt::LeftButton, {}, {8, 14});
    QVERIFY(!m_dialog->settings().countTokens);
}

void TestSettingsDialog::aNumberCountsWhenItIsTyped()
{
    m_dialog->showPage(SettingsTab::Privacy);
    const QSignalSpy asked(m_dialog.get(), &SettingsDialog::olderRunsRequested);
    auto *days = child<QSpinBox>("keepDaysBox");
    days->setFocus();
    days->selectAll();
    QTest::keyClicks(days, QStringLiteral("30"));
    QCOMPARE(m_dialog->settings().keepHistoryDays, 0); // 3 days were never meant
    QTest::keyClick(days, Qt::Key_Tab);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toInt(), 30);
    m_dialog->showOlderRuns(30, 0);
    QCOMPARE(m_dialog->settings().keepHistoryDays, 30); // nothing goes, so there is nothing to ask
    QTest::mouseClick(child<QCheckBox>("recordHistoryBox"), Qt::LeftButton, {}, {8, 14});
    QVERIFY(!m_dialog->settings().recordHistory);
}

void TestSettingsDialog::deletesNoRunsUnasked()
{
    m_dialog->showPage(SettingsTab::Privacy);
    const QSignalSpy asked(m_dialog.get(), &SettingsDialog::olderRunsRequested);
    const QSignalSpy changed(m_dialog.get(), &SettingsDialog::settingsChanged);
    auto *days = child<QSpinBox>("keepDaysBox");
    days->stepUp(); // from "for ever" to one day
    QCOMPARE(days->value(), 1);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(changed.count(), 0);
    auto *removal = child<QPushButton>("keepDaysDelete");
    QVERIFY(!removal->isVisible()); // not before the number is known
    m_dialog->showOlderRuns(7, 3); // the answer to an earlier question
    QVERIFY(!removal->isVisible());
    m_dialog->showOlderRuns(1, 312);
    QVERIFY(removal->isVisible());
    QVERIFY(removal->text().contains(QStringLiteral("312")));
    QVERIFY(child<QLabel>("keepDaysNote")->text().contains(QStringLiteral("312")));
    QCOMPARE(changed.count(), 0);

    QTest::mouseClick(child<QPushButton>("keepDaysKeep"), Qt::LeftButton);
    QCOMPARE(days->value(), 0);
    QVERIFY(!removal->isVisible());
    days->stepUp();
    m_dialog->showOlderRuns(1, std::nullopt);
    QVERIFY(removal->isVisible());
    QTest::mouseClick(removal, Qt::LeftButton);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_dialog->settings().keepHistoryDays, 1);
    days->stepUp(); // longer than before deletes nothing
    QCOMPARE(m_dialog->settings().keepHistoryDays, 2);
    days->setValue(0);
    QCOMPARE(m_dialog->settings().keepHistoryDays, 0);
    QCOMPARE(asked.count(), 2);
}

void TestSettingsDialog::keepsItsQuestionWhileOtherThingsChange()
{
    m_dialog->showPage(SettingsTab::Privacy);
    child<QSpinBox>("keepDaysBox")->stepUp();
    m_dialog->showOlderRuns(1, 2);
    Settings settings = m_dialog->settings();
    settings.theme = ThemeChoice::Light;
    m_dialog->setSettings(settings);
    QVERIFY(child<QPushButton>("keepDaysDelete")->isVisible());
    QTest::mouseClick(child<QCheckBox>("recordHistoryBox"), Qt::LeftButton, {}, {8, 14});
    QCOMPARE(m_dialog->settings().keepHistoryDays, 0);
}

void TestSettingsDialog::theWheelPassesOverABox()
{
    const auto turn = [](QWidget *box) {
        const QPointF at = QRectF(box->rect()).center();
        QWheelEvent wheel(at, box->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(box, &wheel);
    };
    const QSignalSpy changed(m_dialog.get(), &SettingsDialog::settingsChanged);
    m_dialog->showPage(SettingsTab::Privacy);
    m_dialog->findChild<QPushButton *>(QStringLiteral("settingsClose"))->setFocus();
    for (const char *name : {"keepDaysBox", "lockMinutesBox"}) {
        auto *box = child<QSpinBox>(name);
        const int before = box->value();
        turn(box);
        QCOMPARE(box->value(), before);
        QCOMPARE(box->focusPolicy(), Qt::StrongFocus);
    }
    m_dialog->showPage(SettingsTab::Network);
    turn(child<QComboBox>("providerProxy_zai"));
    QCOMPARE(changed.count(), 0);
    m_dialog->showPage(SettingsTab::Privacy);
    child<QSpinBox>("lockMinutesBox")->setFocus();
    turn(child<QSpinBox>("lockMinutesBox"));
    QCOMPARE(m_dialog->settings().lockAfterMinutes, 11);
}

void TestSettingsDialog::typingKeepsItsCaret_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("typed");

    QTest::newRow("proxy") << int(SettingsTab::Network) << QByteArray("proxyAddressField")
                           << QStringLiteral("127.0.0.1:7890");
    QTest::newRow("server") << int(SettingsTab::Local) << QByteArray("serverPathField") << QStringLiteral("/bin/true");
}

void TestSettingsDialog::typingKeepsItsCaret()
{
    QFETCH(const int, page);
    QFETCH(const QByteArray, name);
    QFETCH(const QString, typed);
    // As the program does it: what is stored comes back at once.
    connect(m_dialog.get(), &SettingsDialog::settingsChanged, m_dialog.get(), &SettingsDialog::setSettings);
    m_dialog->showPage(SettingsTab(page));
    choose("proxyModeBox", 2);
    auto *field = child<QLineEdit>(name.constData());
    field->setFocus();
    QTest::keyClicks(field, typed);
    QCOMPARE(field->text(), typed);
    field->setCursorPosition(2);
    QTest::keyClick(field, Qt::Key_Space);
    QTest::keyClick(field, Qt::Key_Backspace);
    QCOMPARE(field->cursorPosition(), 2);
    QCOMPARE(field->text(), typed);
}

void TestSettingsDialog::notesFollowTheTextSize()
{
    m_theme.setFonts({.basePixels = 20});
    for (const char *note : {"keepDaysNote", "proxyNote"})
        QCOMPARE(child<QLabel>(note)->font().pixelSize(), m_theme.smallFont().pixelSize());
    m_theme.setFonts({});
}

void TestSettingsDialog::choosesAProxyForOneProvider()
{
    m_dialog->showPage(SettingsTab::Network);
    choose("providerProxy_anthropic", 2);
    choose("providerProxy_zai", 0);
    const QMap<QString, QString> expected {{QStringLiteral("anthropic"), QStringLiteral("proxy")},
                                           {QStringLiteral("unknown"), QStringLiteral("proxy")}};
    QCOMPARE(m_dialog->settings().providerProxy, expected);
}

void TestSettingsDialog::takesChangesFromElsewhere()
{
    const QSignalSpy changed(m_dialog.get(), &SettingsDialog::settingsChanged);
    Settings settings = m_dialog->settings();
    settings.theme = ThemeChoice::HighContrast;
    settings.fontPixels = 15;
    m_dialog->setSettings(settings);
    QCOMPARE(child<QComboBox>("themeBox")->currentIndex(), 3);
    QCOMPARE(child<QSpinBox>("fontPixelsBox")->value(), 15);
    QCOMPARE(changed.count(), 0);
}

void TestSettingsDialog::everyControlHasNames()
{
    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(m_dialog.get(), &change);
    for (int page = 0; page < 4; ++page) {
        m_dialog->showPage(SettingsTab(page));
        const auto widgets = m_dialog->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            const bool isInner = widget->objectName().startsWith(QLatin1String("qt_"))
                || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget());
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || isInner)
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

void TestSettingsDialog::listsLicencesAndShortcuts()
{
    const AboutDialog about(m_theme);
    QVERIFY(about.findChild<QLabel *>(QStringLiteral("aboutTitle"))->text().contains(QLatin1String(TRIPTYCH_VERSION)));
    QCOMPARE(about.findChild<QTreeWidget *>(QStringLiteral("libraryList"))->topLevelItemCount(),
             AboutDialog::libraries().size());
    QStringList names;
    for (const AboutDialog::Library &library : AboutDialog::libraries()) {
        QVERIFY(!library.licence.isEmpty() && !library.home.isEmpty());
        names << library.name.section(u' ', 0, 0);
    }
    for (const char *linked : {"Qt", "QScintilla", "libsodium", "simdjson", "Boost.Beast", "yaml-cpp", "MD4C", "zlib",
                               "SQLite", "zxcvbn-c", "OpenSSL", "llama.cpp"})
        QVERIFY2(names.contains(QLatin1String(linked)), linked);

    const Actions actions(m_theme);
    ShortcutsDialog shortcuts(m_theme, actions);
    auto *list = shortcuts.findChild<QTreeWidget *>(QStringLiteral("shortcutList"));
    const auto hits = [list] {
        int count = 0;
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            count += list->topLevelItem(i)->isHidden() ? 0 : 1;
        return count;
    };
    const int all = hits();
    QVERIFY(all > 20);
    QTest::keyClicks(shortcuts.findChild<QLineEdit *>(QStringLiteral("shortcutFilter")), QStringLiteral("vault"));
    QVERIFY(hits() >= 1 && hits() < all);
    QVERIFY(list->findItems(QStringLiteral("Return"), Qt::MatchContains).isEmpty()); // one Enter is enough to read
    QTest::keyClicks(shortcuts.findChild<QLineEdit *>(QStringLiteral("shortcutFilter")), QStringLiteral("zzz"));
    QVERIFY(shortcuts.findChild<QLabel *>(QStringLiteral("shortcutNothing"))->isVisibleTo(&shortcuts));
}

void TestSettingsDialog::followsTheDesktop()
{
    const DesktopAppearance desktop;
    QCOMPARE(desktop.kindFor(ThemeChoice::Light), Theme::Kind::Light);
    QCOMPARE(desktop.kindFor(ThemeChoice::Dark), Theme::Kind::Dark);
    QCOMPARE(desktop.kindFor(ThemeChoice::HighContrast), Theme::Kind::HighContrast);
    QCOMPARE(desktop.kindFor(ThemeChoice::System), desktop.isDark() ? Theme::Kind::Dark : Theme::Kind::Light);
}

void TestSettingsDialog::textIsAsLargeAsTheDesktopSays()
{
    const int system = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pixelSize();
    QVERIFY(system != 13); // or this shows nothing
    qputenv("XDG_CURRENT_DESKTOP", "GNOME");
    m_theme.setFonts({});
    QCOMPARE(m_theme.baseFont().pixelSize(), qBound(10, system, 24));
    m_theme.setFonts({.basePixels = 18});
    QCOMPARE(m_theme.baseFont().pixelSize(), 18);
    qunsetenv("XDG_CURRENT_DESKTOP");
    m_theme.setFonts({});
    QCOMPARE(m_theme.baseFont().pixelSize(), 13);
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
