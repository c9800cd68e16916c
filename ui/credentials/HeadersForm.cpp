// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/HeadersForm.h"

#include "ui/credentials/HeaderRow.h"
#include "ui/credentials/ThemedLabel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

HeadersForm::HeadersForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_intro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_list(new QVBoxLayout),
      m_add(new QPushButton(this))
{
    m_add->setObjectName(QStringLiteral("addHeaderButton"));
    m_add->setAutoDefault(false);
    m_list->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_intro);
    column->addLayout(m_list);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addStretch();
    connect(m_add, &QPushButton::clicked, this, [this] { add({}, false)->setFocus(); });
    retranslate();
}

void HeadersForm::present(const std::vector<HeaderDraft> &headers, const IsStored &isStored)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const HeaderDraft &header : headers)
        add(header, !header.secret.isEmpty() && isStored(header.secret));
}

HeaderRow *HeadersForm::add(const HeaderDraft &header, bool isStored)
{
    auto *row = new HeaderRow(m_theme, header, isStored, this);
    m_rows.push_back(row);
    m_list->addWidget(row);
    row->show(); // now, so that it can take the focus
    connect(row, &HeaderRow::changed, this, &HeadersForm::changed);
    connect(row, &HeaderRow::removalRequested, this, [this, row] {
        std::erase(m_rows, row);
        row->hide();
        row->deleteLater();
        Q_EMIT changed();
    });
    return row;
}

std::vector<HeaderDraft> HeadersForm::headers() const
{
    std::vector<HeaderDraft> headers;
    for (const HeaderRow *row : m_rows)
        if (!row->isEmpty())
            headers.push_back(row->header());
    return headers;
}

QString HeadersForm::headerWithoutSecret() const
{
    for (const HeaderRow *row : m_rows)
        if (!row->isEmpty() && row->lacksSecret())
            return row->header().name;
    return {};
}

std::vector<std::pair<HeaderDraft, Secret>> HeadersForm::secrets() const
{
    std::vector<std::pair<HeaderDraft, Secret>> secrets;
    for (const HeaderRow *row : m_rows)
        if (HeaderDraft header = row->header(); !header.secret.isEmpty() && !row->secret().isEmpty())
            secrets.emplace_back(std::move(header), row->secret());
    return secrets;
}

void HeadersForm::retranslate()
{
    m_intro->setText(tr("Sent with every request. A secret value is kept in the vault and never stands in the file."));
    m_add->setText(tr("Add a header"));
    m_add->setAccessibleName(m_add->text());
}

void HeadersForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
