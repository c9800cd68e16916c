// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/base/StrictJson.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <vector>

namespace triptych {

/// Reads the model list of any provider: `{"data":[…]}`, `{"models":[…]}` or a bare array, with the many names under
/// which they tell a context size or an ability. Entries without an id, or that are off, are left out.
Result<std::vector<ModelInfo>> readModelList(QByteArrayView body);

/// The error of a body that is no list of models: what the provider says went wrong, else "schema".
Error describeNoModelList(const JsonValue &root, QByteArrayView body);

/// The day of a date, or of a time.
std::optional<QDate> dateOf(const QString &text);

/// The id after which the list goes on (`after_id`), or the token that asks for the rest (`nextToken`); empty when this
/// page was the last.
QString nextPageOf(QByteArrayView body);

} // namespace triptych
