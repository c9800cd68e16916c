// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/AnswerOrder.h"
#include "core/chat/Endpoint.h"
#include "core/chat/LaneNote.h"
#include "core/chat/LaneSettings.h"

#include <QDateTime>
#include <QMetaType>
#include <vector>

namespace triptych {

enum class RunId : quint64 {};
enum class LaneId : quint64 {}; ///< One prompt sent to one model: one column. Never used twice in a process.

/// Phases move only forward; a retry before content may return to Queued.
enum class LanePhase : quint8 { Queued, Connecting, Waiting, Reasoning, Writing, Ended };
enum class LaneOutcome : quint8 { Complete, Incomplete, Failed, Cancelled };

QString phaseName(LanePhase phase); ///< "queued" …
QString outcomeName(LaneOutcome outcome); ///< "complete" …
std::optional<LaneOutcome> outcomeFromName(QStringView name);

/// All times are milliseconds since the lane was queued; a clock that never struck is absent.
struct LaneTiming
{
    std::optional<double> queuedMs = {}; ///< How long it waited before connecting.
    std::optional<double> connectMs = {};
    std::optional<double> tlsMs = {};
    std::optional<double> sentMs = {};
    std::optional<double> headersMs = {};
    std::optional<double> firstByteMs = {};
    std::optional<double> firstReasoningMs = {};
    std::optional<double> firstTextMs = {};
    std::optional<double> firstToolMs = {};
    std::optional<double> totalMs = {};
    std::optional<double> outputTokensPerSecond = {};

    /// A clock of this lane, counted from the moment it left our own queue: what a model is charged with.
    std::optional<double> afterQueue(std::optional<double> clockMs) const
    {
        return clockMs ? std::optional(*clockMs - queuedMs.value_or(0)) : std::nullopt;
    }

    bool operator==(const LaneTiming &) const = default;
};

struct ToolCall
{
    QString id = {};
    QString name = {};
    QByteArray arguments = {};

    bool operator==(const ToolCall &) const = default;
};

enum class CostSource : quint8 { Unknown, Computed, Provider };
struct LaneCost
{
    std::optional<double> usd = {}; ///< Unknown is absent, never 0.
    CostSource source = CostSource::Unknown;

    bool operator==(const LaneCost &) const = default;
};

enum class UsageSource : quint8 { Unknown, Estimated, Provider };

/// Everything there is to know about one lane that ended (or so far, while it runs).
struct LaneRecord
{
    LaneId id = {};
    RunId run = {};
    int index = 0; ///< Position among the lanes of the run.
    int repeat = 0;
    QString provider = {};
    QString model = {};
    LaneSettings settings = {};
    QDateTime startedAt = {}; ///< UTC.

    LaneOutcome outcome = LaneOutcome::Incomplete;
    QString cause = {}; ///< Empty when complete; otherwise a code of the fault catalogue.
    std::optional<int> httpStatus = {};
    FinishReason finish = FinishReason::Unknown;
    QString explanation = {}; ///< Why it was filtered, in the provider's words.
    QString text = {};
    QString reasoning = {};
    std::vector<ToolCall> toolCalls = {};
    AnswerOrder order = {}; ///< How text, reasoning and calls follow each other; may be empty.
    TokenUsage usage = {};
    UsageSource usageSource = UsageSource::Unknown;
    LaneCost cost = {};
    LaneTiming timing = {};
    QString servedModel = {};
    QString requestId = {};
    std::vector<LedgerEntry> ledger = {};
    QStringList sources = {}; ///< Addresses that the provider says its words are from, as the answer counts them.
    LaneNotes notes = {};
    int retries = 0;
    qint64 bytesReceived = 0;
    std::optional<Error> error = {};

    QString name() const { return provider + QLatin1Char('/') + model; }
};

/// The object of `run --json`. Exactly one line, no line break inside.
QByteArray toJson(const LaneRecord &record);
/// The same with the order of the answer and its opaque parts: what the history and the spool keep.
QByteArray toStoredJson(const LaneRecord &record);
/// Reads either.
Result<LaneRecord> laneRecordFromJson(QByteArrayView json);

} // namespace triptych

Q_DECLARE_METATYPE(triptych::RunId)
Q_DECLARE_METATYPE(triptych::LaneId)
Q_DECLARE_METATYPE(triptych::LanePhase)
Q_DECLARE_METATYPE(triptych::LaneRecord)
