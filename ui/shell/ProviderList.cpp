// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/ProviderList.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace triptych {

ProviderList::ProviderList(const Theme &theme, const QList<ProviderName> &providers, QWidget *parent)
    : QScrollArea(parent),
      m_theme(theme)
{
    setObjectName(QStringLiteral("providerProxyList"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setMinimumHeight(120);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProviders(providers);
}

void ProviderList::setProviders(const QList<ProviderName> &providers)
{
    if (widget() && providers == m_providers)
        return;
    const Routes chosen = routes(m_routes);
    m_providers = providers;
    m_rows.clear();
    auto *rows = new QWidget;
    auto *grid = new QGridLayout(rows);
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    for (const ProviderName &provider : providers) {
        const int line = int(m_rows.size());
        const Row &row = m_rows.emplace_back(newRow(provider, rows));
        grid->addWidget(new QLabel(provider.label, rows), line, 0);
        grid->addWidget(row.route, line, 1);
        grid->addWidget(row.edit, line, 2);
    }
    grid->setRowStretch(int(m_rows.size()), 1);
    setWidget(rows);
    retranslate();
    setRoutes(chosen);
}

ProviderList::Row ProviderList::newRow(const ProviderName &provider, QWidget *parent)
{
    const Row row {provider, new QComboBox(parent), new QToolButton(parent)};
    row.route->setObjectName(QStringLiteral("providerProxy_") + provider.id);
    row.route->setAccessibleName(provider.label);
    for (const char *word : {"", "direct", "proxy"})
        row.route->addItem(QString(), QLatin1String(word));
    row.route->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // a long name may not cut its words
    TriptychStyle::makeSmall(*row.route);
    CalmWheel::calm(*row.route);
    row.edit->setObjectName(QStringLiteral("providerSettings_") + provider.id);
    row.edit->setAutoRaise(true);
    row.edit->setIconSize({16, 16});
    connect(row.route, &QComboBox::activated, this, &ProviderList::changed);
    connect(row.edit, &QToolButton::clicked, this, [this, id = provider.id] { Q_EMIT providerRequested(id); });
    return row;
}

void ProviderList::setRoutes(const Routes &routes)
{
    m_routes = routes;
    for (const Row &row : m_rows)
        row.route->setCurrentIndex(qMax(0, row.route->findData(routes.value(row.provider.id))));
}

ProviderList::Routes ProviderList::routes(Routes others) const
{
    for (const Row &row : m_rows) {
        const QString word = row.route->currentData().toString();
        if (word.isEmpty())
            others.remove(row.provider.id);
        else
            others.insert(row.provider.id, word);
    }
    return others;
}

void ProviderList::retranslate()
{
    const QStringList words {tr("as above"), tr("direct"), tr("proxy")};
    for (const Row &row : m_rows) {
        for (int i = 0; i < row.route->count(); ++i)
            row.route->setItemText(i, words[i]);
        row.edit->setIcon(m_theme.icon(QStringLiteral("settings")));
        row.edit->setToolTip(tr("Settings of %1").arg(row.provider.label));
        row.edit->setAccessibleName(row.edit->toolTip());
    }
}

} // namespace triptych
