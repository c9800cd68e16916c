// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/TokenView.h"

#include "ui/credentials/SecretClipboard.h"
#include "ui/credentials/ThemedLabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

TokenView::TokenView(const Theme &theme, QWidget *parent) : QWidget(parent), m_connect(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    m_tokenLine = addLine(theme, QStringLiteral("token"));
    m_addressLine = addLine(theme, QStringLiteral("tokenAddress"));
    m_token = m_tokenLine.field;
    m_connect->setObjectName(QStringLiteral("tokenConnectButton"));
    m_connect->setAutoDefault(false);
    column->addWidget(m_connect, 0, Qt::AlignLeft);
    connect(m_connect, &QPushButton::clicked, this, [this] { m_connectClient(m_token->value()); });
}

TokenView::Line TokenView::addLine(const Theme &theme, const QString &name)
{
    const Line line {new ThemedLabel(theme, ThemedLabel::Kind::Caption, this), new SecretField(theme, this),
                     new QPushButton(this)};
    line.field->setObjectName(name + QStringLiteral("Field"));
    line.copy->setObjectName(name + QStringLiteral("CopyButton"));
    line.copy->setAutoDefault(false);
    line.caption->setBuddy(line.field);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(line.field, 1);
    row->addWidget(line.copy);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(line.caption);
    column->addLayout(row);
    column->addSpacing(8);
    connect(line.copy, &QPushButton::clicked, this, [this, line] {
        copyToClipboard(line.field->value());
        retranslate();
        line.copy->setText(tr("Copied"));
    });
    return line;
}

void TokenView::present(Secret token, const QString &address, std::function<void(Secret)> connectClient)
{
    const QByteArray before = (address + QStringLiteral("/t/")).toUtf8();
    m_addressLine.field->present(Secret::joined({before, token.view()}));
    m_token->present(token);
    m_connectClient = std::move(connectClient);
    m_tokenLine.copy->setFocus();
}

void TokenView::retranslate()
{
    m_tokenLine.caption->setText(tr("Token"));
    m_addressLine.caption->setText(tr("Address with the token in it, for programs that can send no header"));
    m_tokenLine.field->setAccessibleName(tr("Token"));
    m_addressLine.field->setAccessibleName(tr("Address with the token in it"));
    m_tokenLine.copy->setAccessibleName(tr("Copy the token"));
    m_addressLine.copy->setAccessibleName(tr("Copy the address with the token in it"));
    for (const Line &line : {m_tokenLine, m_addressLine})
        line.copy->setText(tr("Copy"));
    m_connect->setText(tr("Connect a program…"));
}

} // namespace triptych
