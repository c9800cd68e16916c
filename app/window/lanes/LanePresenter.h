// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "core/run/EndpointSource.h"
#include "ui/lanes/LaneViewState.h"
#include "ui/selector/ModelEnding.h"

#include <QCoreApplication>

namespace triptych {

/// A lane on its way, as the engine told of it so far.
struct LaneFlight
{
    LanePhase phase = LanePhase::Queued;
    QueueNote note = {};
    double noteAgeMs = 0;
    QueueNote firstNote = {}; ///< The first with the code of `note`: the pace since then tells how long it still takes.
    double firstNoteAgeMs = 0;
    LaneTiming timing = {};
    double elapsedMs = 0;
    LaneForecast forecast = {};
    TokenUsage usage = {};
    qint64 estimatedOutput = 0; ///< Tokens of what came so far; counts while the provider says nothing.
    qint64 estimatedReasoning = 0; ///< What of it was reasoning; 0: not counted apart.
    std::optional<double> usdSoFar = {};
};

/// What is known about a lane beside its record.
struct LaneContext
{
    LaneAddress address = {};
    QString providerLabel = {};
    QString keyEnv = {}; ///< The variable that could be used instead of a key; empty: none is set.
    QString keyHost = {}; ///< Where a key for it is sent.
    std::vector<ProviderField> fields = {}; ///< That its provider wants beside the key.
    ModelEnding ending = {}; ///< Of its model.
    bool isDemonstration = false;
    bool lacksKey = false;
    bool missesImages = false; ///< The prompt shows some, and the model cannot see.
    bool missesDocuments = false;
    int position = 0; ///< Among the lanes.
    bool hasEverRun = false; ///< Something ran in this window.
    std::optional<double> roomInMs = {}; ///< A refusal for want of room: how long until there is some again.
    bool waitsForRoom = false;
    std::optional<LaneFlight> engineBuild = {}; ///< A local lane while llama-server is being built: how far that is.
};

/// An action whose id begins so opens the field of the provider whose id follows.
inline const QString editFieldPrefix = QStringLiteral("edit_field:");

/// Makes what a lane shows from what is known about it: sentences, next steps, figures. Pure but for tr().
class LanePresenter
{
    Q_DECLARE_TR_FUNCTIONS(LanePresenter)

public:
    static LaneSlotInfo slotInfo(const LaneContext &context, int slot);
    static LaneViewState ready(const LaneContext &context);
    static LaneViewState inFlight(const LaneContext &context, const LaneFlight &flight);
    static LaneViewState ended(const LaneContext &context, const LaneRecord &record);

private:
    static QStringList badgesOf(const LaneContext &context);
    static LaneNotice keyNotice(const LaneContext &context);
    static LaneNotice queueNotice(const LaneContext &context, const LaneFlight &flight);
    static LaneNotice buildNotice(const LaneFlight &flight);
    static QString remaining(const LaneFlight &flight);
    static LaneNotice keyCameNotice(const LaneContext &context);
    static LaneNotice retryNotice(const LaneContext &context, const LaneFlight &flight);
    static LaneMetrics liveMetrics(const LaneFlight &flight);
    static LaneNotice endNotice(const LaneContext &context, const LaneRecord &record);
    static std::vector<LaneAction> endActions(const LaneContext &context, const LaneRecord &record);
    static QString billed(const LaneRecord &record);
};

/// Marks the best first text, speed and cost among complete lanes of one run, where there are at least two;
/// demonstration lanes take no part.
struct Contender
{
    LaneMetrics *metrics = nullptr;
    bool isComplete = false;
    bool isDemonstration = false;
};
void markBest(const std::vector<Contender> &contenders);

} // namespace triptych
