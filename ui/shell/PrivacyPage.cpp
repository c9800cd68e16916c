// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/PrivacyPage.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace triptych {

namespace {

constexpr int mostDays = 3650;
constexpr int mostMinutes = 1440;

}

PrivacyPage::PrivacyPage(const Theme &theme, QWidget *parent)
    : SettingsPage(theme, parent), m_record(new QCheckBox(this)), m_keep(new QSpinBox(this)), m_keepNote(nullptr), m_lock(new QSpinBox(this))
{
    m_record->setObjectName(QStringLiteral("recordHistoryBox"));
    m_keep->setObjectName(QStringLiteral("keepDaysBox"));
    m_lock->setObjectName(QStringLiteral("lockMinutesBox"));
    m_keep->setRange(0, mostDays);
    m_lock->setRange(0, mostMinutes);
    m_labels.push_back(addRow(m_record));
    m_labels.push_back(addRow(m_keep));
    m_keepNote = addNote();
    addGap();
    m_labels.push_back(addRow(m_lock));
    connect(m_record, &QCheckBox::toggled, this, &SettingsPage::edited);
    // A number half typed must not delete a history: it counts when it is done.
    for (QSpinBox *box : {m_keep, m_lock}) {
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    }
    PrivacyPage::retranslate();
}

QString PrivacyPage::title() const
{
    return tr("History and vault");
}

void PrivacyPage::present(const Settings &settings)
{
    const QSignalBlocker quiet(this);
    m_record->setChecked(settings.recordHistory);
    m_keep->setValue(settings.keepHistoryDays);
    m_lock->setValue(settings.lockAfterMinutes);
}

void PrivacyPage::write(Settings &settings)
{
    settings.recordHistory = m_record->isChecked();
    settings.keepHistoryDays = m_keep->value();
    settings.lockAfterMinutes = m_lock->value();
}

void PrivacyPage::retranslate()
{
    setRowText(m_labels[0], tr("History"), m_record);
    setRowText(m_labels[1], tr("Keep runs"), m_keep);
    setRowText(m_labels[2], tr("Lock the vault after"), m_lock);
    m_record->setText(tr("Record what is run"));
    m_keep->setSpecialValueText(tr("for ever"));
    m_keep->setSuffix(tr(" days"));
    m_lock->setSpecialValueText(tr("never"));
    m_lock->setSuffix(tr(" minutes without use"));
    setFault(m_keepNote, {}, tr("Older runs are deleted at the next start."));
}

} // namespace triptych
