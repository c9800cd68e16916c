// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"

namespace triptych {

/// A recorded reply: the bytes of its body, and as much of its head as matters. The file is the body itself when the
/// head is just 200 and text/event-stream; otherwise a first line such as `#tape 200 content-type: application/json`
/// comes before it, with further headers separated by a tab.
struct StreamTape
{
    HttpResponseHead head = {};
    QByteArray body = {};

    static Result<StreamTape> parse(QByteArrayView file);
    QByteArray toBytes() const;
};

} // namespace triptych
