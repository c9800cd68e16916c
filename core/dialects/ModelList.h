// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <QUrl>
#include <vector>

namespace triptych {

/// Reads the model list of any provider: `{"data":[…]}`, `{"models":[…]}` or a bare array, with the many names under
/// which they tell a context size or an ability. Entries without an id, or that are off, are left out.
Result<std::vector<ModelInfo>> readModelList(QByteArrayView body);

/// The day of a date, or of a time.
std::optional<QDate> dateOf(const QString &text);

/// Where the list goes on: an id (`after_id`) or a token (`pageToken`, `nextToken`); empty when this page was the last.
QString nextPageOf(QByteArrayView body);

/// The URL of a dialect's list from `after` on, which is empty for the first page; `url` itself where lists have no
/// pages or the first one needs no more.
QUrl modelsPageUrl(QStringView dialect, const QUrl &url, const QString &after);

} // namespace triptych
