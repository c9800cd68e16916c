// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"

namespace triptych {

/// The status with which a client is told of an error. What a provider says of the gateway's own key is no 401 to the
/// client: its token is fine.
int statusOf(const Error &error);

/// The error in words for a client, in English: what failed of the gateway is named with the mend.
Error forClient(Error error, const QString &provider);

/// What goes with that status: how long to wait, how to sign in.
HttpHeaders failureHeaders(int status, const Error &error);

} // namespace triptych
