// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LedgerReason.h"
#include "tests/support/ManualClock.h"
#include "ui/lanes/LaneSettingsPopup.h"
#include "ui/lanes/LaneTicker.h"
#include "ui/lanes/LaneView.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;

/// The settings of one lane: where they open, what can be set, and what the last run made of it.
class TestLaneSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new TriptychStyle(m_theme)); }
    void init()
    {
        // Popups ask for what the offscreen platform cannot do.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void settingsOpenBelowTheirButton();
    void settingsAreAValueOrNotSent();
    void settingsTellWhatTheLastRunMadeOfThem();
    void refusedSettingsCanOnlyBeReset();
    void saysWhatIsSentAgain();
    void closesWhatTheProtocolHasNoWordFor();

private:
    Theme m_theme;
};

void TestLaneSettings::settingsOpenBelowTheirButton()
{
    ManualClock clock;
    LaneTicker ticker(clock);
    const LaneAddress address = LaneAddress::parse(QStringLiteral("openai/gpt")).value();
    const auto view = std::make_unique<LaneView>(m_theme, ticker, LaneSlotInfo {.slot = 0, .address = address});
    view->resize(480, 700);
    view->show();
    auto *popup = new LaneSettingsPopup(m_theme, view->info().address, {}, nullptr);
    const auto placeOf = [](QWidget *widget) { return QRect(widget->mapToGlobal(QPoint()), widget->size()); };
    popup->openBelow(view->settingsAnchor());
    const QRect button = placeOf(view->settingsAnchor());
    const QRect screen = view->screen()->availableGeometry();
    QVERIFY(screen.contains(popup->geometry()));
    QVERIFY(popup->y() > button.bottom() && popup->y() - button.bottom() < 12);
    constexpr int frame = 4; // of the offscreen platform, around popups too
    QVERIFY(qAbs(popup->geometry().right() - button.right()) <= frame);
    view->move(screen.bottomLeft() - QPoint(0, 80));
    popup->openBelow(view->settingsAnchor());
    QVERIFY(screen.contains(popup->geometry()));
    QVERIFY(!popup->geometry().intersects(placeOf(view->settingsAnchor())));
    popup->close();
}

void TestLaneSettings::settingsAreAValueOrNotSent()
{
    auto *popup = new LaneSettingsPopup(m_theme, LaneAddress::parse(QStringLiteral("a/b#temperature=0.7")).value(), {},
                                        nullptr);
    QSignalSpy changed(popup, &LaneSettingsPopup::settingsChanged);
    popup->show();
    auto *temperature = popup->findChild<QLineEdit *>(QStringLiteral("setting_temperature"));
    auto *tokens = popup->findChild<QLineEdit *>(QStringLiteral("setting_max_tokens"));
    QCOMPARE(temperature->text(), QStringLiteral("0.7"));
    QCOMPARE(tokens->text(), QString());
    QTest::keyClicks(tokens, QStringLiteral("64"));
    QCOMPARE(popup->settings().maxTokens, std::optional<qint64>(64));
    temperature->selectAll();
    QTest::keyClicks(temperature, QStringLiteral("9"));
    QCOMPARE(popup->settings().temperature, std::optional<double>(0.7)); // out of range changes nothing
    QVERIFY(!temperature->accessibleDescription().isEmpty());
    QTest::mouseClick(popup->findChild<QAbstractButton *>(QStringLiteral("reset_temperature")), Qt::LeftButton);
    QVERIFY(!popup->settings().temperature);
    auto *effort = popup->findChild<QComboBox *>(QStringLiteral("setting_reasoning_effort"));
    QTest::keyClick(effort, Qt::Key_Down);
    QCOMPARE(popup->settings().reasoningEffort, std::optional<QString>(QStringLiteral("none")));
    QTest::mouseClick(popup->findChild<QAbstractButton *>(QStringLiteral("resetAll")), Qt::LeftButton);
    QVERIFY(popup->settings().isEmpty());
    QVERIFY(changed.count() >= 5);
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
}

