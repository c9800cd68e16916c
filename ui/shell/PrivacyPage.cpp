// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/PrivacyPage.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/KeepRunsField.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace triptych {

namespace {

constexpr int mostMinutes = 1440;

}

PrivacyPage::PrivacyPage(const Theme &theme, QWidget *parent)
    : SettingsPage(theme, parent),
      m_record(new QCheckBox(this)),
      m_keep(new KeepRunsField(theme, this)),
      m_lock(new QSpinBox(this)),
      m_count(new QCheckBox(this)),
      m_countNote(nullptr)
{
    m_record->setObjectName(QStringLiteral("recordHistoryBox"));
    m_lock->setObjectName(QStringLiteral("lockMinutesBox"));
    m_count->setObjectName(QStringLiteral("countTokensBox"));
    m_lock->setRange(0, mostMinutes);
    m_labels.push_back(addRow(m_record));
    m_labels.push_back(addRow(m_keep));
    addGap();
    m_labels.push_back(addRow(m_lock));
    addGap();
    m_labels.push_back(addRow(m_count));
    m_countNote = addNote();
    m_countNote->setObjectName(QStringLiteral("countTokensNote"));
    connect(m_count, &QCheckBox::toggled, this, &SettingsPage::edited);
    connect(m_record, &QCheckBox::toggled, this, &SettingsPage::edited);
    connect(m_keep, &KeepRunsField::chosen, this, &SettingsPage::edited);
    connect(m_keep, &KeepRunsField::countRequested, this, &PrivacyPage::olderRunsRequested);
    m_lock->setKeyboardTracking(false);
    CalmWheel::calm(*m_lock);
    connect(m_lock, &QSpinBox::valueChanged, this, &PrivacyPage::nameMinutes);
    connect(m_lock, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    PrivacyPage::retranslate();
}

QString PrivacyPage::title() const
{
    return tr("Privacy");
}

void PrivacyPage::present(const Settings &settings)
{
    const QSignalBlocker quiet(this);
    m_record->setChecked(settings.recordHistory);
    m_keep->present(settings.keepHistoryDays);
    m_lock->setValue(settings.lockAfterMinutes);
    m_count->setChecked(settings.countTokens);
}

void PrivacyPage::write(Settings &settings)
{
    settings.recordHistory = m_record->isChecked();
    settings.keepHistoryDays = m_keep->days();
    settings.lockAfterMinutes = m_lock->value();
    settings.countTokens = m_count->isChecked();
}

void PrivacyPage::retranslate()
{
    setRowText(m_labels[0], tr("History"), m_record);
    setRowText(m_labels[1], tr("Keep runs"), m_keep->focusProxy());
    setRowText(m_labels[2], tr("Lock the vault after"), m_lock);
    m_record->setText(tr("Record what is run"));
    setRowText(m_labels[3], tr("Token counts"), m_count);
    m_count->setText(tr("Ask providers while you write"));
    m_countNote->setText(
        tr("The provider of each lane counts the tokens of the prompt, which is sent there before you press Run."));
    m_count->setAccessibleDescription(m_countNote->text());
    m_keep->retranslate();
    m_lock->setSpecialValueText(tr("never"));
    nameMinutes();
}

void PrivacyPage::nameMinutes()
{
    m_lock->setSuffix(m_lock->value() == 1 ? tr(" minute without use") : tr(" minutes without use"));
}

void PrivacyPage::showOlderRuns(int days, std::optional<int> runs)
{
    m_keep->showOlder(days, runs);
}

} // namespace triptych
