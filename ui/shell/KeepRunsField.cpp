// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/KeepRunsField.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace triptych {

namespace {

constexpr int mostDays = 3650;

/// Whether runs that were kept so far would go.
bool isShorter(int days, int before)
{
    return days > 0 && (before == 0 || days < before);
}

} // namespace

KeepRunsField::KeepRunsField(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_box(new QSpinBox(this)),
      m_note(new QLabel(this)),
      m_answers(new QWidget(this)),
      m_delete(new QPushButton(m_answers)),
      m_keep(new QPushButton(m_answers))
{
    build();
    // A number half typed was never meant: it counts when it is done.
    m_box->setKeyboardTracking(false);
    CalmWheel::calm(*m_box);
    connect(&theme, &Theme::changed, this, &KeepRunsField::showState);
    connect(m_box, &QSpinBox::valueChanged, this, &KeepRunsField::onChanged);
    connect(m_delete, &QPushButton::clicked, this, [this] { take(m_wish.value_or(m_days)); });
    connect(m_keep, &QPushButton::clicked, this, &KeepRunsField::keepAsBefore);
    retranslate();
}

void KeepRunsField::build()
{
    setFocusProxy(m_box);
    m_box->setObjectName(QStringLiteral("keepDaysBox"));
    m_box->setRange(0, mostDays);
    m_note->setObjectName(QStringLiteral("keepDaysNote"));
    m_note->setWordWrap(true);
    m_delete->setObjectName(QStringLiteral("keepDaysDelete"));
    m_keep->setObjectName(QStringLiteral("keepDaysKeep"));
    for (QPushButton *button : {m_delete, m_keep}) {
        button->setAutoDefault(false);
        TriptychStyle::makeSmall(*button);
    }
    auto *answers = new QHBoxLayout(m_answers);
    answers->setContentsMargins(0, 0, 0, 0);
    answers->addWidget(m_delete);
    answers->addWidget(m_keep);
    answers->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_box);
    column->addWidget(m_note);
    column->addWidget(m_answers);
}

void KeepRunsField::present(int days)
{
    if (days == m_days && m_wish) // something else changed; the question stands
        return;
    m_days = days;
    keepAsBefore();
}

void KeepRunsField::onChanged(int days)
{
    m_wish.reset();
    if (!isShorter(days, m_days)) {
        take(days);
        return;
    }
    m_wish = days;
    m_older.reset();
    m_isCounted = false;
    showState();
    Q_EMIT countRequested(days);
}

void KeepRunsField::showOlder(int days, std::optional<int> runs)
{
    if (m_wish != days)
        return;
    if (runs == 0) {
        take(days);
        return;
    }
    m_older = runs;
    m_isCounted = true;
    showState();
}

void KeepRunsField::take(int days)
{
    m_wish.reset();
    const bool isNew = m_days != days;
    m_days = days;
    showState();
    if (isNew)
        Q_EMIT chosen();
}

void KeepRunsField::keepAsBefore()
{
    m_wish.reset();
    const QSignalBlocker quiet(m_box);
    m_box->setValue(m_days);
    showState();
}

void KeepRunsField::showState()
{
    const bool asks = m_wish && m_isCounted;
    m_answers->setVisible(asks);
    m_box->setSuffix(m_box->value() == 1 ? tr(" day") : tr(" days"));
    m_note->setText(m_wish            ? question()
                        : m_days == 0 ? tr("Runs stay until you delete them.")
                                      : tr("Older runs are deleted day by day."));
    m_delete->setText(m_older ? tr("Delete %n runs", nullptr, *m_older) : tr("Delete older runs"));
    m_delete->setAccessibleName(m_delete->text());
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, asks ? m_theme.colors().red : m_theme.colors().text2);
    m_note->setPalette(ink);
    m_note->setFont(m_theme.smallFont());
}

QString KeepRunsField::question() const
{
    if (!m_isCounted)
        return tr("Counting the runs that are older…");
    if (!m_older)
        return tr("Older runs would be deleted for good. How many is not known now.");
    return tr("%n runs are older and would be deleted for good.", nullptr, *m_older);
}

void KeepRunsField::retranslate()
{
    m_box->setSpecialValueText(tr("for ever"));
    m_keep->setText(tr("Keep them"));
    m_keep->setAccessibleName(m_keep->text());
    showState();
}

} // namespace triptych
