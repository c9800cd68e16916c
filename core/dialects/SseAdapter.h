// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Adapter.h"

namespace triptych {

/// What the dialects share whose answers are server-sent events and whose errors and model lists have the usual forms.
class SseAdapter : public Adapter
{
public:
    std::unique_ptr<StreamFramer> newFramer() const override;
    Error describeFailure(const HttpResponseHead &head, QByteArrayView body) const override;
    Result<std::vector<ModelInfo>> readModels(QByteArrayView body) const override;
};

} // namespace triptych
