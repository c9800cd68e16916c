// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/FilterBar.h"

#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int side = 24;
constexpr int iconSide = 16;
constexpr int arrowRoom = 30; // and the padding

} // namespace

FilterBar::FilterBar(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_provider(new QComboBox(this))
{
    setObjectName(QStringLiteral("modelFilter"));
    setFixedHeight(side);
    m_provider->setObjectName(QStringLiteral("modelFilterProvider"));
    m_provider->view()->setObjectName(QStringLiteral("modelFilterProviders"));
    m_provider->setFrame(false);
    m_provider->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // fitProvider() says how wide at most
    TriptychStyle::makeSmall(*m_provider);
    m_provider->addItem(QString(), QString());
    connect(m_provider, &QComboBox::currentIndexChanged, this, [this] {
        fitProvider();
        Q_EMIT changed();
    });

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(15, 0, 12, 0); // what stands in them begins 1 and ends 4 further in
    row->setSpacing(0);
    row->addWidget(m_provider, 1000); // all that the text needs comes before the gap
    row->addStretch(1);
    addSwitch("modelFilterKey", QStringLiteral("key"), QT_TR_NOOP("Only providers that have a key"),
              &SelectorFilter::hasKey);
    addSwitch("modelFilterImages", QStringLiteral("image"), QT_TR_NOOP("Only models that see images"),
              &SelectorFilter::images);
    addSwitch("modelFilterTools", QStringLiteral("tool"), QT_TR_NOOP("Only models that call tools"),
              &SelectorFilter::tools);
    addSwitch("modelFilterReasoning", QStringLiteral("reason"), QT_TR_NOOP("Only models that reason"),
              &SelectorFilter::reasoning);
    connect(&theme, &Theme::changed, this, &FilterBar::adoptTheme);
    adoptTheme();
    retranslate();
}

void FilterBar::retranslate()
{
    m_provider->setAccessibleName(tr("Provider"));
    m_provider->view()->setAccessibleName(tr("Providers"));
    m_provider->setItemText(0, tr("All providers"));
    fitProvider();
    for (const Switch &entry : m_switches) {
        entry.button->setAccessibleName(tr(entry.label));
        entry.button->setToolTip(tr(entry.label));
    }
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::setProviders(const std::vector<SelectorProvider> &providers)
{
    const QString chosen = m_provider->currentData().toString();
    {
        const QSignalBlocker quiet(m_provider);
        while (m_provider->count() > 1)
            m_provider->removeItem(1);
        for (const SelectorProvider &provider : providers)
            m_provider->addItem(provider.label, provider.id);
        m_provider->setCurrentIndex(qMax(0, m_provider->findData(chosen)));
    }
    fitProvider();
    if (m_provider->currentData().toString() != chosen)
        Q_EMIT changed();
}

/// The arrow stands beside the name that is shown, not where the longest would end.
void FilterBar::fitProvider()
{
    m_provider->setMaximumWidth(QFontMetrics(m_provider->font()).horizontalAdvance(m_provider->currentText())
                                + arrowRoom);
    m_provider->view()->setMinimumWidth(m_provider->view()->sizeHintForColumn(0) + arrowRoom);
}

void FilterBar::apply(SelectorFilter &filter) const
{
    filter.provider = m_provider->currentData().toString();
    for (const Switch &entry : m_switches)
        filter.*entry.member = entry.button->isChecked();
}

void FilterBar::clear()
{
    {
        const QSignalBlocker quiet(this);
        m_provider->setCurrentIndex(0);
        for (const Switch &entry : m_switches)
            entry.button->setChecked(false);
    }
    Q_EMIT changed();
}

void FilterBar::addSwitch(const char *name, const QString &icon, const char *label, bool SelectorFilter::*member)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setIconSize({iconSide, iconSide});
    button->setFixedSize(side, side);
    connect(button, &QToolButton::toggled, this, [this] {
        adoptTheme();
        Q_EMIT changed();
    });
    m_switches.push_back({button, icon, label, member});
    layout()->addWidget(button);
}

void FilterBar::adoptTheme()
{
    const ThemeColors &colors = m_theme.colors();
    QPalette palette = QApplication::palette();
    palette.setColor(QPalette::Text, colors.text2);
    palette.setColor(QPalette::ButtonText, colors.text2);
    m_provider->setPalette(palette);
    m_provider->setFont(m_theme.baseFont());
    fitProvider();
    for (const Switch &entry : m_switches)
        entry.button->setIcon(m_theme.icon(entry.icon, entry.button->isChecked() ? colors.accent : colors.text2));
}

} // namespace triptych
