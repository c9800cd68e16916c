// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/SettingsPage.h"

#include "ui/shell/Theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>

namespace triptych {

namespace {

constexpr int labelWidth = 152;
constexpr const char *faultProperty = "fault";

} // namespace

SettingsPage::SettingsPage(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->addLayout(m_grid);
    column->addStretch();
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
    connect(&theme, &Theme::changed, this, [this] {
        for (QLabel *note : std::as_const(m_notes))
            dressNote(note);
    });
}

QLabel *SettingsPage::addRow(QWidget *control)
{
    const int row = m_grid->rowCount();
    auto *label = new QLabel(this);
    label->setBuddy(control);
    label->setWordWrap(true);
    m_grid->addWidget(label, row, 0, Qt::AlignTop); // as wide as its column, or it would break too soon
    label->setMinimumHeight(28);
    const bool isTicked = qobject_cast<QCheckBox *>(control) != nullptr; // no wider than its words, nor is its ring
    m_grid->addWidget(control, row, 1, isTicked ? Qt::AlignLeft : Qt::Alignment());
    return label;
}

QLabel *SettingsPage::addNote()
{
    auto *note = new QLabel(this);
    note->setWordWrap(true);
    dressNote(note);
    m_notes << note;
    m_grid->addWidget(note, m_grid->rowCount(), 1);
    return note;
}

void SettingsPage::addGap()
{
    m_grid->setRowMinimumHeight(m_grid->rowCount(), 8);
    m_grid->addItem(new QSpacerItem(0, 8), m_grid->rowCount(), 0);
}

void SettingsPage::setRowText(QLabel *label, const QString &text, QWidget *control)
{
    label->setText(text);
    control->setAccessibleName(text);
}

void SettingsPage::dressNote(QLabel *note) const
{
    note->setFont(m_theme.smallFont());
    QPalette palette = note->palette();
    palette.setColor(QPalette::WindowText,
                     note->property(faultProperty).toBool() ? m_theme.colors().red : m_theme.colors().text2);
    note->setPalette(palette);
}

void SettingsPage::setFault(QLabel *note, const QString &fault, const QString &usual)
{
    note->setProperty(faultProperty, !fault.isEmpty());
    dressNote(note);
    note->setText(fault.isEmpty() ? usual : fault);
    note->setVisible(!note->text().isEmpty());
}

} // namespace triptych
