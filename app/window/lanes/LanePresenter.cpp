// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/lanes/LanePresenter.h"

#include "core/dialects/RefusedParameter.h"
#include "core/text/ErrorText.h"
#include "ui/shell/Figures.h"

#include <algorithm>
#include <cmath>

namespace triptych {

namespace {

constexpr auto demoLanguage = "python";
constexpr double leastShownMs = 1;

LaneStage stageOf(LanePhase phase)
{
    switch (phase) {
    case LanePhase::Queued: return LaneStage::Queued;
    case LanePhase::Connecting: return LaneStage::Connecting;
    case LanePhase::Waiting: return LaneStage::Waiting;
    case LanePhase::Reasoning: return LaneStage::Reasoning;
    case LanePhase::Writing:
    case LanePhase::Ended: break;
    }
    return LaneStage::Writing;
}

LaneStage stageOf(const LaneRecord &record)
{
    switch (record.outcome) {
    case LaneOutcome::Complete: return LaneStage::Complete;
    case LaneOutcome::Incomplete: return LaneStage::Incomplete;
    case LaneOutcome::Cancelled: return LaneStage::Cancelled;
    case LaneOutcome::Failed: break;
    }
    return LaneStage::Failed;
}

LaneMetrics metricsOf(const LaneTiming &timing, const TokenUsage &usage, std::optional<double> usd)
{
    std::optional<qint64> input = usage.input;
    if (input)
        *input += usage.cachedInput.value_or(0);
    return {.firstTextMs = timing.afterQueue(timing.firstTextMs),
            .tokensPerSecond = timing.outputTokensPerSecond,
            .inputTokens = input,
            .outputTokens = usage.output,
            .usd = usd};
}

/// How long it reasoned: from the first thought to the first word, or to the end. Nothing where both came at once.
std::optional<double> reasoningMs(const LaneTiming &timing)
{
    const auto end = timing.firstTextMs ? timing.firstTextMs : timing.totalMs;
    if (!timing.firstReasoningMs || !end)
        return {};
    const double took = *end - *timing.firstReasoningMs;
    return took < leastShownMs ? std::nullopt : std::optional(took);
}

/// Until text comes, all that came is reasoning.
std::optional<qint64> reasoningTokens(const LaneFlight &flight)
{
    const qint64 counted = flight.timing.firstTextMs ? flight.estimatedReasoning
                                                     : std::max(flight.estimatedReasoning, flight.estimatedOutput);
    if (flight.usage.reasoning.value_or(0) > 0 || counted == 0)
        return flight.usage.reasoning;
    return counted;
}

/// Counted as the answer counts them.
QString sourcesOf(const LaneRecord &record)
{
    QStringList lines {LanePresenter::tr("Sources that the provider names:")};
    for (qsizetype i = 0; i < record.sources.size(); ++i)
        lines << QStringLiteral("[%1] %2").arg(i + 1).arg(record.sources[i]);
    return lines.join(QLatin1Char('\n'));
}

QStringList notesOf(const LaneRecord &record)
{
    QStringList notes;
    for (const LaneNote &note : record.notes)
        notes << noteText(note);
    notes.removeAll(QString());
    if (!record.explanation.isEmpty())
        notes.prepend(LanePresenter::tr("“%1”", "the provider's own words").arg(record.explanation));
    if (!record.sources.isEmpty())
        notes << sourcesOf(record);
    return notes;
}

/// Limits in time of ours, which a person may find too short.
bool isTooImpatient(const QString &cause)
{
    static const QStringList limits {QStringLiteral("first_content"), QStringLiteral("idle"),
                                     QStringLiteral("no_progress"), QStringLiteral("deadline")};
    return limits.contains(cause);
}

LaneDetails detailsOf(const LaneRecord &record)
{
    if (!record.error || record.outcome == LaneOutcome::Cancelled)
        return {};
    const QString body = record.error->rawBody;
    if (!record.httpStatus && record.requestId.isEmpty() && body.isEmpty())
        return {}; // the server never spoke
    QStringList parts;
    if (record.httpStatus)
        parts << QString::number(*record.httpStatus);
    if (!record.requestId.isEmpty())
        parts << record.requestId;
    const auto lineWith
        = [&parts](const QString &last) { return (parts + QStringList {last}).join(QStringLiteral(" · ")); };
    return {.summary = lineWith(body.isEmpty() ? record.cause : LanePresenter::tr("raw body")),
            .body = body,
            .copied = record.name() + QLatin1Char('\n') + lineWith(record.cause) + QLatin1Char('\n') + body};
}

bool isAboutTheProvider(const QString &cause)
{
    static const QStringList causes {QStringLiteral("no_secret"),         QStringLiteral("invalid_url"),
                                     QStringLiteral("insecure_http"),     QStringLiteral("invalid_header"),
                                     QStringLiteral("extra_body"),        QStringLiteral("html_page"),
                                     QStringLiteral("address_incomplete")};
    return cause.startsWith(QLatin1String("tls")) || causes.contains(cause);
}

/// A part of the request that was dropped already stands in the ledger.
bool wasSent(const LaneRecord &record, const QString &setting)
{
    if (isPartOfRequest(setting))
        return std::none_of(record.ledger.begin(), record.ledger.end(), [&setting](const LedgerEntry &entry) {
            return entry.parameter == setting && entry.sent.isEmpty();
        });
    const auto words = settingWords(record.settings);
    return std::any_of(words.begin(), words.end(),
                       [&setting](const SettingWord &word) { return word.first == setting; });
}

} // namespace

LaneSlotInfo LanePresenter::slotInfo(const LaneContext &context, int slot)
{
    LaneSlotInfo info {.slot = slot, .address = context.address, .ending = context.ending.text};
    info.badge = badgesOf(context).join(QStringLiteral(" · "));
    if (context.isDemonstration) {
        info.badgeLinks = {{.id = QStringLiteral("get_model"), .text = tr("Get a real model")},
                           {.id = QStringLiteral("add_key"), .text = tr("Add a key")}};
    }
    return info;
}

QStringList LanePresenter::badgesOf(const LaneContext &context)
{
    QStringList badges;
    if (context.missesImages) // what is new comes first: a narrow lane cuts the end
        badges << tr("cannot see images");
    if (context.missesDocuments)
        badges << tr("cannot read documents");
    if (context.ending.isSoon)
        badges << context.ending.text;
    if (context.isDemonstration)
        badges << tr("demonstration: 4 M parameters, small Python only");
    return badges;
}

LaneViewState LanePresenter::ready(const LaneContext &context)
{
    LaneViewState state;
    if (context.lacksKey) {
        state.stage = LaneStage::NoKey;
        state.notice = keyNotice(context);
        return state;
    }
    if (context.engineBuild) {
        state.notice = queueNotice(context, *context.engineBuild);
        return state;
    }
    if (context.hasEverRun)
        return state;
    const auto temperature = context.address.settings.temperature;
    const bool isFirst = context.position == 0;
    if (temperature) {
        const QString figure = QString::number(*temperature);
        state.notice.advice = isFirst ? tr("The answer at temperature %1 appears here.").arg(figure)
                                      : tr("The answer at temperature %1 appears here, at the same time.").arg(figure);
    } else {
        state.notice.advice = isFirst ? tr("The answer appears here.") : tr("This answer appears at the same time.");
    }
    state.notice.showsRunKeys = isFirst;
    return state;
}

LaneNotice LanePresenter::keyNotice(const LaneContext &context)
{
    LaneNotice notice {.sentence = tr("%1 needs a key.").arg(context.providerLabel),
                       .advice = tr("It is stored encrypted in the vault and sent to %1 only.").arg(context.keyHost)};
    notice.actions.push_back(
        {.id = QStringLiteral("add_key"), .text = tr("Add key"), .icon = QStringLiteral("key"), .isDefault = true});
    if (!context.keyEnv.isEmpty())
        notice.actions.push_back({.id = QStringLiteral("use_env"), .text = tr("Use %1").arg(context.keyEnv)});
    return notice;
}

/// The wait before another try, told as it passes.
LaneNotice LanePresenter::retryNotice(const LaneContext &context, const LaneFlight &flight)
{
    const QueueNote &note = flight.note;
    const ErrorSentence why = describe(note.error.value_or(Error {}), context.providerLabel);
    LaneNotice notice {.sentence = why.what,
                       .advice
                       = tr("Try %1 starts in %2.").arg(note.done + 1).arg(formatWait(note.total - flight.noteAgeMs)),
                       .progress = LaneProgress {.done = int(flight.noteAgeMs), .total = note.total}};
    notice.actions = {{.id = QStringLiteral("retry_now"), .text = tr("Retry now"), .icon = QStringLiteral("again")},
                      {.id = QStringLiteral("give_up"), .text = tr("Fail now"), .icon = QStringLiteral("stop")}};
    return notice;
}

/// The key that a run lacked is there by now.
LaneNotice LanePresenter::keyCameNotice(const LaneContext &context)
{
    return {.sentence = tr("There is a key for %1 now.").arg(context.providerLabel),
            .actions = {{.id = QStringLiteral("run_again"),
                         .text = tr("Run this lane"),
                         .icon = QStringLiteral("run"),
                         .isDefault = true}}};
}

LaneNotice LanePresenter::queueNotice(const LaneContext &context, const LaneFlight &flight)
{
    const QueueNote &note = flight.note;
    if (note.code == QLatin1String("retry"))
        return retryNotice(context, flight);
    LaneNotice notice;
    if (note.code == QLatin1String("llama.building"))
        return buildNotice(flight);
    if (note.code.startsWith(QLatin1String("llama."))) {
        notice.sentence = tr("The local model is being loaded.");
        notice.actions = {{.id = QStringLiteral("show_log"), .text = tr("Show the log")}};
    } else if (note.code == QLatin1String("vault_locked")) {
        notice.sentence = tr("The vault is locked.");
        notice.advice = tr("The run waits and starts by itself once it is unlocked.");
        notice.actions = {{.id = QStringLiteral("unlock"),
                           .text = tr("Unlock"),
                           .icon = QStringLiteral("unlock"),
                           .isDefault = true}};
    }
    return notice;
}

LaneNotice LanePresenter::buildNotice(const LaneFlight &flight)
{
    const QueueNote &note = flight.note;
    LaneNotice notice {.sentence = tr("llama-server is being built, once for this user."),
                       .advice = tr("The run waits and starts by itself. Other lanes do not wait.")};
    if (note.total > 0)
        notice.progress = LaneProgress {.done = note.done,
                                        .total = note.total,
                                        .label = tr("%1 of %2 files").arg(note.done).arg(note.total),
                                        .remaining = remaining(flight)};
    notice.actions = {{.id = QStringLiteral("show_log"), .text = tr("Show the log")},
                      {.id = QStringLiteral("choose_server"), .text = tr("Use another llama-server")}};
    return notice;
}

/// At the pace since the first note; nothing while that is too short to tell, or once it was wrong.
QString LanePresenter::remaining(const LaneFlight &flight)
{
    constexpr double shortest = 5000;
    constexpr double step = 10'000; // nobody needs it finer
    const int done = flight.note.done - flight.firstNote.done;
    const double spent = flight.firstNoteAgeMs - flight.noteAgeMs;
    if (flight.firstNote.code != flight.note.code || done <= 0 || spent < shortest)
        return {};
    const double left = spent / done * (flight.note.total - flight.note.done) - flight.noteAgeMs;
    return left > 0 ? tr("about %1 left").arg(formatWait(std::ceil(left / step) * step)) : QString();
}

/// While a provider says nothing of tokens, they are counted here and marked so.
LaneMetrics LanePresenter::liveMetrics(const LaneFlight &flight)
{
    LaneMetrics metrics = metricsOf(flight.timing, flight.usage, flight.usdSoFar);
    const qint64 told = flight.usage.output.value_or(0);
    if (flight.estimatedOutput > told) { // message_start says 1 long before the end
        metrics.outputTokens = flight.estimatedOutput;
        metrics.isOutputEstimated = true;
    }
    const auto begin = flight.timing.firstReasoningMs ? flight.timing.firstReasoningMs
        : flight.timing.firstTextMs                   ? flight.timing.firstTextMs
                                                      : flight.timing.firstToolMs;
    if (begin && metrics.outputTokens > 1 && flight.elapsedMs > *begin)
        metrics.tokensPerSecond = double(*metrics.outputTokens - 1) * 1000 / (flight.elapsedMs - *begin);
    return metrics;
}

LaneViewState LanePresenter::inFlight(const LaneContext &context, const LaneFlight &flight)
{
    LaneViewState state;
    state.stage = stageOf(flight.phase);
    state.elapsedMs = flight.elapsedMs;
    state.timing = flight.timing;
    state.forecast = flight.forecast;
    if (flight.phase == LanePhase::Queued)
        state.notice = queueNotice(context, flight);
    state.metrics = liveMetrics(flight);
    state.reasoningMs = reasoningMs(flight.timing);
    state.reasoningTokens = reasoningTokens(flight);
    if (context.isDemonstration)
        state.bareCodeLanguage = QLatin1String(demoLanguage);
    return state;
}

LaneViewState LanePresenter::ended(const LaneContext &context, const LaneRecord &record)
{
    LaneViewState state;
    state.stage = stageOf(record);
    if (record.cause == QLatin1String("no_key"))
        state.stage = context.lacksKey ? LaneStage::NoKey : LaneStage::Ready;
    state.elapsedMs = record.timing.totalMs.value_or(0);
    state.httpStatus = record.outcome == LaneOutcome::Failed ? record.httpStatus : std::nullopt;
    state.timing = record.timing;
    state.notice = endNotice(context, record);
    state.details = record.cause == QLatin1String("no_key") ? LaneDetails {} : detailsOf(record);
    state.metrics = metricsOf(record.timing, record.usage, record.cost.usd);
    state.ledger = record.ledger;
    state.reasoningMs = reasoningMs(record.timing);
    state.reasoningTokens = record.usage.reasoning;
    state.notice.notes = notesOf(record);
    if (context.isDemonstration)
        state.bareCodeLanguage = QLatin1String(demoLanguage);
    return state;
}

LaneNotice LanePresenter::endNotice(const LaneContext &context, const LaneRecord &record)
{
    if (record.outcome == LaneOutcome::Complete) {
        if (record.finish == FinishReason::Length)
            return {.advice = tr("The answer reached its limit of tokens.")};
        if (record.finish == FinishReason::Filtered)
            return {.advice = tr("The provider withheld or cut this answer.")};
        return {};
    }
    if (record.cause == QLatin1String("no_key"))
        return context.lacksKey ? keyNotice(context) : keyCameNotice(context);
    LaneNotice notice;
    if (record.outcome == LaneOutcome::Cancelled) {
        notice.advice = billed(record);
    } else {
        Error error = record.error.value_or(Error {});
        if (error.retryAfter) // as long as it is true, and by what is left of it
            error.retryAfter
                = context.roomInMs ? std::optional(std::chrono::milliseconds(qint64(*context.roomInMs))) : std::nullopt;
        const ErrorSentence sentence = describe(error, context.providerLabel);
        const bool isQuote = record.error && !record.error->message.isEmpty() && sentence.what == record.error->message;
        notice.sentence = isQuote ? tr("“%1”", "the provider's own words").arg(sentence.what) : sentence.what;
        notice.advice = context.roomInMs && context.waitsForRoom
            ? tr("The lane runs again by itself in %1.").arg(formatWait(*context.roomInMs))
            : sentence.advice;
        if (context.roomInMs)
            notice.progress = LaneProgress {.done = int(record.error->retryAfter->count() - *context.roomInMs),
                                            .total = int(record.error->retryAfter->count())};
    }
    notice.actions = endActions(context, record);
    return notice;
}

QString LanePresenter::billed(const LaneRecord &record)
{
    QString sentence = tr("Stopped; the connection is closed. What came so far is kept.");
    if (record.text.isEmpty() && record.reasoning.isEmpty())
        sentence = tr("Stopped before the first word; the connection is closed.");
    else if (record.usage.output)
        sentence = tr("Stopped after %n tokens; the connection is closed.", nullptr, int(*record.usage.output));
    if (record.cost.usd.value_or(0) > 0)
        sentence = tr("%1 About %2 is billed.", "a sentence, then an amount").arg(sentence, formatUsd(record.cost.usd));
    return sentence;
}

std::vector<LaneAction> LanePresenter::endActions(const LaneContext &context, const LaneRecord &record)
{
    std::vector<LaneAction> actions;
    const auto add = [&actions](const char *id, const QString &text, const char *icon) {
        actions.push_back(
            {.id = QLatin1String(id), .text = text, .icon = QLatin1String(icon), .isDefault = actions.empty()});
    };
    const QString &cause = record.cause;
    const auto field
        = std::find_if(context.fields.begin(), context.fields.end(), [&record](const ProviderField &candidate) {
              return record.error && record.error->parameter == candidate.id;
          });
    if (cause == QLatin1String("account_field") && field != context.fields.end())
        add(qPrintable(editFieldPrefix + field->id), tr("Edit %1…").arg(fieldLabel(*field)), "settings");
    if (cause == QLatin1String("auth") || cause == QLatin1String("account_field")
        || cause == QLatin1String("breaker.key"))
        add("add_key", tr("Replace key"), "key");
    if (cause == QLatin1String("key_origin"))
        add("add_key", tr("Add a key"), "key");
    if (cause.startsWith(QLatin1String("copilot")))
        add("add_key", tr("Sign in…"), "key");
    if (cause == QLatin1String("vault_locked"))
        add("unlock", tr("Unlock"), "unlock");
    if (cause == QLatin1String("local.exec"))
        add("choose_server", tr("Use another llama-server"), "settings");
    if (cause.startsWith(QLatin1String("proxy")))
        add("network", tr("Network settings"), "settings");
    if (isAboutTheProvider(cause)) // its CA file, its address, its headers
        add("edit_provider", tr("Settings of %1…").arg(context.providerLabel), "settings");
    if (cause.startsWith(QLatin1String("local.")) && context.address.provider == QLatin1String("local"))
        add("show_log", tr("Show the log"), "file");
    const QString setting = record.error ? settingOf(record.error->parameter) : QString();
    if (wasSent(record, setting))
        add("drop_parameter", tr("Drop %1 and retry").arg(settingLabel(setting)), "again");
    if (context.roomInMs && context.waitsForRoom)
        add("stop_waiting", tr("Stop waiting"), "stop");
    else if (context.roomInMs)
        add("wait", tr("Wait %1").arg(formatWait(*context.roomInMs)), "history");
    if (context.roomInMs && cause.startsWith(QLatin1String("breaker"))) // it would be refused again
        return actions;
    if (context.roomInMs) {
        add("run_again", tr("Retry now"), "again");
        return actions;
    }
    add("run_again", record.outcome == LaneOutcome::Failed ? tr("Retry") : tr("Run again"), "again");
    if (isTooImpatient(cause))
        add("wait_longer", tr("Keep waiting longer"), "");
    return actions;
}

void markBest(const std::vector<Contender> &contenders)
{
    std::vector<LaneMetrics *> metrics;
    for (const Contender &contender : contenders) {
        contender.metrics->isBestFirstText = contender.metrics->isBestSpeed = contender.metrics->isBestCost = false;
        if (contender.isComplete && !contender.isDemonstration)
            metrics.push_back(contender.metrics);
    }
    if (metrics.size() < 2)
        return;
    const auto mark
        = [&metrics](std::optional<double> LaneMetrics::*value, bool LaneMetrics::*isBest, bool isLessBetter) {
              std::optional<double> best;
              for (const LaneMetrics *lane : metrics) {
                  const auto &figure = lane->*value;
                  if (figure && (!best || (isLessBetter ? *figure < *best : *figure > *best)))
                      best = figure;
              }
              for (LaneMetrics *lane : metrics)
                  lane->*isBest = best && lane->*value == best;
          };
    mark(&LaneMetrics::firstTextMs, &LaneMetrics::isBestFirstText, true);
    mark(&LaneMetrics::tokensPerSecond, &LaneMetrics::isBestSpeed, false);
    mark(&LaneMetrics::usd, &LaneMetrics::isBestCost, true);
}

} // namespace triptych
