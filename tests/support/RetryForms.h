// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"

#include <vector>

namespace triptych {

/// One way in which an answer says, or seems to say, when to come again.
struct RetryForm
{
    const char *name = "";
    HttpHeaders headers = {};
    QByteArray body = {}; ///< Empty: any that says nothing of it.
    qint64 ms = -1; ///< What it comes to; -1: nothing that can be used.
};

const std::vector<RetryForm> &retryFormsOfHeaders();
const std::vector<RetryForm> &retryFormsOfBodies();

} // namespace triptych
