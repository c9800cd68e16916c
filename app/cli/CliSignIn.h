// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/CliCommand.h"

namespace triptych {

class Pending;
class Session;
struct ProviderPreset;

/// Signs in at GitHub from a terminal: says the code and where to type it on standard error, waits, and stores the key,
/// which is never shown. The vault must be open.
class CliSignIn final
{
    Q_DISABLE_COPY_MOVE(CliSignIn)

public:
    using Ended = std::function<void(const Result<> &)>; ///< Once, later.

    CliSignIn(Session &session, Terminal &terminal) : m_session(session), m_terminal(terminal) {}
    ~CliSignIn();

    void start(const ProviderPreset &preset, const QString &label, Ended ended);

private:
    Session &m_session;
    Terminal &m_terminal;
    std::unique_ptr<Pending> m_pending;
};

} // namespace triptych
