// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/FilterBar.h"

#include "ui/shell/Theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>

namespace triptych {

namespace {

constexpr int side = 24;
constexpr int iconSide = 16;

} // namespace

FilterBar::FilterBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_provider(new QToolButton(this))
{
    setObjectName(QStringLiteral("modelFilter"));
    setFixedHeight(side);
    m_provider->setObjectName(QStringLiteral("modelFilterProvider"));
    m_provider->setAutoRaise(true);
    m_provider->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_provider->setLayoutDirection(Qt::RightToLeft); // the chevron stands behind the name
    m_provider->setIconSize({iconSide, iconSide});
    connect(m_provider, &QToolButton::clicked, this, &FilterBar::showMenu);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0); // a button's padding of 4 makes it 16
    row->setSpacing(0);
    row->addWidget(m_provider);
    row->addStretch();
    addSwitch("modelFilterKey", QStringLiteral("key"), tr("Only providers that have a key"), &SelectorFilter::hasKey);
    addSwitch("modelFilterImages", QStringLiteral("image"), tr("Only models that see images"), &SelectorFilter::images);
    addSwitch("modelFilterTools", QStringLiteral("tool"), tr("Only models that call tools"), &SelectorFilter::tools);
    addSwitch("modelFilterReasoning", QStringLiteral("reason"), tr("Only models that reason"), &SelectorFilter::reasoning);
    connect(&theme, &Theme::changed, this, &FilterBar::adoptTheme);
    choose({});
    adoptTheme();
}

void FilterBar::setProviders(const std::vector<SelectorProvider> &providers)
{
    m_providers.clear();
    for (const SelectorProvider &provider : providers)
        m_providers.emplace_back(provider.id, provider.label);
    const bool isThere = std::any_of(m_providers.begin(), m_providers.end(), [this](const auto &known) { return known.first == m_chosen; });
    choose(isThere ? m_chosen : QString());
}

void FilterBar::apply(SelectorFilter &filter) const
{
    filter.provider = m_chosen;
    for (const Switch &entry : m_switches)
        filter.*entry.member = entry.button->isChecked();
}

void FilterBar::addSwitch(const char *name, const QString &icon, const QString &label, bool SelectorFilter::*member)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(label);
    button->setToolTip(label);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setIconSize({iconSide, iconSide});
    button->setFixedSize(side, side);
    connect(button, &QToolButton::toggled, this, [this] {
        adoptTheme();
        Q_EMIT changed();
    });
    m_switches.push_back({button, icon, member});
    layout()->addWidget(button);
}

void FilterBar::showMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("modelFilterMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &id, const QString &label) {
        QAction *action = menu->addAction(label, this, [this, id] { choose(id); });
        action->setCheckable(true);
        action->setChecked(id == m_chosen);
        group->addAction(action);
    };
    add({}, tr("All providers"));
    menu->addSeparator();
    for (const auto &[id, label] : m_providers)
        add(id, label);
    menu->popup(m_provider->mapToGlobal(m_provider->rect().bottomLeft()));
}

void FilterBar::choose(const QString &provider)
{
    const auto known = std::find_if(m_providers.begin(), m_providers.end(), [&](const auto &entry) { return entry.first == provider; });
    const QString label = known == m_providers.end() ? tr("All providers") : known->second;
    m_provider->setText(label);
    m_provider->setAccessibleName(tr("Provider: %1").arg(label));
    if (std::exchange(m_chosen, provider) != provider)
        Q_EMIT changed();
}

void FilterBar::adoptTheme()
{
    const ThemeColors &colors = m_theme.colors();
    m_provider->setFont(m_theme.baseFont());
    m_provider->setIcon(m_theme.icon(QStringLiteral("down")));
    QPalette palette = m_provider->palette();
    palette.setColor(QPalette::ButtonText, colors.text2);
    m_provider->setPalette(palette);
    for (const Switch &entry : m_switches)
        entry.button->setIcon(m_theme.icon(entry.icon, entry.button->isChecked() ? colors.accent : colors.text2));
}

} // namespace triptych