void TestLaneSettings::settingsTellWhatTheLastRunMadeOfThem()
{
    LaneSettingsPopup popup(m_theme, LaneAddress::parse(QStringLiteral("a/b#temperature=0.7")).value(), {}, nullptr);
    popup.setAttribute(Qt::WA_DeleteOnClose, false);
    popup.setLedger(
        {{QStringLiteral("max_tokens"), {}, QStringLiteral("8192"), QString(ledger_reason::demandedMaximum)},
         {QStringLiteral("tools"), QStringLiteral("2"), {}, QString(ledger_reason::noTools)}});
    popup.show();
    QCOMPARE(popup.findChild<QLineEdit *>(QStringLiteral("setting_max_tokens"))->accessibleDescription(),
             QStringLiteral("Last run: 8192 sent: the protocol demands a maximum"));
    const auto *others = popup.findChild<QLabel *>(QStringLiteral("ledgerOthers"));
    QVERIFY(others->isVisible());
    QVERIFY(others->text().contains(QStringLiteral("the model cannot call tools")));
    const QString folder = qEnvironmentVariable("TRIPTYCH_GRAB_DIR");
    if (!folder.isEmpty())
        popup.grab().save(QDir(folder).filePath(QStringLiteral("settings-ledger.png")));
}

void TestLaneSettings::refusedSettingsCanOnlyBeReset()
{
    ModelInfo model;
    model.refusedParameters = {QStringLiteral("temperature")};
    model.reasoningEfforts = {QStringLiteral("low"), QStringLiteral("high")};
    LaneSettingsPopup popup(m_theme, LaneAddress::parse(QStringLiteral("a/b#temperature=0.7")).value(), model, nullptr);
    popup.setAttribute(Qt::WA_DeleteOnClose, false);
    popup.show();
    auto *temperature = popup.findChild<QLineEdit *>(QStringLiteral("setting_temperature"));
    QVERIFY(!temperature->isEnabled());
    QVERIFY(temperature->accessibleDescription().contains(QStringLiteral("temperature")));
    QTest::mouseClick(popup.findChild<QAbstractButton *>(QStringLiteral("reset_temperature")), Qt::LeftButton);
    QVERIFY(!popup.settings().temperature);
    QCOMPARE(popup.findChild<QComboBox *>(QStringLiteral("setting_reasoning_effort"))->count(), 3);
    const QString folder = qEnvironmentVariable("TRIPTYCH_GRAB_DIR");
    if (!folder.isEmpty())
        popup.grab().save(QDir(folder).filePath(QStringLiteral("settings.png")));
}

void TestLaneSettings::saysWhatIsSentAgain()
{
    LaneSettingsPopup popup(m_theme, LaneAddress::parse(QStringLiteral("a/b")).value(), {}, nullptr);
    popup.setAttribute(Qt::WA_DeleteOnClose, false);
    popup.offerRefusedAgain(
        {QStringLiteral("max_completion_tokens"), QStringLiteral("max_tokens"), QStringLiteral("store")});
    popup.show();
    const auto *again = popup.findChild<QAbstractButton *>(QStringLiteral("sendRefusedAgain"));
    QVERIFY(again->isVisible());
    QCOMPARE(again->accessibleName(), QStringLiteral("Send max tokens, store again"));
    QCOMPARE(again->text(), again->accessibleName());
}

void TestLaneSettings::closesWhatTheProtocolHasNoWordFor()
{
    LaneSettingsPopup popup(m_theme, LaneAddress::parse(QStringLiteral("a/b#top_k=4")).value(), {}, nullptr);
    popup.setAttribute(Qt::WA_DeleteOnClose, false);
    popup.closeUnknown({QStringLiteral("top_k")});
    popup.show();
    auto *topK = popup.findChild<QLineEdit *>(QStringLiteral("setting_top_k"));
    QVERIFY(!topK->isEnabled());
    QCOMPARE(topK->accessibleDescription(), QStringLiteral("The protocol of this model has no top k."));
    QVERIFY(popup.findChild<QLineEdit *>(QStringLiteral("setting_seed"))->isEnabled());
    QTest::mouseClick(popup.findChild<QAbstractButton *>(QStringLiteral("reset_top_k")), Qt::LeftButton);
    QVERIFY(!popup.settings().topK);
}

QTEST_MAIN(TestLaneSettings)
#include "tst_lanesettings.moc"
