// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/SegmentedSwitch.h"

#include "ui/shell/Theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace triptych {

namespace {

constexpr int trackHeight = 24;
constexpr int inset = 2;
constexpr int padding = 8;

class Segment final : public QAbstractButton
{
public:
    Segment(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
    {
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
    }

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 2 * padding, trackHeight - 2 * inset};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const ThemeColors &colors = m_theme.colors();
        if (isChecked()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.paper);
            painter.drawRoundedRect(rect(), Theme::innerCorner, Theme::innerCorner);
        }
        painter.setPen(isChecked() || underMouse() ? colors.text : colors.text2);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }

private:
    const Theme &m_theme;
};

} // namespace

SegmentedSwitch::SegmentedSwitch(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_segments(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(inset, inset, inset, inset);
    row->setSpacing(0);
    setFixedHeight(trackHeight);
    connect(m_segments, &QButtonGroup::idToggled, this, [this](int index, bool isOn) {
        if (isOn)
            Q_EMIT currentIndexChanged(index);
    });
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void SegmentedSwitch::setTexts(const QStringList &texts)
{
    const bool isFirst = m_segments->buttons().isEmpty();
    for (int i = 0; i < texts.size(); ++i) {
        if (isFirst) {
            auto *segment = new Segment(m_theme, this);
            segment->setObjectName(QStringLiteral("segment%1").arg(i));
            m_segments->addButton(segment, i);
            layout()->addWidget(segment);
        }
        QAbstractButton *segment = m_segments->button(i);
        segment->setText(texts[i]);
        segment->setAccessibleName(texts[i]);
        segment->updateGeometry();
    }
    if (isFirst)
        m_segments->button(0)->setChecked(true);
}

int SegmentedSwitch::currentIndex() const
{
    return m_segments->checkedId();
}

void SegmentedSwitch::setCurrentIndex(int index)
{
    if (QAbstractButton *segment = m_segments->button(index))
        segment->setChecked(true);
}

QSize SegmentedSwitch::sizeHint() const
{
    return {layout()->sizeHint().width(), trackHeight};
}

void SegmentedSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colors().sunken);
    painter.drawRoundedRect(rect(), Theme::corner, Theme::corner);
}

} // namespace triptych
