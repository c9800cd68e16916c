// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneSettingsPopup.h"

#include "core/dialects/RefusedParameter.h"
#include "core/text/ErrorText.h"
#include "ui/lanes/LaneButtons.h"
#include "ui/lanes/LedgerText.h"
#include "ui/lanes/SettingRow.h"
#include "ui/shell/Theme.h"

#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int popupWidth = 360;
constexpr int distance = 4;
constexpr int margin = 16;
constexpr int iconRoom = 32; // of a button, with what stands around icon and text
constexpr int buttonMargin = 12; // the icon of a button stands 4 further in

QStringList effortsOf(const ModelInfo &model)
{
    if (!model.reasoningEfforts.isEmpty())
        return model.reasoningEfforts;
    return {QStringLiteral("none"), QStringLiteral("minimal"), QStringLiteral("low"), QStringLiteral("medium"),
            QStringLiteral("high"), QStringLiteral("xhigh"),   QStringLiteral("max")};
}

QString problemOf(const QString &key)
{
    if (key == QLatin1String("temperature"))
        return LaneSettingsPopup::tr("Give a number from 0 to 2.");
    if (key == QLatin1String("top_p"))
        return LaneSettingsPopup::tr("Give a number from 0 to 1.");
    if (key == QLatin1String("max_tokens"))
        return LaneSettingsPopup::tr("Give a whole number from 1.");
    if (key == QLatin1String("seed"))
        return LaneSettingsPopup::tr("Give a whole number.");
    if (key == QLatin1String("stop"))
        return LaneSettingsPopup::tr("Give words with | between them, none of them empty.");
    return LaneSettingsPopup::tr("Give a whole number from 0.");
}

/// "temperature, images"; a field that is no setting is called as it is on the wire.
QString refusedNames(const QStringList &fields)
{
    QStringList names;
    for (const QString &field : fields) {
        const QString setting = settingOf(field);
        names << (setting.isEmpty() ? field : settingLabel(setting));
    }
    names.removeDuplicates();
    return names.join(LaneSettingsPopup::tr(", "));
}

} // namespace

LaneSettingsPopup::LaneSettingsPopup(const Theme &theme, const LaneAddress &lane, const ModelInfo &model,
                                     QWidget *parent)
    : QFrame(parent, Qt::Popup),
      m_theme(theme),
      m_settings(lane.settings)
{
    setObjectName(QStringLiteral("laneSettings"));
    setAccessibleName(tr("Settings of %1").arg(lane.name()));
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(popupWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 12, buttonMargin, 12);
    column->setSpacing(8);
    auto *title = new QLabel(this);
    title->setObjectName(QStringLiteral("laneSettingsTitle"));
    title->setFont(theme.baseStrong());
    title->setTextFormat(Qt::PlainText);
    title->setText(QFontMetrics(title->font()).elidedText(lane.name(), Qt::ElideMiddle, popupWidth - 2 * margin));
    title->setToolTip(lane.name());
    column->addWidget(title);

    const std::vector<SettingWord> words = settingWords(lane.settings);
    for (const QString &key : settingKeys()) {
        const auto set
            = std::find_if(words.begin(), words.end(), [&key](const SettingWord &word) { return word.first == key; });
        const QStringList choices = key == QLatin1String("reasoning_effort") ? effortsOf(model) : QStringList();
        auto *row = new SettingRow(theme, key, set == words.end() ? QString() : set->second, choices, this);
        if (model.refusedParameters.contains(key))
            row->setRefused();
        connect(row, &SettingRow::edited, this, &LaneSettingsPopup::readRows);
        column->addWidget(row);
        m_rows.push_back(row);
    }
    m_others = new QLabel(this);
    m_others->setObjectName(QStringLiteral("ledgerOthers"));
    m_others->setFont(theme.smallFont());
    m_others->setForegroundRole(QPalette::PlaceholderText);
    m_others->setTextFormat(Qt::PlainText);
    m_others->setWordWrap(true);
    m_others->hide();
    column->addWidget(m_others);
    m_again = new LaneTextButton(theme, QString(), QStringLiteral("again"), this);
    m_again->setObjectName(QStringLiteral("sendRefusedAgain"));
    m_again->hide();
    connect(m_again, &QAbstractButton::clicked, this, [this] {
        Q_EMIT refusedWantedAgain();
        close();
    });
    column->addWidget(m_again, 0, Qt::AlignLeft);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, margin - buttonMargin, 0);
    auto *hint = new QLabel(tr("What is empty is not sent."), this);
    hint->setFont(theme.smallFont());
    hint->setForegroundRole(QPalette::PlaceholderText);
    m_resetAll = new LaneTextButton(theme, tr("Reset all"), {}, this);
    m_resetAll->setObjectName(QStringLiteral("resetAll"));
    m_resetAll->setEnabled(!m_settings.isEmpty());
    connect(m_resetAll, &QAbstractButton::clicked, this, &LaneSettingsPopup::resetAll);
    foot->addWidget(hint, 1);
    foot->addWidget(m_resetAll);
    column->addLayout(foot);
}

