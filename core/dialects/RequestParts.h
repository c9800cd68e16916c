// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"
#include "core/chat/ChatRequest.h"
#include "core/chat/Endpoint.h"
#include "core/dialects/SettingsFilter.h"

namespace triptych {

/// The texts of a turn, joined.
QString joinedText(const ChatTurn &turn);

/// The texts of all system turns, a blank line between them: for dialects that keep them apart from the conversation.
QString systemText(const ChatRequest &request);

/// What an assistant thought in a turn, joined.
QString joinedReasoning(const ChatTurn &turn);

/// The parts of one kind in a turn.
template<typename Part>
std::vector<const Part *> partsOf(const ChatTurn &turn)
{
    std::vector<const Part *> found;
    for (const ContentPart &part : turn.parts)
        if (const auto *match = std::get_if<Part>(&part))
            found.push_back(match);
    return found;
}

/// What a tool answered, for protocols that have no mark for a failure: such a text begins with "Error".
QString resultText(const ToolResultPart &result);

/// The arguments when they are a JSON object, otherwise nothing.
RawJson objectOf(const QByteArray &arguments);

/// A member that is a list of texts.
void writeTexts(JsonWriter &json, QStringView key, const QStringList &texts);

/// `tools` as a list of functions, each with its schema below `parameters`.
void writeFunctionTools(JsonWriter &json, const std::vector<ToolSpec> &tools);

/// A data URL's text before the data: data:image/png;base64,
QByteArray dataUrlHead(const MediaPart &media);

/// What a document is called where a protocol wants a name.
QString fileNameOf(const MediaPart &media);

/// Whether a schema is one that strict modes take: it is an object's, and every object forbids what it does not name
/// and requires what it does.
bool isStrictSchema(const RawJson &schema);

/// The members by which OpenAI's protocols describe the shape of an answer, into an object that is open.
void writeNamedSchema(JsonWriter &json, const ResponseSchema &wanted);

/// The request of every dialect: merges the extra bodies into `body`, sets the headers that all share, then the
/// dialect's own, then the endpoint's, which win over those before. An extra body that is no object is an error.
Result<EncodedRequest> finishRequest(RawJson body, const ChatRequest &request, const Endpoint &endpoint,
                                     const QUrl &url, const HttpHeaders &own, std::vector<LedgerEntry> ledger);

} // namespace triptych
