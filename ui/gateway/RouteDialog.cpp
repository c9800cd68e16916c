// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/RouteDialog.h"

#include "ui/gateway/TargetRow.h"
#include "ui/shell/SegmentedSwitch.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

namespace {

/// Settings as the command line writes them behind a lane.
QString settingsText(const LaneSettings &settings)
{
    return LaneAddress {.settings = settings}.toString().section(u'#', 1);
}

Result<LaneSettings> readSettings(const QString &text)
{
    QStringList words;
    for (const QString &word : text.split(u','))
        words << word.trimmed();
    const auto lane = LaneAddress::parse(QStringLiteral("provider/model#") + words.join(u','));
    return lane ? Result<LaneSettings>(lane.value().settings) : lane.error();
}

} // namespace

RouteDialog::RouteDialog(const Theme &theme, Vault &vault, const Route &route, Check check, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("routeDialog"), parent),
      m_isNew(route.name.isEmpty()),
      m_check(std::move(check)),
      m_name(new QLineEdit(route.name, this)),
      m_choice(new SegmentedSwitch(theme, this)),
      m_targetColumn(new QVBoxLayout),
      m_addTarget(new QPushButton(this)),
      m_defaults(new QLineEdit(settingsText(route.defaults), this)),
      m_fixed(new QLineEdit(settingsText(route.fixed), this)),
      m_choiceCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this))
{
    m_choice->setObjectName(QStringLiteral("routeChoice"));
    m_addTarget->setObjectName(QStringLiteral("routeLaneAdd"));
    m_addTarget->setAutoDefault(false);
    m_nameCaption = addField(body(), *m_name, QStringLiteral("routeNameField"));
    body().addWidget(m_choiceCaption);
    body().addWidget(m_choice, 0, Qt::AlignLeft);
    body().addSpacing(4);
    m_targetColumn->setSpacing(4);
    body().addLayout(m_targetColumn);
    body().addWidget(m_addTarget, 0, Qt::AlignLeft);
    body().addSpacing(8);
    m_defaultsCaption = addField(body(), *m_defaults, QStringLiteral("routeDefaultsField"));
    m_fixedCaption = addField(body(), *m_fixed, QStringLiteral("routeFixedField"));
    for (const RouteTarget &target : route.targets)
        addTarget(target);
    if (route.targets.empty())
        addTarget({});
    retranslate();
    m_choice->setCurrentIndex(route.choice == RouteChoice::Weighted ? 1 : 0);
    showTargets();
    connect(m_choice, &SegmentedSwitch::currentIndexChanged, this, &RouteDialog::showTargets);
    connect(m_addTarget, &QPushButton::clicked, this, [this] {
        addTarget({});
        showTargets();
        m_targets.back()->setFocus();
    });
    connect(m_name, &QLineEdit::textChanged, this, &RouteDialog::refresh);
    m_name->setFocus();
}

void RouteDialog::addTarget(const RouteTarget &target)
{
    auto *row = new TargetRow(theme(), target, this);
    m_targets.push_back(row);
    m_targetColumn->addWidget(row);
    connect(row, &TargetRow::changed, this, &RouteDialog::refresh);
    connect(row, &TargetRow::removeRequested, this, [this, row] { removeTarget(row); });
}

void RouteDialog::removeTarget(TargetRow *row)
{
    std::erase(m_targets, row);
    row->hide();
    row->deleteLater();
    showTargets();
}

void RouteDialog::showTargets()
{
    int place = 0;
    for (TargetRow *row : m_targets) {
        row->setWeighted(m_choice->currentIndex() == 1);
        row->setRemovable(m_targets.size() > 1);
        row->setPlace(place++);
    }
    refresh();
}

Result<Route> RouteDialog::route() const
{
    Route route {.name = m_name->text().trimmed(),
                 .choice = m_choice->currentIndex() == 1 ? RouteChoice::Weighted : RouteChoice::First};
    for (const TargetRow *row : m_targets) {
        auto target = row->target();
        if (!target)
            return target.error();
        if (route.choice == RouteChoice::First)
            target.value().weight = 1;
        route.targets.push_back(std::move(target).value());
    }
    auto defaults = readSettings(m_defaults->text());
    auto fixed = readSettings(m_fixed->text());
    if (!defaults || !fixed)
        return defaults ? fixed.error() : defaults.error();
    route.defaults = defaults.value();
    route.fixed = fixed.value();
    return route;
}

bool RouteDialog::canSubmit() const
{
    return !m_name->text().trimmed().isEmpty()
        && std::none_of(m_targets.begin(), m_targets.end(), [](const TargetRow *row) { return row->isEmpty(); });
}

void RouteDialog::submit()
{
    clearProblem();
    const auto wanted = route();
    if (!wanted)
        return showError(wanted.error());
    if (const auto checked = m_check(wanted.value()); !checked)
        return showError(checked.error());
    Q_EMIT routeAccepted(wanted.value());
    accept();
}

void RouteDialog::retranslate()
{
    setWords(m_isNew ? tr("New route") : tr("Route"),
             tr("What a program asks for by this name goes to the models below. A * stands for any characters, in the "
                "name and in a model."),
             tr("Save"));
    m_nameCaption->setText(tr("Name"));
    m_name->setPlaceholderText(tr("such as: fast, or claude-*"));
    m_choiceCaption->setText(tr("Asks"));
    m_choice->setTexts({tr("The first that is healthy"), tr("By weight")});
    m_choice->setAccessibleName(tr("Which model is asked first"));
    m_addTarget->setText(tr("Add a model"));
    m_defaultsCaption->setText(tr("Settings where the program says nothing"));
    m_fixedCaption->setText(tr("Settings whatever the program says"));
    for (QLineEdit *field : {m_defaults, m_fixed})
        field->setPlaceholderText(QStringLiteral("temperature=0.2, max_tokens=4000"));
    m_name->setAccessibleName(m_nameCaption->text());
    m_defaults->setAccessibleName(m_defaultsCaption->text());
    m_fixed->setAccessibleName(m_fixedCaption->text());
    for (TargetRow *row : m_targets)
        row->retranslate();
}

} // namespace triptych
