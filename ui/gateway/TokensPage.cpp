// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/TokensPage.h"

#include "ui/shell/NoticeBar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>

namespace triptych {

TokensPage::TokensPage(const Theme &theme, QWidget *parent)
    : RowPage(theme, QStringLiteral("gatewayTokens"), parent),
      m_question(new NoticeBar(theme, this)),
      m_new(addButton(QStringLiteral("gatewayTokenNew"))),
      m_revoke(addButton(QStringLiteral("gatewayTokenRevoke"))),
      m_keys(addButton(QStringLiteral("gatewayKeyPair"))),
      m_keysMenu(new QMenu(this)),
      m_newKeys(m_keysMenu->addAction(QString(), this, &TokensPage::newKeysRequested)),
      m_importKeys(m_keysMenu->addAction(QString(), this, &TokensPage::importKeysRequested))
{
    m_question->setObjectName(QStringLiteral("gatewayTokenQuestion"));
    m_question->hide();
    static_cast<QBoxLayout *>(layout())->insertWidget(0, m_question);
    m_keysMenu->setObjectName(QStringLiteral("gatewayKeyPairMenu"));
    m_newKeys->setObjectName(QStringLiteral("gatewayKeyPairNew"));
    m_importKeys->setObjectName(QStringLiteral("gatewayKeyPairImport"));
    m_keys->setMenu(m_keysMenu);
    needsRow(m_revoke);
    connect(m_new, &QPushButton::clicked, this, &TokensPage::newRequested);
    connect(m_revoke, &QPushButton::clicked, this, [this] { Q_EMIT revokeRequested(currentId()); });
    retranslate();
}

void TokensPage::ask(const QString &question, const QString &yes, std::function<void()> agreed)
{
    m_question->ask(question, {{yes, std::move(agreed), true}, {tr("Keep it"), [this] { list().setFocus(); }, false}});
}

void TokensPage::tell(const QString &sentence)
{
    m_question->ask(sentence, {{tr("Good"), {}, true}});
}

void TokensPage::setRevocable(bool isRevocable)
{
    m_revoke->setEnabled(isRevocable);
}

void TokensPage::retranslate()
{
    setWords(tr("Tokens"),
             tr("No tokens yet. A program shows its token with each call; give each its own, so that you can limit, "
                "watch and revoke it."));
    m_new->setText(tr("New token…"));
    m_revoke->setText(tr("Revoke…"));
    m_keys->setText(tr("Key pair"));
    m_keys->setToolTip(tr("What signs the tokens"));
    m_newKeys->setText(tr("New key pair"));
    m_importKeys->setText(tr("Import a key pair…"));
}

void TokensPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RowPage::changeEvent(event);
}

} // namespace triptych
