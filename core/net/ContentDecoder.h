// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArrayView>
#include <functional>
#include <memory>

namespace triptych {

/// Undoes a Content-Encoding as the bytes come. We ask for none; some servers compress all the same.
/// Known: gzip, deflate and identity; others fail with cause "content_encoding". What grows beyond 64 MiB, or beyond a
/// hundredfold once it is over 1 MiB, fails with "too_large".
class ContentDecoder
{
public:
    static constexpr qint64 maxBytes = 64 << 20;
    static constexpr qint64 maxRatio = 100;
    static constexpr qint64 ratioFreeBytes = 1 << 20;

    using Sink = std::function<void(QByteArrayView)>;

    explicit ContentDecoder(QByteArrayView contentEncoding);
    ~ContentDecoder();
    Q_DISABLE_COPY_MOVE(ContentDecoder)

    Result<> decode(QByteArrayView bytes, const Sink &sink);
    Result<> finish(); ///< The body is over; fails with "truncated" when the coding is not.

private:
    class Inflater;
    enum class Coding { Identity, Gzip, Deflate, Unknown };

    Coding m_coding;
    std::unique_ptr<Inflater> m_inflater;
};

} // namespace triptych
