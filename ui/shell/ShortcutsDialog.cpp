// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/ShortcutsDialog.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace triptych {

namespace {

/// The Enter of the letters and that of the figures are one to a reader.
QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts()) {
        if (!sequence.toString(QKeySequence::PortableText).endsWith(QLatin1String("Return")))
            keys.append(sequence.toString(QKeySequence::NativeText));
    }
    return keys.join(QLatin1String(", "));
}

/// How many stay.
int showOnly(QTreeWidget &list, const QString &wanted)
{
    int hits = 0;
    for (int i = 0; i < list.topLevelItemCount(); ++i) {
        QTreeWidgetItem *row = list.topLevelItem(i);
        bool isHit = false;
        for (int column = 0; column < list.columnCount(); ++column)
            isHit = isHit || row->text(column).contains(wanted, Qt::CaseInsensitive);
        row->setHidden(!isHit);
        hits += isHit ? 1 : 0;
    }
    return hits;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const Theme &theme, const Actions &actions, QWidget *parent)
    : SheetDialog(theme, QStringLiteral("shortcutsDialog"), parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("shortcutFilter"));
    filter->setAccessibleName(tr("Search shortcuts"));
    filter->setPlaceholderText(tr("Search shortcuts"));
    head().addWidget(filter);
    QTreeWidget *list = makeTable({tr("Keys"), tr("Action"), tr("What it does")});
    list->setObjectName(QStringLiteral("shortcutList"));
    list->setAccessibleName(tr("Keyboard shortcuts"));
    auto *nothing = new QLabel(list);
    nothing->setObjectName(QStringLiteral("shortcutNothing"));
    nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    nothing->move(4, 36);
    nothing->hide();
    const QList<QAction *> all = actions.all();
    for (const QAction *action : all) {
        const QString keys = keysOf(*action);
        if (keys.isEmpty())
            continue;
        auto *row = new QTreeWidgetItem(list, {keys, action->text(), action->statusTip()});
        row->setFont(0, theme.baseStrong());
    }
    for (int column = 0; column < list->columnCount(); ++column)
        list->resizeColumnToContents(column);
    list->header()->setSectionResizeMode(QHeaderView::Fixed); // while one searches they stay where they are
    connect(filter, &QLineEdit::textChanged, list, [list, nothing](const QString &wanted) {
        nothing->setVisible(showOnly(*list, wanted) == 0);
        nothing->setText(tr("No shortcut has “%1”.").arg(wanted));
        nothing->adjustSize();
    });
    resize(960, 600);
}

} // namespace triptych
