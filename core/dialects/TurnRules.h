// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

/// What some providers demand of the form of a conversation.
namespace triptych {

/// No two turns of a person or of an assistant in a row: what follows its own kind joins it, as a paragraph.
std::vector<ChatTurn> alternatingTurns(std::vector<ChatTurn> turns);

/// Ids of calls, and of their results alike, become nine letters or digits where they are not; the same id always
/// becomes the same one.
void shortenCallIds(std::vector<ChatTurn> &turns);

/// Has a system turn say that the answer is JSON of this shape, for servers that promise JSON but know no schema, and
/// want the word in the prompt.
void askForJson(std::vector<ChatTurn> &turns, const ResponseSchema &wanted);

} // namespace triptych
