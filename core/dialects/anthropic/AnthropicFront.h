// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/Front.h"

namespace triptych::anthropic {

/// Answers clients of the Anthropic Messages API.
class AnthropicFront final : public Front
{
public:
    Result<ClientRequest> read(QByteArrayView body) const override;
    std::unique_ptr<EventWriter> newWriter(const ClientRequest &request, const AnswerHead &head) const override;
    QByteArray failure(const Error &error, int status) const override;
    QByteArrayView contentType(bool isStreamed) const override;
    FrontVocabulary vocabulary() const override;
};

} // namespace triptych::anthropic
