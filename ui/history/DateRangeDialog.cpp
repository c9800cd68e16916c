// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/DateRangeDialog.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/Theme.h"

#include <QCalendarWidget>
#include <QDateEdit>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextCharFormat>

namespace triptych {

namespace {

constexpr int usualDays = 30;
constexpr int leastWidth = 336;

QPushButton *button(const char *name, const QString &text)
{
    auto *made = new QPushButton(text);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(text);
    return made;
}

} // namespace

DateRangeDialog::DateRangeDialog(const Theme &theme, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("dateRangeDialog"));
    setWindowTitle(tr("Delete runs of a period"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(24, 20, 24, 20);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *title = new QLabel(windowTitle(), this);
    title->setObjectName(QStringLiteral("dateRangeTitle"));
    title->setFont(theme.largeFont());
    form->addRow(title);
    m_from = addDate(theme, "dateRangeFrom", tr("From"));
    m_to = addDate(theme, "dateRangeTo", tr("To and including"));
    m_from->setDate(QDate::currentDate().addDays(-usualDays));
    m_to->setMinimumDate(m_from->date());
    connect(m_from, &QDateEdit::dateChanged, m_to, &QDateEdit::setMinimumDate);

    QPushButton *go = button("dateRangeDelete", tr("Delete…"));
    QPushButton *stop = button("dateRangeCancel", tr("Cancel"));
    go->setDefault(true); // it only asks
    connect(go, &QPushButton::clicked, this, &QDialog::accept);
    connect(stop, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(stop);
    row->addWidget(go);
    form->addRow(row);
    setMinimumWidth(leastWidth);
}

QDateEdit *DateRangeDialog::addDate(const Theme &theme, const char *name, const QString &label)
{
    auto *date = new QDateEdit(QDate::currentDate(), this);
    date->setObjectName(QLatin1String(name));
    date->setAccessibleName(label);
    date->setCalendarPopup(true);
    date->setMaximumDate(QDate::currentDate());
    date->setDisplayFormat(locale()
                               .dateFormat(QLocale::ShortFormat)
                               .replace(QStringLiteral("yyyy"), QStringLiteral("yy"))
                               .replace(QStringLiteral("yy"), QStringLiteral("yyyy")));
    CalmWheel::calm(*date);
    QTextCharFormat usual; // Qt would write the weekend in a red of its own
    usual.setForeground(theme.colors().text);
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        date->calendarWidget()->setWeekdayTextFormat(day, usual);
    static_cast<QFormLayout *>(layout())->addRow(label, date);
    return date;
}

QDate DateRangeDialog::from() const
{
    return m_from->date();
}

QDate DateRangeDialog::to() const
{
    return m_to->date();
}

} // namespace triptych
