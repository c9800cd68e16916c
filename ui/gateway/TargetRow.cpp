// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/TargetRow.h"

#include "ui/shell/CalmWheel.h"
#include "ui/shell/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace triptych {

namespace {

constexpr int mostWeight = 1'000;

} // namespace

TargetRow::TargetRow(const Theme &theme, const RouteTarget &target, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_lane(new QLineEdit(target.lane.provider.isEmpty() ? QString() : target.lane.toString(), this)),
      m_weight(new QSpinBox(this)),
      m_remove(new QToolButton(this))
{
    m_weight->setRange(0, mostWeight);
    m_weight->setValue(target.weight);
    CalmWheel::calm(*m_weight);
    m_remove->setAutoRaise(true);
    m_remove->setIconSize({16, 16});
    m_remove->setIcon(theme.icon(QStringLiteral("remove")));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_lane, 1);
    row->addWidget(m_weight);
    row->addWidget(m_remove);
    connect(m_lane, &QLineEdit::textChanged, this, &TargetRow::changed);
    connect(m_weight, &QSpinBox::valueChanged, this, &TargetRow::changed);
    connect(m_remove, &QToolButton::clicked, this, &TargetRow::removeRequested);
    connect(&theme, &Theme::changed, this, [this] { m_remove->setIcon(m_theme.icon(QStringLiteral("remove"))); });
    retranslate();
}

Result<RouteTarget> TargetRow::target() const
{
    auto lane = LaneAddress::parse(m_lane->text().trimmed());
    if (!lane)
        return lane.error();
    return RouteTarget {.lane = std::move(lane).value(), .weight = m_weight->value()};
}

bool TargetRow::isEmpty() const
{
    return m_lane->text().trimmed().isEmpty();
}

void TargetRow::setWeighted(bool isWeighted)
{
    m_weight->setVisible(isWeighted);
}

void TargetRow::setRemovable(bool isRemovable)
{
    m_remove->setVisible(isRemovable);
}

void TargetRow::setPlace(int place)
{
    setFocusProxy(m_lane);
    m_lane->setObjectName(QStringLiteral("routeLane%1").arg(place));
    m_weight->setObjectName(QStringLiteral("routeWeight%1").arg(place));
    m_remove->setObjectName(QStringLiteral("routeLaneRemove%1").arg(place));
}

void TargetRow::retranslate()
{
    m_lane->setPlaceholderText(tr("provider/model"));
    m_lane->setAccessibleName(tr("Model of the route"));
    m_weight->setAccessibleName(tr("Weight"));
    m_weight->setToolTip(tr("How often it is asked, against the others; 0: only when all before it failed"));
    m_remove->setToolTip(tr("Remove the model"));
    m_remove->setAccessibleName(m_remove->toolTip());
}

} // namespace triptych
