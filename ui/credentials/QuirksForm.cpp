// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/QuirksForm.h"

#include "ui/credentials/ListArea.h"
#include "ui/credentials/ThemedLabel.h"

#include <QCheckBox>
#include <QEvent>
#include <QVBoxLayout>
#include <array>

namespace triptych {

namespace {

struct QuirkSentence
{
    Quirk quirk;
    const char *text;
};

constexpr std::array sentences {
    QuirkSentence {Quirk::MaxTokensField,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes max_tokens instead of max_completion_tokens")},
    QuirkSentence {Quirk::NoStreamOptions,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Refuses stream_options; tells its usage unasked")},
    QuirkSentence {Quirk::RandomSeed, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Calls the seed random_seed")},
    QuirkSentence {Quirk::ThinkingSwitch,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Turns reasoning on and off by thinking.type")},
    QuirkSentence {Quirk::EnableThinking,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes enable_thinking and thinking_budget")},
    QuirkSentence {Quirk::ReasoningEnabled,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Turns reasoning on and off by reasoning.enabled")},
    QuirkSentence {Quirk::TemplateThinking,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Turns reasoning on and off in chat_template_kwargs")},
    QuirkSentence {Quirk::ReasoningObject,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes effort and budget in an object “reasoning”")},
    QuirkSentence {Quirk::FixedSampling,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes only its own temperature and top_p")},
    QuirkSentence {Quirk::SystemAsDeveloper,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Wants the system turn with the role developer")},
    QuirkSentence {Quirk::TopK, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes top_k")},
    QuirkSentence {Quirk::TemperatureToOne,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes temperatures up to 1 only")},
    QuirkSentence {Quirk::OldApiVersion,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Speaks the Messages protocol of 2023-06-01")},
    QuirkSentence {Quirk::ReasoningTokensExtra,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Counts reasoning beside completion_tokens")},
    QuirkSentence {Quirk::JsonObjectOnly,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Promises JSON, but keeps to no schema")},
    QuirkSentence {Quirk::AlternatingTurns,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes no two turns of one role in a row")},
    QuirkSentence {Quirk::ShortCallIds,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Wants ids of calls with nine letters or digits")},
    QuirkSentence {Quirk::LocalTimings,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Tells its timings as llama-server does")},
    QuirkSentence {Quirk::FourStops, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes four stop words at most")},
    QuirkSentence {Quirk::BudgetTo32768,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes a thinking_budget from 128 to 32768 only")},
    QuirkSentence {Quirk::ThinkingBudget,
                   QT_TRANSLATE_NOOP("triptych::QuirksForm", "Takes a budget in thinking.budget_tokens")},
    QuirkSentence {Quirk::NoReasoningSummary, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Refuses reasoning.summary")},
    QuirkSentence {Quirk::NoInclude, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Refuses include")},
    QuirkSentence {Quirk::NoStore, QT_TRANSLATE_NOOP("triptych::QuirksForm", "Refuses store")},
};

} // namespace

QuirksForm::QuirksForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_intro(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this))
{
    auto *rows = new QWidget(this);
    auto *list = new QVBoxLayout(rows);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(4);
    for (const QuirkSentence &sentence : sentences) {
        auto *box = new QCheckBox(rows);
        box->setObjectName(QStringLiteral("quirk_") + quirkName(sentence.quirk));
        m_boxes.emplace_back(sentence.quirk, box);
        list->addWidget(box, 0, Qt::AlignLeft);
        connect(box, &QCheckBox::toggled, this, &QuirksForm::changed);
    }
    list->addStretch();
    auto *area = new ListArea(rows, this);
    area->setObjectName(QStringLiteral("quirkList"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_intro);
    column->addWidget(area, 1);
    retranslate();
}

void QuirksForm::present(const Quirks &quirks)
{
    for (const auto &[quirk, box] : m_boxes)
        box->setChecked(quirks.contains(quirk));
}

Quirks QuirksForm::quirks() const
{
    Quirks quirks;
    for (const auto &[quirk, box] : m_boxes)
        if (box->isChecked())
            quirks.insert(quirk);
    return quirks;
}

void QuirksForm::retranslate()
{
    m_intro->setText(tr("Where the server departs from the protocol that it speaks."));
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i].second->setText(tr(sentences[i].text));
        m_boxes[i].second->setAccessibleName(tr(sentences[i].text));
        m_boxes[i].second->setToolTip(quirkName(m_boxes[i].first));
    }
}

void QuirksForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
