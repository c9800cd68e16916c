// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"

#include <QDateTime>
#include <QStringView>
#include <chrono>
#include <optional>

namespace triptych {

/// How long a provider asks to wait, from any header that says so. Dates count from the reply's own Date, so a wrong
/// clock here does not matter. What is not positive, or makes no sense, is absent; long waits are kept, at most 30
/// days.
std::optional<std::chrono::milliseconds> retryAfterIn(const HttpHeaders &headers);

/// A moment as HTTP writes it, in UTC; invalid where it is none.
QDateTime httpDate(const QByteArray &text);

/// The wait in a sentence such as "Please try again in 1m2.5s."
std::optional<std::chrono::milliseconds> retryAfterInText(QStringView message);

/// "6m0s", "20ms", "1.5s", "1h2m"; a bare number is seconds.
std::optional<std::chrono::milliseconds> durationOf(QByteArrayView text);

} // namespace triptych
