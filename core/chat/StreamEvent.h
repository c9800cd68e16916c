// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/base/RawJson.h"

#include <QByteArray>
#include <QStringList>
#include <variant>
#include <vector>

namespace triptych {

/// Why a model stopped, in the one vocabulary of all dialects.
enum class FinishReason : quint8 { Stop, Length, Filtered, ToolCall, Unknown };

QString finishName(FinishReason reason); ///< "stop", "length", "filtered", "tool_call", "unknown"

/// Counts of tokens; absent = the provider did not say.
struct TokenUsage
{
    std::optional<qint64> input = {}; ///< Without cached input.
    std::optional<qint64> output = {}; ///< With reasoning.
    std::optional<qint64> cachedInput = {};
    std::optional<qint64> cacheWrite = {};
    std::optional<qint64> reasoning = {};
    std::optional<double> costUsd = {}; ///< What the provider itself says the call cost.

    bool operator==(const TokenUsage &) const = default;
};

struct StreamOpened
{
    QString messageId = {};
    QString servedModel = {};
};
struct TextDelta
{
    QString text = {};
};
struct ReasoningDelta
{
    QString text = {};
};
struct ToolCallDelta
{
    int index = 0; ///< Counts the calls of one answer from 0.
    QString id = {};
    QString name = {};
    QByteArray arguments = {}; ///< A piece of JSON text.
};
/// Known to one dialect only, or to one service of it; echoed back there unchanged.
struct OpaquePart
{
    QString dialect = {};
    RawJson json = {};
};
/// Cumulative; the latest one wins. It may follow the end marker's frame but precedes StreamFinished.
struct UsageReport
{
    TokenUsage usage = {};
};
/// The stream had a fault that did not end it, such as "utf8_repaired" or "bad_json_skipped".
struct StreamNote
{
    QString code = {};
    int count = 1; ///< How often it happened since the last event of this code.
};
/// Where the provider says that it has its words from; the latest one wins.
struct SourcesReport
{
    QStringList addresses = {}; ///< In the order in which the answer counts them, from [1] on.
};
struct StreamFinished
{
    FinishReason reason = FinishReason::Unknown;
    QString explanation = {}; ///< Why it was filtered, in the provider's words; mostly empty.
};
struct StreamFailed
{
    Error error = {};
};

/// One thing a model said. A stream is any number of events, then exactly one
/// StreamFinished or StreamFailed, then silence. StreamDecoder enforces this.
using StreamEvent = std::variant<StreamOpened, TextDelta, ReasoningDelta, ToolCallDelta, OpaquePart, UsageReport,
                                 StreamNote, SourcesReport, StreamFinished, StreamFailed>;
using StreamEvents = std::vector<StreamEvent>;

} // namespace triptych

Q_DECLARE_METATYPE(triptych::StreamEvents)
