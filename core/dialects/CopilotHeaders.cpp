// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/CopilotHeaders.h"

#include <algorithm>

namespace triptych {

namespace {

bool answersTool(const ChatTurn &turn)
{
    return std::any_of(turn.parts.begin(), turn.parts.end(),
                       [](const ContentPart &part) { return std::holds_alternative<ToolResultPart>(part); });
}

bool holdsImage(const ChatTurn &turn)
{
    return std::any_of(turn.parts.begin(), turn.parts.end(), [](const ContentPart &part) {
        const auto *media = std::get_if<MediaPart>(&part);
        return media && media->isImage();
    });
}

} // namespace

HttpHeaders copilotHeaders(const ChatRequest &request)
{
    const bool isFollowUp = !request.turns.empty() && answersTool(request.turns.back());
    HttpHeaders headers {{"editor-version", editorVersion()}, {"x-initiator", isFollowUp ? "agent" : "user"}};
    if (std::any_of(request.turns.begin(), request.turns.end(), holdsImage))
        headers.emplace_back("copilot-vision-request", "true");
    return headers;
}

QByteArray editorVersion()
{
    return QByteArrayLiteral("Triptych/" TRIPTYCH_VERSION);
}

} // namespace triptych
