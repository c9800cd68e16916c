// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/SseAdapter.h"

#include "core/dialects/Failure.h"
#include "core/dialects/ModelList.h"
#include "core/stream/SseFramer.h"

namespace triptych {

std::unique_ptr<StreamFramer> SseAdapter::newFramer() const
{
    return std::make_unique<SseFramer>();
}

Error SseAdapter::describeFailure(const HttpResponseHead &head, QByteArrayView body) const
{
    return describeHttpFailure(head, body);
}

Result<std::vector<ModelInfo>> SseAdapter::readModels(QByteArrayView body) const
{
    return readModelList(body);
}

} // namespace triptych
