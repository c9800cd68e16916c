// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/RawJson.h"
#include "core/dialects/Front.h"

namespace triptych {

/// A front made of its parts: who reads a request, who writes a stream, who writes one body, and what failures look
/// like.
template<typename RequestReader, typename StreamWriter, typename BodyWriter>
class DialectFront final : public Front
{
public:
    using FailureWriter = RawJson (*)(const Error &error, int status);

    DialectFront(FailureWriter writeFailure, QByteArrayView streamType, const FrontVocabulary &words)
        : m_writeFailure(writeFailure),
          m_streamType(streamType),
          m_vocabulary(words)
    {}

    Result<ClientRequest> read(QByteArrayView body) const override { return RequestReader().read(body); }
    std::unique_ptr<EventWriter> newWriter(const ClientRequest &request, AnswerHead head) const override
    {
        head.tellsUsage = request.wantsUsage;
        head.errand = request.errand;
        if (request.isStreamed)
            return std::make_unique<StreamWriter>(std::move(head));
        return std::make_unique<BodyWriter>(std::move(head));
    }
    QByteArray failure(const Error &error, int status) const override { return m_writeFailure(error, status).bytes; }
    QByteArrayView contentType(bool isStreamed) const override
    {
        return isStreamed ? m_streamType : QByteArrayView("application/json");
    }
    FrontVocabulary vocabulary() const override { return m_vocabulary; }

private:
    FailureWriter m_writeFailure;
    QByteArrayView m_streamType;
    FrontVocabulary m_vocabulary;
};

} // namespace triptych
