// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/lanes/LaneController.h"
#include "core/base/Clock.h"
#include "core/run/EndpointSource.h"

#include <QObject>
#include <map>

namespace triptych {

class Session;

/// The tokens of the prompt in front as the lanes' providers count them, once it has rested for a second. What they
/// counted of an older prompt is forgotten. Lives on the GUI thread.
class PromptCounts final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PromptCounts)

public:
    /// `prompt` is asked when the time has come; while it cannot be sent, nobody counts it.
    PromptCounts(Session &session, Clock &clock, LaneController::Prompt prompt, QObject *parent = nullptr);
    ~PromptCounts() override;

    /// What stands there now: `text` is all that the prompt is made of. Lanes that nobody counted yet are asked again.
    void follow(const QString &text, const std::vector<LaneAddress> &lanes);
    std::optional<qint64> counted(const LaneAddress &lane) const;

Q_SIGNALS:
    void changed();

private:
    void heedConsent();
    void rest();
    void forget();
    void ask();
    void askFor(const LaneAddress &lane, const PromptToSend &prompt);
    bool isWanted(const LaneAddress &lane) const;

    Session &m_session;
    LaneController::Prompt m_prompt;
    std::unique_ptr<Timer> m_rest;
    QString m_text;
    std::vector<LaneAddress> m_lanes;
    bool m_hasConsent;
    std::map<QString, std::unique_ptr<Pending>> m_asked; ///< By lane, with its settings.
    std::map<QString, qint64> m_counts;
};

} // namespace triptych
