// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"

#include <QByteArrayView>
#include <memory>
#include <vector>

namespace triptych {

/// Reads one HTTP/1.1 answer from bytes, however they are cut; it knows no socket. Informational answers are skipped.
/// Bounds: 64 KiB and 100 headers in a head, ten informational ones. What breaks a rule fails with cause "protocol",
/// what ends early with "truncated"; the body that came before stays in pieces().
class ResponseParser
{
public:
    static constexpr qsizetype maxHeadBytes = 64 << 10;
    static constexpr int maxHeaders = 100;
    static constexpr int maxInformational = 10;

    explicit ResponseParser(bool isAnswerToHead = false);
    ~ResponseParser();
    Q_DISABLE_COPY_MOVE(ResponseParser)

    /// After a failure, or once it is done, nothing more may be fed.
    Result<> feed(QByteArrayView bytes);
    Result<> close(); ///< The connection ended; fine where the head announced no other end.

    bool hasBytes() const; ///< Anything came at all.
    bool hasHead() const;
    const HttpResponseHead &head() const;
    const std::vector<QByteArrayView> &pieces() const; ///< Body of the last feed(); valid as long as its bytes.
    bool isDone() const;
    bool isReusable() const; ///< Done, the connection stays open and nothing came after the answer.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace triptych
