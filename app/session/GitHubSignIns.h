// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "core/run/EndpointSource.h"
#include "core/signin/CopilotSignIn.h"

#include <QObject>

namespace triptych {

class IoThread;
class KeyRing;

/// Signs people in at GitHub for a provider of the scheme "copilot", by a code. Lives on the main thread.
class GitHubSignIns final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GitHubSignIns)

public:
    GitHubSignIns(KeyRing &keys, IoThread &io, QObject *parent = nullptr);

    /// `preset` has its fields and ways; `proxyOrigin` comes from signInOrigin(). The calls come here, later, unless
    /// `context` went or the Pending did: the code once it is there, the end once, with the key to store.
    [[nodiscard]] std::unique_ptr<Pending> start(const ProviderPreset &preset, const QString &proxyOrigin,
                                                 QObject *context, CopilotSignIn::CodeCame codeCame,
                                                 CopilotSignIn::Ended ended);

private:
    struct Job;
    void begin(const std::shared_ptr<Job> &job, SignInWay way);
    void end(const std::shared_ptr<Job> &job, Result<Secret> result);

    KeyRing &m_keys;
    IoThread &m_io;
};

} // namespace triptych
