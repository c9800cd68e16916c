// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/Conversation.h"
#include "core/run/RunEngine.h"

#include <deque>

namespace triptych {

class GatewayHost;
class Session;
class TapPage;
struct GatewayRow;

/// Follows the calls that the gateway makes while Tap is on, and opens one of them as a prompt. Lives on the GUI
/// thread.
class GatewayTap final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GatewayTap)

public:
    static constexpr std::size_t mostShown = 50;

    GatewayTap(Session &session, GatewayHost &host, TapPage &page, QObject *parent = nullptr);

Q_SIGNALS:
    void forked(const triptych::PromptDocument &document, const QString &name);
    void problem(const QString &sentence);

private:
    enum class Voice : quint8 { None, Reasoning, Text, Tool };
    struct Call
    {
        LaneId lane = {};
        QString token = {}; ///< Its label.
        QString prompt = {};
        QString model = {};
        QDateTime at = {};
        std::vector<ChatTurn> turns = {};
        QString words = {}; ///< Of the answer, as they came.
        Voice voice = Voice::None;
        LanePhase phase = LanePhase::Queued;
        std::optional<LaneRecord> record = {};
    };

    void started(const StartedRun &run, const RunPlan &plan);
    void heard(LaneId lane, const StreamEvents &events);
    void ended(LaneId lane, const LaneRecord &record);
    static QString say(Call &call, const StreamEvent &event);
    static QString speak(Call &call, Voice voice, const QString &piece);
    void show();
    void showChosen();
    GatewayRow rowOf(const Call &call) const;
    void fork(const QString &id);
    Call *find(LaneId lane);
    Call *find(const QString &id);

    TapPage &m_page;
    std::deque<Call> m_calls; ///< Newest first.
};

} // namespace triptych
