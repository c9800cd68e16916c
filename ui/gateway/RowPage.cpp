// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/RowPage.h"

#include "ui/gateway/RowDelegate.h"
#include "ui/gateway/RowModel.h"
#include "ui/shell/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QToolButton>

namespace triptych {

RowPage::RowPage(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_model(new RowModel(this)),
      m_list(new QListView(this)),
      m_empty(new QLabel(this)),
      m_bar(new QHBoxLayout),
      m_buttons(new QHBoxLayout),
      m_rest(new QWidget(this))
{
    setObjectName(name);
    m_list->setObjectName(name + QStringLiteral("List"));
    m_empty->setObjectName(name + QStringLiteral("Empty"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(*m_model, theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(16, 12, 16, 4);
    m_bar->setContentsMargins(16, 8, 16, 12);
    m_bar->setSpacing(4);
    m_buttons->setSpacing(8);
    m_bar->addLayout(m_buttons);
    m_bar->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(m_bar);
    column->addWidget(m_rest, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showState();
        Q_EMIT currentChanged();
    });
    connect(m_list, &QListView::activated, this, [this] { Q_EMIT activated(currentId()); });
    connect(&theme, &Theme::changed, this, &RowPage::adoptTheme);
    adoptTheme();
    showState();
}

void RowPage::setRows(std::vector<GatewayRow> rows)
{
    const QString current = currentId();
    m_model->setRows(std::move(rows));
    if (currentId() != current)
        setCurrentId(current);
    showState();
}

QString RowPage::currentId() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? m_model->row(index.row()).id : QString();
}

void RowPage::setCurrentId(const QString &id)
{
    const int row = m_model->indexOf(id);
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
}

void RowPage::setWords(const QString &name, const QString &empty)
{
    setAccessibleName(name);
    m_list->setAccessibleName(name);
    m_empty->setText(empty);
}

QPushButton *RowPage::addButton(const QString &name)
{
    auto *button = new QPushButton(this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    addToBar(button);
    return button;
}

void RowPage::addToBar(QWidget *widget)
{
    m_buttons->addWidget(widget);
}

/// At the right end.
QToolButton *RowPage::addTool(const QString &name, const QString &icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setIconSize({16, 16});
    button->setIcon(m_theme.icon(icon));
    connect(&m_theme, &Theme::changed, button, [this, button, icon] { button->setIcon(m_theme.icon(icon)); });
    m_bar->addWidget(button);
    return button;
}

void RowPage::needsRow(QWidget *button)
{
    m_needRow.push_back(button);
    showState();
}

void RowPage::showState()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_list->setVisible(!isEmpty);
    m_rest->setVisible(isEmpty);
    for (QWidget *button : m_needRow) {
        button->setVisible(!isEmpty);
        button->setEnabled(m_list->currentIndex().isValid());
    }
}

void RowPage::adoptTheme()
{
    QPalette ground = palette();
    ground.setColor(QPalette::Base, m_theme.colors().chrome);
    ground.setColor(QPalette::WindowText, m_theme.colors().text2);
    m_list->setPalette(ground);
    m_empty->setPalette(ground);
    m_empty->setFont(m_theme.baseFont());
    m_list->doItemsLayout();
}

} // namespace triptych
