// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/StripWidget.h"

#include "ui/shell/Actions.h"
#include "ui/shell/Figures.h"
#include "ui/shell/SegmentedSwitch.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"
#include "ui/shell/VariableField.h"
#include "ui/shell/WrapLayout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace triptych {

namespace {

constexpr int rowHeight = 24;
constexpr int gap = 16;

/// A label of the strip with a short upright hairline before it.
class RuledLabel final : public QLabel
{
public:
    RuledLabel(const Theme &theme, QWidget *parent) : QLabel(parent), m_theme(theme)
    {
        setFixedHeight(rowHeight);
        setContentsMargins(gap + 1, 0, 0, 0);
        setTextFormat(Qt::RichText);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLabel::paintEvent(event);
        QPainter(this).fillRect(QRect(0, 4, 1, rowHeight - 8), m_theme.colors().hairline);
    }

private:
    const Theme &m_theme;
};

QString inColor(const QString &text, const QColor &color)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color.name(), text.toHtmlEscaped());
}

} // namespace

StripWidget::StripWidget(const Theme &theme, const Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_actions(actions),
      m_left(new QWidget(this)),
      m_hint(new QLabel(m_left)),
      m_tokens(new RuledLabel(theme, m_left)),
      m_estimate(new RuledLabel(theme, m_left)),
      m_view(new SegmentedSwitch(theme, this)),
      m_addLane(new QPushButton(this))
{
    setObjectName(QStringLiteral("strip"));
    m_hint->setObjectName(QStringLiteral("variableHint"));
    m_hint->setFixedHeight(rowHeight);
    m_tokens->setObjectName(QStringLiteral("tokenCount"));
    m_estimate->setObjectName(QStringLiteral("costEstimate"));
    m_view->setObjectName(QStringLiteral("viewSwitch"));
    m_addLane->setObjectName(QStringLiteral("addLaneButton"));
    TriptychStyle::makeSmall(*m_addLane);
    m_addLane->setAutoDefault(false);

    auto *left = new WrapLayout(gap, 6);
    left->setContentsMargins(0, 0, 0, 0);
    m_left->setLayout(left);
    for (QWidget *item : {m_hint, m_tokens, m_estimate})
        left->addWidget(item);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(gap, 6, gap, 5);
    row->setSpacing(gap);
    row->addWidget(m_left, 1);
    row->addWidget(m_view, 0, Qt::AlignTop);
    row->addWidget(m_addLane, 0, Qt::AlignTop);

    QAction &rendered = actions[Command::ToggleRendered];
    connect(m_view, &SegmentedSwitch::currentIndexChanged, &rendered, [&rendered](int index) {
        if (rendered.isChecked() != (index == 0)) // a click; else the switch only follows
            rendered.trigger();
    });
    connect(&rendered, &QAction::toggled, this, [this](bool isOn) { m_view->setCurrentIndex(isOn ? 0 : 1); });
    connect(m_addLane, &QPushButton::clicked, &actions[Command::AddLane], &QAction::trigger);
    connect(&theme, &Theme::changed, this, &StripWidget::applyTheme);
    applyTheme();
}

void StripWidget::setVariables(const QStringList &names, const QMap<QString, QString> &values,
                               const QMap<QString, QString> &defaults)
{
    QStringList present;
    for (const VariableField *field : m_fields)
        present.append(field->name());
    if (present != names) {
        auto *flow = m_left->layout();
        for (QWidget *item : {m_hint, m_tokens, m_estimate})
            flow->removeWidget(item);
        std::vector<VariableField *> old = std::exchange(m_fields, {});
        for (const QString &name : names) { // a field that stays keeps its focus
            const auto same = std::find_if(old.begin(), old.end(),
                                           [&](const VariableField *field) { return field->name() == name; });
            VariableField *field = nullptr;
            if (same != old.end()) {
                field = *same;
                old.erase(same);
                flow->removeWidget(field);
            } else {
                field = new VariableField(m_theme, name, m_left);
                field->show();
                connect(field, &VariableField::valueEdited, this, &StripWidget::variableEdited);
            }
            flow->addWidget(field);
            m_fields.push_back(field);
        }
        for (VariableField *field : old) {
            flow->removeWidget(field);
            field->deleteLater();
            field->hide();
        }
        for (QWidget *item : {m_hint, m_tokens, m_estimate})
            flow->addWidget(item);
    }
    for (VariableField *field : m_fields)
        field->setValue(values.value(field->name()), defaults.value(field->name()));
    m_hint->setVisible(names.isEmpty());
    m_left->updateGeometry();
}

void StripWidget::focusVariables()
{
    if (!m_fields.empty())
        m_fields.front()->setFocus(Qt::ShortcutFocusReason);
}

void StripWidget::setTokens(qint64 tokens, TokenSource source, int files)
{
    m_files = files;
    m_tokenCount = tokens;
    m_tokenSource = source;
    retranslate();
}

void StripWidget::setEstimate(const QString &cost)
{
    m_cost = cost;
    retranslate();
}

void StripWidget::applyTheme()
{
    m_addLane->setIcon(m_theme.icon(QStringLiteral("addLane"), m_theme.colors().text));
    for (QLabel *label : {m_hint, m_tokens, m_estimate}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, m_theme.colors().text2);
        label->setPalette(palette);
    }
    retranslate();
}

void StripWidget::retranslate()
{
    const ThemeColors &colors = m_theme.colors();
    const QString sample = QStringLiteral("<span style=\"font-family:'%1';color:%2\">{{name}}</span>")
                               .arg(m_theme.fixedFont().family(), colors.text.name());
    m_hint->setText(tr("A %1 in the prompt becomes a field here").arg(sample));
    const bool isEstimate = m_tokenSource == TokenSource::Estimate;
    const bool leavesOut = isEstimate && m_files > 0;
    const QString tokens = (isEstimate ? QStringLiteral("≈ ") : QString()) + formatTokens(m_tokenCount);
    m_tokens->setText(leavesOut ? tr("%1 and %n files", nullptr, m_files).arg(tokens) : tokens);
    m_tokens->setToolTip(!isEstimate     ? tr("Counted by the provider of the first lane")
                             : leavesOut ? tr("Estimated by Triptych, the text alone")
                                         : tr("Estimated by Triptych"));
    m_estimate->setText(inColor(tr("before sending"), colors.text2) + QStringLiteral("&nbsp;&nbsp;")
                        + inColor(m_cost, colors.text));
    m_estimate->setVisible(!m_cost.isEmpty());
    m_estimate->setAccessibleName(tr("before sending %1").arg(m_cost));
    m_view->setTexts({tr("Rendered"), tr("Source")});
    m_view->setAccessibleName(tr("View of the answers"));
    m_addLane->setText(tr("Add lane"));
    m_addLane->setAccessibleName(m_addLane->text());
    m_addLane->setToolTip(m_actions[Command::AddLane].toolTip());
}

void StripWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StripWidget::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.colors().chrome);
}

} // namespace triptych
