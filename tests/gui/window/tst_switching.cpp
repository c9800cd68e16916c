// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/SettingsDialog.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

/// What a person can read or hear of one object.
QStringList wordsOf(const QObject &object)
{
    static const QStringList names {QStringLiteral("text"),
                                    QStringLiteral("accessibleName"),
                                    QStringLiteral("toolTip"),
                                    QStringLiteral("statusTip"),
                                    QStringLiteral("title"),
                                    QStringLiteral("windowTitle"),
                                    QStringLiteral("placeholderText"),
                                    QStringLiteral("specialValueText"),
                                    QStringLiteral("suffix")};
    QStringList words;
    for (const QString &name : names)
        words << name + u'=' + object.property(name.toLatin1().constData()).toString();
    if (const auto *box = qobject_cast<const QComboBox *>(&object)) {
        for (int i = 0; i < box->count(); ++i)
            words << box->itemText(i);
    }
    if (const auto *tabs = qobject_cast<const QTabBar *>(&object)) {
        for (int i = 0; i < tabs->count(); ++i)
            words << tabs->tabText(i);
    }
    return words;
}

/// All of them below `root`, in the order they were made; the lanes' own parts are looked at elsewhere.
QStringList wordsBelow(const QWidget &root)
{
    QStringList words;
    const auto *grid = root.findChild<LaneGrid *>();
    for (const QObject *object : root.findChildren<QObject *>()) {
        const auto *widget = qobject_cast<const QWidget *>(object);
        const bool isRead = widget || qobject_cast<const QAction *>(object);
        const bool isInLane = widget && grid && (widget == grid || grid->isAncestorOf(widget));
        // Qt names the buttons of a row of tabs once; those of rows that never scroll are never seen.
        const auto *tabs = qobject_cast<const QTabBar *>(object->parent());
        if (tabs && tabs->objectName() != QLatin1String("documentTabs"))
            continue;
        if (isRead && !isInLane && !object->objectName().isEmpty()
            && !object->objectName().startsWith(QLatin1String("qt_")))
            words << QStringLiteral("%1: %2").arg(object->objectName(), wordsOf(*object).join(QStringLiteral(" | ")));
    }
    words.sort();
    return words;
}

} // namespace

/// Language and days of the whole window, and what it says of the local engine.
class TestSwitching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void everyWordFollowsTheLanguage();
    void daysFollowTheLanguage();
    void settingsOpenAtAPage();
    void olderRunsAreCountedBeforeTheyGo();

private:
    void open(const QString &language);
    void close();
    void settle();
    void hearFromHistory();
    void choose(const QString &language);
    SettingsDialog *settings() const { return m_workbench->window().findChild<SettingsDialog *>(); }
    QStringList words() const { return wordsBelow(m_workbench->window()); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Workbench> m_workbench;
};

void TestSwitching::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", QFile::encodeName(m_home->filePath(QStringLiteral("cache"))));
}

void TestSwitching::open(const QString &language)
{
    close();
    Paths paths = Paths::forHome(m_home->filePath(language));
    paths.share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych");
    QVERIFY(paths.makeFolders());
    Settings settings;
    settings.language = language;
    m_session = std::make_unique<Session>(paths, settings, KeyRing::WhenLocked::Wait);
    m_clock = std::make_shared<ManualClock>();
    m_workbench = std::make_unique<Workbench>(*m_session, m_clock);
    m_workbench->show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_workbench->window()));
}

void TestSwitching::close()
{
    if (m_workbench)
        m_workbench->window().close();
    m_workbench.reset();
    m_session.reset();
}

/// Whatever is done a little later has been done, such as the list of runs.
void TestSwitching::settle()
{
    QTRY_VERIFY(m_session->engineState().stage != EngineState::Unknown);
    hearFromHistory(); // by then it has told of its opening too
    m_clock->advance(1s);
    hearFromHistory();
}

/// It answers in the order in which it was asked.
void TestSwitching::hearFromHistory()
{
    bool hasAnswered = false;
    m_session->history().list({.limit = 1}, this, [&](const auto &) { hasAnswered = true; });
    QTRY_VERIFY(hasAnswered);
}

void TestSwitching::choose(const QString &language)
{
    Settings settings = m_session->settings();
    settings.language = language;
    QVERIFY(m_session->changeSettings(settings));
    settle();
}

