// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"

#include <QStringList>

namespace triptych {

enum class LaneStage : quint8 {
    Ready,
    NoKey,
    Queued,
    Connecting,
    Waiting,
    Reasoning,
    Writing,
    Complete,
    Incomplete,
    Failed,
    Cancelled
};

/// Something a person can do about a lane; LaneView::actionTriggered carries the id.
struct LaneAction
{
    QString id = {};
    QString text = {};
    QString icon = {}; ///< Name of resources/icons; may be empty.
    bool isDefault = false; ///< Filled with the accent while the lane has the focus.
    bool operator==(const LaneAction &) const = default;
};

struct LaneProgress
{
    int done = 0;
    int total = 0;
    QString label = {}; ///< "148 of 389 files"; with it the bar stands above the advice, without below.
    QString remaining = {}; ///< "about 7 min left"
    bool operator==(const LaneProgress &) const = default;
};

/// What a lane has to say below its text: a sentence (the provider's own first), advice, notes, and what to do.
struct LaneNotice
{
    QString sentence = {};
    QString advice = {};
    QStringList notes = {}; ///< What else there is to know, a line each.
    std::optional<LaneProgress> progress = {};
    std::vector<LaneAction> actions = {};
    bool showsRunKeys = false; ///< "Ctrl + Enter runs", for the first start.

    bool isEmpty() const { return *this == LaneNotice {}; }
    bool operator==(const LaneNotice &) const = default;
};

/// Behind the fold of a failure; `copied` goes to the clipboard with one click and holds no secrets.
struct LaneDetails
{
    QString summary = {}; ///< "401 · req_011CVx7Qk2 · raw body"
    QString body = {};
    QString copied = {};
    bool isEmpty() const { return summary.isEmpty(); }
    bool operator==(const LaneDetails &) const = default;
};

struct LaneMetrics
{
    std::optional<double> firstTextMs = {};
    std::optional<double> tokensPerSecond = {};
    std::optional<qint64> inputTokens = {};
    std::optional<qint64> outputTokens = {};
    std::optional<double> usd = {}; ///< Exactly 0: nobody bills it.
    bool isOutputEstimated = false; ///< Counted here while it is written; the provider has the last word.
    bool isBestFirstText = false, isBestSpeed = false, isBestCost = false;
    bool operator==(const LaneMetrics &) const = default;
};

/// How long earlier runs of the same model took to their first text.
struct LaneForecast
{
    int runs = 0;
    double medianMs = 0;
    std::optional<double> limitMs = {}; ///< When the lane stops by itself.
    bool operator==(const LaneForecast &) const = default;
};

/// Everything a LaneView shows but the text, as it is at one moment. The controller makes it, the view only shows it.
struct LaneViewState
{
    LaneStage stage = LaneStage::Ready;
    double elapsedMs = 0; ///< When it was set; the view counts on from there while the lane runs.
    std::optional<int> httpStatus = {};
    LaneTiming timing = {}; ///< The marks so far.
    LaneForecast forecast = {};
    LaneNotice notice = {};
    LaneDetails details = {};
    LaneMetrics metrics = {};
    std::vector<LedgerEntry> ledger = {};
    std::optional<double> reasoningMs = {};
    std::optional<qint64> reasoningTokens = {};
    QString bareCodeLanguage = {}; ///< Not empty: an answer without a fence is code of this language.

    bool isRunning() const { return stage >= LaneStage::Queued && stage <= LaneStage::Writing; }
    bool hasEnded() const { return stage >= LaneStage::Complete; }
};

/// What a lane is, as long as it stands.
struct LaneSlotInfo
{
    int slot = 0; ///< 0 to 15: colour and marker, kept until the lane is removed.
    LaneAddress address = {};
    QString label = {}; ///< Shown instead of the model's id, when not empty.
    QString ending = {}; ///< "ends 1 Mar 2027"; empty: nobody said that its model does.
    QString badge = {}; ///< "demonstration: 4 M parameters, small Python only"
    std::vector<LaneAction> badgeLinks = {};
};

} // namespace triptych
