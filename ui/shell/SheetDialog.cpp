// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/SheetDialog.h"

#include "ui/shell/Theme.h"

#include <QFrame>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int margin = 16;
constexpr int cellPadding = 4; // what a cell keeps free before its text

QFrame *makeRule(QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setFrameShape(QFrame::HLine);
    rule->setFixedHeight(1);
    return rule;
}

} // namespace

SheetDialog::SheetDialog(const Theme &theme, const QString &name, QWidget *parent)
    : QDialog(parent),
      m_theme(theme),
      m_head(new QVBoxLayout),
      m_sheet(new QVBoxLayout),
      m_foot(new QHBoxLayout)
{
    setObjectName(name);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(name.chopped(int(qstrlen("Dialog"))) + QStringLiteral("Close"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_head->setContentsMargins(margin, margin, margin, margin);
    m_head->setSpacing(8);
    m_foot->setContentsMargins(margin, 12, margin, 12);
    m_foot->setSpacing(8);
    m_foot->addStretch();
    m_foot->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_head);
    column->addWidget(makeRule(this));
    column->addLayout(m_sheet, 1);
    column->addWidget(makeRule(this));
    column->addLayout(m_foot);
}

void SheetDialog::setSheet(QWidget *sheet)
{
    m_sheet->addWidget(sheet);
}

QTreeWidget *SheetDialog::makeTable(const QStringList &heads)
{
    auto *ground = new QWidget(this);
    ground->setBackgroundRole(QPalette::Base);
    ground->setAutoFillBackground(true);
    auto *list = new QTreeWidget(ground);
    list->setFrameShape(QFrame::NoFrame);
    list->setRootIsDecorated(false);
    list->setHeaderLabels(heads);
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->header()->setFont(m_theme.smallFont());
    QPalette quiet = list->header()->palette();
    quiet.setColor(QPalette::ButtonText, m_theme.colors().text2);
    list->header()->setPalette(quiet);
    auto *room = new QHBoxLayout(ground);
    room->setContentsMargins(margin - cellPadding, 4, 0, 0);
    room->addWidget(list);
    setSheet(ground);
    return list;
}

} // namespace triptych