void LaneSettingsPopup::setLedger(const std::vector<LedgerEntry> &ledger)
{
    std::vector<LedgerEntry> others;
    for (const LedgerEntry &entry : ledger) {
        const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                      [&entry](const SettingRow *each) { return each->key() == entry.parameter; });
        if (row == m_rows.end())
            others.push_back(entry);
        else
            (*row)->setOutcome(tr("Last run: %1").arg(ledgerOutcome(entry)));
    }
    m_others->setText(tr("Last run: %1").arg(ledgerLines(others).join(QLatin1Char('\n'))));
    m_others->setVisible(!others.empty());
}

void LaneSettingsPopup::closeUnknown(const QStringList &keys)
{
    for (SettingRow *row : m_rows)
        if (keys.contains(row->key()))
            row->setUnknown();
}

void LaneSettingsPopup::offerRefusedAgain(const QStringList &fields)
{
    const QString text = tr("Send %1 again", "what the model refused").arg(refusedNames(fields));
    const int room = popupWidth - margin - buttonMargin - iconRoom;
    m_again->setText(QFontMetrics(m_again->font()).elidedText(text, Qt::ElideRight, room));
    m_again->setAccessibleName(text);
    m_again->setToolTip(text);
    m_again->show();
}

void LaneSettingsPopup::readRows()
{
    LaneSettings settings;
    bool isValid = true;
    for (SettingRow *row : m_rows) {
        const bool isAccepted = row->value().isEmpty() || applySetting(settings, row->key(), row->value());
        row->setProblem(isAccepted ? QString() : problemOf(row->key()));
        isValid = isValid && isAccepted;
    }
    adjustSize(); // a problem takes a line
    if (!isValid || settings == m_settings)
        return;
    m_settings = settings;
    m_resetAll->setEnabled(!settings.isEmpty());
    Q_EMIT settingsChanged(settings);
}

void LaneSettingsPopup::resetAll()
{
    for (SettingRow *row : m_rows)
        row->reset();
    m_rows.front()->setFieldFocus();
    readRows();
}

void LaneSettingsPopup::openBelow(const QWidget *anchor)
{
    adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    const QRect button(anchor->mapToGlobal(QPoint()), anchor->size());
    QRect place(QPoint(button.right() + 1 - width(), button.bottom() + 1 + distance), size());
    if (place.bottom() > screen.bottom())
        place.moveBottom(button.top() - distance);
    place.moveLeft(qMax(screen.left(), qMin(place.left(), screen.right() + 1 - width())));
    place.moveTop(qMax(screen.top(), qMin(place.top(), screen.bottom() + 1 - height())));
    move(place.topLeft());
    show();
    m_rows.front()->setFieldFocus();
}

void LaneSettingsPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().paper);
    painter.setPen(m_theme.colors().outline);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace triptych
