// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/HttpMessage.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <optional>

namespace triptych {

/// The question for what the list at `list` leaves out of a model; nothing where a dialect's list tells all there is.
std::optional<HttpRequest> detailsRequest(QStringView dialect, const QUrl &list, const QString &model);

/// Adds the answer to what the list told.
Result<> readDetails(QByteArrayView body, ModelInfo &model);

} // namespace triptych
