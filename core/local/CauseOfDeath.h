// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/ChildProcess.h"

namespace triptych {

/// How a child was run when it ended by itself.
struct LastMoments
{
    QString program = {};
    ChildEnd end = {};
    bool wasReady = false;
    bool wasSandboxed = false;
    QByteArray log = {}; ///< Its last lines, without secrets; becomes rawBody.
};

/// local.oom when memory ran out, local.exec when the program gave up before it was ready (it would do so again), else
/// local.crash, which is worth a restart.
Error causeOfDeath(const LastMoments &moments);

} // namespace triptych
