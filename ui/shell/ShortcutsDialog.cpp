// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/ShortcutsDialog.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace triptych {

ShortcutsDialog::ShortcutsDialog(const Theme &theme, const Actions &actions, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("shortcutFilter"));
    filter->setAccessibleName(tr("Search shortcuts"));
    filter->setPlaceholderText(tr("Search shortcuts"));
    auto *list = new QTreeWidget(this);
    list->setObjectName(QStringLiteral("shortcutList"));
    list->setAccessibleName(tr("Keyboard shortcuts"));
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Keys"), tr("Action"), tr("What it does")});
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    const QList<QAction *> all = actions.all();
    for (const QAction *action : all) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(sequence.toString(QKeySequence::NativeText));
        if (keys.isEmpty())
            continue;
        auto *row = new QTreeWidgetItem(list, {keys.join(QLatin1String(", ")), action->text(), action->statusTip()});
        row->setFont(0, theme.baseStrong());
    }
    connect(filter, &QLineEdit::textChanged, list, [list](const QString &wanted) {
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            QTreeWidgetItem *row = list->topLevelItem(i);
            bool isHit = false;
            for (int column = 0; column < list->columnCount(); ++column)
                isHit = isHit || row->text(column).contains(wanted, Qt::CaseInsensitive);
            row->setHidden(!isHit);
        }
    });
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("shortcutsClose"));
    close->setAccessibleName(close->text());
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(filter);
    column->addWidget(list, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    resize(860, 600);
}

} // namespace triptych
