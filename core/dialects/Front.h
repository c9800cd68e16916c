// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"
#include "core/chat/StreamEvent.h"

#include <memory>

namespace triptych {

/// What a client asks for, in no dialect.
struct ClientRequest
{
    ChatRequest chat = {}; ///< With the model as the client names it.
    bool isStreamed = false;
    /// Whether an answer is wanted. Ollama's clients may ask for none, only that a model be made ready or let go: no
    /// lane is needed then, and the writer is given nothing but the StreamFinished.
    enum class Errand : quint8 { Answer, Load, Unload };
    Errand errand = Errand::Answer;
    bool wantsUsage = true; ///< OpenAI's Chat tells it in a stream only to those who ask.
    std::vector<LedgerEntry> ledger = {}; ///< What was asked in words that nothing here stands for.
};

/// What an answer says beside its events.
struct AnswerHead
{
    QString id = {}; ///< Where the model's server gives none.
    QString model = {}; ///< The same.
    qint64 createdAt = 0; ///< Seconds since 1970, UTC.
    bool tellsUsage = true; ///< To a stream's client that may do without.
    ClientRequest::Errand errand = {}; ///< The front sets it as the request says.
    std::optional<qint64> inputEstimate = {}; ///< For protocols that tell the input's tokens before the answer.
};

/// What of an answer a protocol has words for; the rest is lost on the way to its clients.
struct FrontVocabulary
{
    bool hasMessageId = true;
    bool hasCachedInput = true;
    bool hasReasoningTokens = true;
    bool hasCost = false;
    bool hasSources = false;
    bool hasCalls = true;
    bool hasExplanation = false; ///< Why an answer was filtered.
    bool setsPartsApart = false; ///< Texts with something between them come out with a blank line in between.
    bool hasLateModel = false; ///< A model's name that its server tells at the end only.
    /// What a call's arguments may be: any text; no empty one, which becomes {}; or an object, {} standing for the
    /// rest.
    enum class Arguments : quint8 { Text, Filled, Object };
    Arguments arguments = Arguments::Filled;
};

/// Says an answer in a protocol. Its events come as a model said them, in any number of portions; the last one is
/// StreamFinished or StreamFailed.
class EventWriter
{
public:
    virtual ~EventWriter() = default;
    /// Appends to `out` what the client is sent for them.
    virtual void write(const StreamEvents &events, QByteArray &out) = 0;
};

/// Answers clients that speak a dialect: the mirror of its Adapter. Keeps nothing between calls; one instance serves
/// every thread. Bytes in, values out; where the request came from and who sent it is the caller's business.
class Front
{
public:
    virtual ~Front() = default;

    /// Cause "request"; the message names the member of the body that is wrong, and parameter is its path.
    virtual Result<ClientRequest> read(QByteArrayView body) const = 0;
    /// For a stream, or for one whole body.
    virtual std::unique_ptr<EventWriter> newWriter(const ClientRequest &request, AnswerHead head) const = 0;
    /// The body of a reply with that status that is no answer.
    virtual QByteArray failure(const Error &error, int status) const = 0;
    virtual QByteArrayView contentType(bool isStreamed) const = 0;
    virtual FrontVocabulary vocabulary() const = 0;
};

/// The front of a dialect, such as "openai-chat"; null for one in which no client is answered. "ollama-generate" is
/// that of Ollama's call for single prompts, "anthropic-count" that of Anthropic's for the tokens of a request.
const Front *frontFor(QStringView dialect);

} // namespace triptych
