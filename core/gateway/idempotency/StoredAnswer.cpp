// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/StoredAnswer.h"

#include <algorithm>
#include <array>

namespace triptych {

bool isLastWord(int status)
{
    // No right yet, too slow, in conflict, too early, too often: all of these may pass.
    static constexpr std::array passing {401, 403, 408, 409, 425, 429};
    if (status >= 200 && status < 300)
        return true;
    return status >= 400 && status < 500 && std::find(passing.begin(), passing.end(), status) == passing.end();
}

StoredAnswer withinBounds(StoredAnswer answer)
{
    return answer.body.size() <= StoredAnswer::maxBodyBytes ? std::move(answer) : StoredAnswer {};
}

QByteArray headerLines(const HttpHeaders &headers)
{
    QByteArray lines;
    for (const auto &[name, value] : headers)
        lines += name + ':' + value + '\n';
    return lines;
}

HttpHeaders headersOf(const QByteArray &lines)
{
    HttpHeaders headers;
    for (const QByteArray &line : lines.split('\n')) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            headers.emplace_back(line.left(colon), line.mid(colon + 1));
    }
    return headers;
}

} // namespace triptych
