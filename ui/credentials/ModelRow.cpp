// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/ModelRow.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

namespace triptych {

ModelRow::ModelRow(const Theme &theme, const QString &id, const QString &base, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_id(new QLineEdit(id, this)),
      m_base(new QLineEdit(base, this)),
      m_remove(new QToolButton(this))
{
    m_id->setObjectName(QStringLiteral("modelIdField"));
    m_base->setObjectName(QStringLiteral("modelBaseField"));
    m_remove->setObjectName(QStringLiteral("removeModelButton"));
    m_remove->setAutoRaise(true);
    m_remove->setIconSize({16, 16});
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_id, 1);
    line->addWidget(m_base, 1);
    line->addWidget(m_remove);
    connect(m_id, &QLineEdit::textChanged, this, &ModelRow::judgeId);
    connect(m_base, &QLineEdit::textChanged, this, &ModelRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &ModelRow::removalRequested);
    connect(&theme, &Theme::changed, this, &ModelRow::applyTheme);
    setFocusProxy(m_id);
    retranslate();
    applyTheme();
}

QString ModelRow::id() const
{
    return m_id->text().trimmed();
}

QString ModelRow::base() const
{
    return m_base->text().trimmed();
}

void ModelRow::judgeId()
{
    static const QRegularExpression breaks(QStringLiteral("[\\r\\n]+"));
    QStringList ids = m_id->text().split(breaks, Qt::SkipEmptyParts);
    if (ids.size() > 1) {
        m_id->setText(ids.takeFirst()); // which comes here again
        Q_EMIT listPasted(ids);
    } else {
        Q_EMIT changed();
    }
}

void ModelRow::retranslate()
{
    m_id->setPlaceholderText(tr("Model"));
    m_id->setAccessibleName(tr("Id of the model"));
    m_base->setPlaceholderText(tr("Base model (optional)"));
    m_base->setAccessibleName(tr("Base model"));
    m_base->setToolTip(tr("The model behind it, such as %1").arg(QStringLiteral("openai/gpt-6-luna")));
    m_remove->setToolTip(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the model"));
}

void ModelRow::applyTheme()
{
    m_id->setFont(m_theme.fixedFont());
    m_base->setFont(m_theme.fixedFont());
    m_remove->setIcon(m_theme.icon(QStringLiteral("remove")));
}

void ModelRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
