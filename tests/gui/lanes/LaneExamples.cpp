// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/lanes/LaneExamples.h"

#include "core/chat/LedgerReason.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>

namespace triptych {

namespace {

const QString partialCode
    = QStringLiteral("```python\nimport re\n\nPART = re.compile(\n    r\"(?:(\\d+)h)?\\s*\"\n    r\"(?:(\\d+)m)?");

LaneMetrics metrics(double firstText, double speed, qint64 in, qint64 out, double usd)
{
    return {firstText, speed, in, out, usd, false, false, false};
}

} // namespace

const QString doneAnswer = QStringLiteral(
    "```python\ntotal = 0\nfor n, unit in parts:\n    total += n * SECONDS[unit]\nreturn total\n```\n\n"
    "Each unit is looked up in `SECONDS`, so:\n\n- **missing units** add nothing;\n"
    "- an unknown unit raises `KeyError`,\n  which the caller turns into `ValueError`.\n");
const QString reasoningText
    = QStringLiteral("The text may hold hours, minutes and seconds, each at most once and in this order. One regular "
                     "expression with three optional groups covers it.\n\nEdge cases: the empty text must fail, and so "
                     "must a bare number. `fullmatch` rather than `match`, or a trailing unit would slip");

const QStringList laneExampleNames {
    QStringLiteral("waiting"),    QStringLiteral("reasoning"), QStringLiteral("writing"),   QStringLiteral("done"),
    QStringLiteral("incomplete"), QStringLiteral("failed401"), QStringLiteral("failed429"), QStringLiteral("nokey"),
    QStringLiteral("cancelled"),  QStringLiteral("queued"),    QStringLiteral("ready"),     QStringLiteral("demo"),
    QStringLiteral("dropped"),    QStringLiteral("clamped")};

LaneSlotInfo slotInfo(int slot, const QString &address)
{
    LaneSlotInfo info;
    info.slot = slot;
    info.address = LaneAddress::parse(address).value();
    if (info.address.provider == QLatin1String("local")) {
        info.badge = QStringLiteral("demonstration: 4 M parameters, small Python only");
        info.badgeLinks = {{QStringLiteral("get_model"), QStringLiteral("Get a real model"), {}, false},
                           {QStringLiteral("add_key"), QStringLiteral("Add a key"), {}, false}};
    }
    return info;
}

LaneViewState stateOf(LaneStage stage, double elapsed)
{
    LaneViewState state;
    state.stage = stage;
    state.elapsedMs = elapsed;
    return state;
}

LaneExample laneExample(const QString &name)
{
    LaneExample lane;
    LaneViewState &state = lane.state;
    if (name == QLatin1String("waiting")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Waiting, 5235);
        state.timing = {0.398, 29, 64.1, 64.5, 295};
        state.forecast = {31, 5380, 600'000};
    } else if (name == QLatin1String("reasoning")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Reasoning, 1840);
        state.reasoningTokens = 110;
        state.metrics = {std::nullopt, 90.8, 102, 110, 0.00261};
        lane.reasoning = reasoningText;
    } else if (name == QLatin1String("writing")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Writing, 4010);
        state.reasoningMs = 2310;
        state.reasoningTokens = 214;
        state.metrics = metrics(2950, 73.6, 102, 293, 0.00627);
        lane.reasoning = reasoningText;
        lane.text = partialCode
            + QStringLiteral(
                        "\\s*\"\n    r\"(?:(\\d+)s)?\")\n\ndef parse_duration(text):\n    match = PART.fullmatch(text");
    } else if (name == QLatin1String("done")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Complete, 2410);
        state.metrics = metrics(640, 60.5, 102, 108, 0.00128);
        state.metrics.isBestFirstText = state.metrics.isBestCost = true;
        lane.text = doneAnswer;
    } else if (name == QLatin1String("incomplete")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-sonnet-5-5"));
        state = stateOf(LaneStage::Incomplete, 32200);
        state.metrics = metrics(1120, 58.3, 102, 64, 0.000844);
        state.notice.sentence
            = QStringLiteral("No bytes for 30 s. The end marker never came, so the answer is cut off here.");
        state.notice.actions
            = {{QStringLiteral("run_again"), QStringLiteral("Run again"), QStringLiteral("again"), true},
               {QStringLiteral("wait_longer"), QStringLiteral("Keep waiting longer"), {}, false}};
        lane.text = partialCode;
    } else if (name == QLatin1String("failed401")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5"));
        state = stateOf(LaneStage::Failed, 214);
        state.httpStatus = 401;
        state.notice.sentence = QStringLiteral("“invalid x-api-key”");
        state.notice.advice
            = QStringLiteral("Anthropic refused the key that ends in Qf3A. Replace it, or use another one.");
        state.notice.actions
            = {{QStringLiteral("replace_key"), QStringLiteral("Replace key"), QStringLiteral("key"), true},
               {QStringLiteral("run_again"), QStringLiteral("Retry"), QStringLiteral("again"), false}};
        state.details = {QStringLiteral("401 · req_011CVx7Qk2 · raw body"),
                         QStringLiteral("{\"error\":{\"message\":\"invalid x-api-key\"}}"),
                         QStringLiteral("401\nreq_011CVx7Qk2\n{\"error\":{\"message\":\"invalid x-api-key\"}}")};
        lane.isChosen = true;
    } else if (name == QLatin1String("failed429")) {
        lane.info = slotInfo(2, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Failed, 188);
        state.httpStatus = 429;
        state.notice.sentence = QStringLiteral("“Rate limit reached for gpt-6.2-sol on tokens per min: Limit 30000, "
                                               "Used 29114, Requested 1620. Please try again in 32s.”");
        state.notice.advice
            = QStringLiteral("The limit belongs to the organization of this key. There is room again in 21 s.");
        state.notice.progress = {11, 32, {}, {}};
        state.notice.actions
            = {{QStringLiteral("wait"), QStringLiteral("Wait 21 s"), QStringLiteral("history"), false},
               {QStringLiteral("run_again"), QStringLiteral("Retry now"), QStringLiteral("again"), false}};
        state.details = {QStringLiteral("429 · req_8f02c1e5 · raw body"), QStringLiteral("{}"), QStringLiteral("429")};
    } else if (name == QLatin1String("nokey")) {
        lane.info = slotInfo(3, QStringLiteral("mistral/codestral-2508"));
        state = stateOf(LaneStage::NoKey, 0);
        state.notice.sentence = QStringLiteral("Mistral needs a key.");
        state.notice.advice = QStringLiteral("It is stored encrypted in the vault and sent to api.mistral.ai only.");
        state.notice.actions = {{QStringLiteral("add_key"), QStringLiteral("Add key"), QStringLiteral("key"), true},
                                {QStringLiteral("use_env"), QStringLiteral("Use MISTRAL_API_KEY"), {}, false}};
    } else if (name == QLatin1String("cancelled")) {
        lane.info = slotInfo(4, QStringLiteral("deepseek/deepseek-v4-pro"));
        state = stateOf(LaneStage::Cancelled, 1930);
        state.metrics = metrics(731, 33.4, 102, 41, 0.000148);
        state.notice.advice
            = QStringLiteral("Stopped after 41 tokens; the connection is closed. About $0.000148 is billed.");
        state.notice.actions
            = {{QStringLiteral("run_again"), QStringLiteral("Run again"), QStringLiteral("again"), false}};
        lane.text = QStringLiteral("def parse_duration(text):\n    total = 0\n    for number, unit in re.findall(\n    "
                                   "        r\"(\\d+)([hms])\", te");
    } else if (name == QLatin1String("queued")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo"));
        state = stateOf(LaneStage::Queued, 72'000);
        state.notice.sentence = QStringLiteral("llama-server is being built, once for this user.");
        state.notice.advice = QStringLiteral("The run waits and starts by itself. Other lanes do not wait.");
        state.notice.progress = {148, 389, QStringLiteral("148 of 389 files"), QStringLiteral("about 7 min left")};
        state.notice.actions
            = {{QStringLiteral("show_log"), QStringLiteral("Show the log"), {}, false},
               {QStringLiteral("other_server"), QStringLiteral("Use another llama-server"), {}, false}};
    } else if (name == QLatin1String("ready")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo#temperature=0"));
        state = stateOf(LaneStage::Ready, 0);
        state.notice.advice = QStringLiteral("The answer at temperature 0 appears here.");
        state.notice.showsRunKeys = true;
        lane.isChosen = true;
    } else if (name == QLatin1String("demo")) {
        lane.info = slotInfo(0, QStringLiteral("local/demo#temperature=0"));
        state = stateOf(LaneStage::Complete, 158);
        state.bareCodeLanguage = QStringLiteral("python");
        state.metrics = metrics(41.3, 557, 131, 66, 0);
        lane.text = QStringLiteral(
            "def parse_duration(text):\n    \"\"\"Parse a duration.\"\"\"\n    if not text:\n        return None\n"
            "    value = text.split(\" \")\n    return int(value[0])\n");
    } else if (name == QLatin1String("dropped")) {
        lane.info = slotInfo(10, QStringLiteral("openai/gpt-6.2-sol"));
        state = stateOf(LaneStage::Waiting, 900);
        state.ledger
            = {{QStringLiteral("temperature"), QStringLiteral("0.7"), {}, QString(ledger_reason::refusedByModel)}};
    } else if (name == QLatin1String("clamped")) {
        lane.info = slotInfo(1, QStringLiteral("anthropic/claude-opus-5-5#temperature=0.7"));
        state = stateOf(LaneStage::Complete, 900);
        state.ledger
            = {{QStringLiteral("max_tokens"), {}, QStringLiteral("8192"), QString(ledger_reason::demandedMaximum)},
               {QStringLiteral("temperature"), QStringLiteral("0.7"), {}, QString(ledger_reason::whileReasoning)}};
        state.notice.notes = {QStringLiteral("This answer is not in the history yet."),
                              QStringLiteral("One damaged part of the answer was skipped.")};
        lane.text = doneAnswer;
    }
    return lane;
}

void dress(Theme &theme)
{
    // The faces of the pictures, where the machine has them.
    Theme::Fonts fonts;
    fonts.interfaceFamily = QStringLiteral("Noto Sans");
    fonts.fixedFamily = QStringLiteral("JetBrains Mono");
    const QString wish = qEnvironmentVariable("TRIPTYCH_GRAB_THEME");
    fonts.isChinese = wish.contains(QLatin1String("zh"));
    theme.setFonts(fonts);
    if (wish.contains(QLatin1String("dark")))
        theme.setKind(Theme::Kind::Dark);
    else if (wish.contains(QLatin1String("contrast")))
        theme.setKind(Theme::Kind::HighContrast);
    QApplication::setStyle(new TriptychStyle(theme));
}

void failOnWarnings()
{
    // Popups ask for what the offscreen platform cannot do.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

} // namespace triptych