void TestSwitching::everyWordFollowsTheLanguage()
{
    // With the settings open, so that their pages count too.
    const auto openAll = [this](const QString &language) {
        open(language);
        for (QAction *action : m_workbench->window().actions()) {
            if (action->objectName() == QLatin1String("preferences"))
                action->trigger();
        }
        QVERIFY(settings());
        settle();
    };
    openAll(QStringLiteral("zh_CN"));
    const QStringList chinese = words();
    openAll(QStringLiteral("en"));
    const QStringList english = words();
    QVERIFY(english != chinese);
    choose(QStringLiteral("zh_CN"));
    const QStringList switched = words();
    QStringList stale;
    for (const QString &line : switched) {
        if (!chinese.contains(line))
            stale << line;
    }
    QVERIFY2(stale.isEmpty(), qPrintable(stale.join(u'\n')));
    QCOMPARE(switched.size(), chinese.size());
    choose(QStringLiteral("en"));
    QCOMPARE(words(), english);
}

void TestSwitching::daysFollowTheLanguage()
{
    open(QStringLiteral("zh_CN"));
    const QDate day(2026, 11, 24);
    const auto longDay = [day] { return QLocale().toString(day, QLocale::LongFormat); };
    QVERIFY2(longDay().contains(u'月'), qPrintable(longDay()));
    QCOMPARE(m_workbench->window().locale().language(), QLocale::Chinese);
    const auto foot
        = [this] { return m_workbench->window().findChild<QWidget *>(QStringLiteral("modelFoot"))->accessibleName(); };
    const QString month
        = QLocale(QLocale::English).standaloneMonthName(m_session->prices().date().month(), QLocale::ShortFormat);
    QVERIFY2(!foot().contains(month), qPrintable(foot()));
    choose(QStringLiteral("en"));
    QVERIFY2(longDay().contains(QStringLiteral("November")), qPrintable(longDay()));
    QCOMPARE(m_workbench->window().locale().language(), QLocale::English);
    QVERIFY2(foot().contains(month), qPrintable(foot()));
}

void TestSwitching::settingsOpenAtAPage()
{
    open(QStringLiteral("en"));
    Theme theme;
    SettingsController controller(*m_session, theme);
    controller.attach(m_workbench->window());
    controller.openDialog(SettingsTab::Local);
    QCOMPARE(settings()->findChild<QTabBar *>(QStringLiteral("settingsTabs"))->currentIndex(), int(SettingsTab::Local));
    controller.openDialog(SettingsTab::Privacy);
    QCOMPARE(settings()->findChild<QTabBar *>(QStringLiteral("settingsTabs"))->currentIndex(),
             int(SettingsTab::Privacy));
    settings()->close();
}

void TestSwitching::olderRunsAreCountedBeforeTheyGo()
{
    open(QStringLiteral("en"));
    for (int i = 1; i <= 3; ++i) {
        RunOpening run {.run = RunId(i),
                        .startedAt = QDateTime::currentDateTimeUtc().addDays(-10 * i),
                        .document = {},
                        .prompt = QStringLiteral("old")};
        m_session->history().beginRun(run);
    }
    Theme theme;
    SettingsController controller(*m_session, theme);
    controller.attach(m_workbench->window());
    controller.openDialog(SettingsTab::Privacy);
    auto *days = settings()->findChild<QSpinBox *>(QStringLiteral("keepDaysBox"));
    auto *removal = settings()->findChild<QPushButton *>(QStringLiteral("keepDaysDelete"));
    days->setValue(15);
    QTRY_VERIFY(removal->isVisible());
    QVERIFY2(removal->text().contains(u'2'), qPrintable(removal->text()));
    QCOMPARE(m_session->settings().keepHistoryDays, 0);
    QTest::mouseClick(removal, Qt::LeftButton);
    QCOMPARE(m_session->settings().keepHistoryDays, 15);
    int left = -1;
    m_session->history().list(
        {}, this, [&](const Result<std::vector<RunSummary>> &runs) { left = runs ? int(runs.value().size()) : -2; });
    QTRY_COMPARE(left, 1);
    settings()->close();
}

QTEST_MAIN(TestSwitching)
#include "tst_switching.moc"
