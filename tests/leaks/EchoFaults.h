// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/ScriptedServer.h"

namespace triptych {

/// A way in which a provider goes wrong and sends back the key that it was sent.
struct EchoFault
{
    QByteArray name; ///< Also the model that makes the server do it.
    const char *cause; ///< What the lane ends with; empty when it completes.
    script::Steps steps;
};

/// Against a lane of the dialect openai-chat that is signed in with `key`. `request` is what came.
std::vector<EchoFault> echoFaults(const QByteArray &key, const ScriptedRequest &request);

/// What the model of such a request is.
QByteArray modelOf(const ScriptedRequest &request);

} // namespace triptych
