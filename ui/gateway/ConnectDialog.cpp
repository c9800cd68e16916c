// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/ConnectDialog.h"

#include "ui/credentials/SecretClipboard.h"
#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/Theme.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

namespace triptych {

namespace {

constexpr int listWidth = 220;
constexpr QSize usualSize {860, 540};

/// What the list stands on, so that its words begin where those of the title do.
QWidget *groundFor(QWidget *list, QWidget *parent)
{
    constexpr int margin = 12; // and 4 that a cell keeps free
    auto *ground = new QWidget(parent);
    ground->setBackgroundRole(QPalette::Base);
    ground->setAutoFillBackground(true);
    auto *room = new QVBoxLayout(ground);
    room->setContentsMargins(margin, 8, 0, 8);
    room->addWidget(list);
    return ground;
}

} // namespace

ConnectDialog::ConnectDialog(const Theme &theme, quint16 port, Secret token, QWidget *parent)
    : SheetDialog(theme, QStringLiteral("connectDialog"), parent),
      m_port(port),
      m_token(std::move(token)),
      m_guides(clientGuides()),
      m_list(new QListWidget(this)),
      m_title(new ThemedLabel(theme, ThemedLabel::Kind::Strong, this)),
      m_steps(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_text(new QPlainTextEdit(this)),
      m_note(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_copy(new QPushButton(tr("Copy"), this))
{
    setWindowTitle(tr("Connect a program"));
    auto *title = new ThemedLabel(theme, ThemedLabel::Kind::Title, this);
    title->setObjectName(QStringLiteral("connectTitle"));
    title->setText(windowTitle());
    head().addWidget(title);
    buildSheet(theme);
    m_copy->setObjectName(QStringLiteral("connectCopy"));
    m_copy->setAccessibleName(tr("Copy what is to be pasted"));
    m_copy->setIcon(theme.icon(QStringLiteral("copy")));
    m_copy->setAutoDefault(false);
    foot().insertWidget(0, m_copy);
    for (const ClientGuide &guide : m_guides)
        m_list->addItem(guide.title);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectDialog::show);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const ClientGuide &guide = m_guides[std::size_t(m_list->currentRow())];
        copyToClipboard(ClientText(guide.id, m_port).with(m_token));
        m_copy->setText(tr("Copied"));
    });
    m_list->setCurrentRow(0);
    m_list->setFocus();
    resize(usualSize);
}

void ConnectDialog::buildSheet(const Theme &theme)
{
    m_list->setObjectName(QStringLiteral("connectClients"));
    m_list->setAccessibleName(tr("Programs"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedWidth(listWidth);
    m_title->setObjectName(QStringLiteral("connectClient"));
    m_steps->setObjectName(QStringLiteral("connectSteps"));
    m_note->setObjectName(QStringLiteral("connectNote"));
    m_text->setObjectName(QStringLiteral("connectText"));
    m_text->setAccessibleName(tr("What is to be pasted"));
    m_text->setReadOnly(true);
    m_text->setFont(theme.fixedFont());
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto *sheet = new QWidget(this);
    auto *row = new QHBoxLayout(sheet);
    row->setContentsMargins({});
    row->setSpacing(0);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_steps);
    column->addWidget(m_text, 1);
    column->addWidget(m_note);
    row->addWidget(groundFor(m_list, sheet));
    row->addLayout(column, 1);
    setSheet(sheet);
}

void ConnectDialog::show(int place)
{
    const ClientGuide &guide = m_guides[std::size_t(place)];
    const ClientText text(guide.id, m_port);
    m_title->setText(guide.title);
    m_steps->setText(guide.steps);
    m_steps->setVisible(!guide.steps.isEmpty());
    m_text->setPlainText(text.shown());
    m_note->setText(noteOf(text));
    m_note->setVisible(!m_note->text().isEmpty());
    m_copy->setText(tr("Copy"));
}

QString ConnectDialog::noteOf(const ClientText &text) const
{
    if (!text.hasToken())
        return {};
    return m_token.isEmpty() ? tr("Write a token of yours in the place of TOKEN; the page “Tokens” makes one.")
                             : tr("Copying puts the new token in the place of TOKEN.");
}

} // namespace triptych
