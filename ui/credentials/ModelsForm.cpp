// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ModelsForm.h"

#include "ui/credentials/ListArea.h"
#include "ui/credentials/ModelRow.h"
#include "ui/credentials/ThemedLabel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

ModelsForm::ModelsForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_intro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_list(new QVBoxLayout),
      m_add(new QPushButton(this))
{
    m_add->setObjectName(QStringLiteral("addModelButton"));
    m_add->setAutoDefault(false);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(8);
    m_list->addWidget(m_add, 0, Qt::AlignLeft);
    m_list->addStretch();
    auto *rows = new QWidget(this);
    rows->setLayout(m_list);
    auto *area = new ListArea(rows, this);
    area->setObjectName(QStringLiteral("modelRows"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_intro);
    column->addWidget(area, 1);
    connect(m_add, &QPushButton::clicked, this, [this] { add({}, {})->setFocus(); });
    retranslate();
}

void ModelsForm::present(const QStringList &models, const QMap<QString, QString> &bases)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const QString &id : models)
        add(id, bases.value(id));
}

ModelRow *ModelsForm::add(const QString &id, const QString &base)
{
    auto *row = new ModelRow(m_theme, id, base, this);
    m_rows.push_back(row);
    m_list->insertWidget(m_list->indexOf(m_add), row);
    row->show(); // now, so that it can take the focus
    connect(row, &ModelRow::changed, this, &ModelsForm::changed);
    connect(row, &ModelRow::removalRequested, this, [this, row] { remove(row); });
    connect(row, &ModelRow::listPasted, this, [this](const QStringList &ids) {
        for (const QString &more : ids)
            add(more.trimmed(), {});
        Q_EMIT changed();
    });
    return row;
}

void ModelsForm::remove(ModelRow *row)
{
    std::erase(m_rows, row);
    row->hide();
    row->deleteLater();
    Q_EMIT changed();
}

QStringList ModelsForm::models() const
{
    QStringList models;
    for (const ModelRow *row : m_rows)
        if (!row->id().isEmpty() || !row->base().isEmpty())
            models << row->id();
    return models;
}

QMap<QString, QString> ModelsForm::bases() const
{
    QMap<QString, QString> bases;
    for (const ModelRow *row : m_rows)
        if (!row->base().isEmpty())
            bases.insert(row->id(), row->base());
    return bases;
}

void ModelsForm::retranslate()
{
    m_intro->setText(tr("Models that the server does not list. Where an id does not tell which model it is, as with a "
                        "deployment, name its base model."));
    m_add->setText(tr("Add a model"));
    m_add->setAccessibleName(m_add->text());
}

void ModelsForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
