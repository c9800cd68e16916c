// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

#include <vector>

namespace triptych::gemini {

/// Tells which calls of a turn go back as the very part that brought them, since it carries a signature.
///
/// Such a part travels as OpaqueContent beside the ToolCallPart that says the same. It belongs to the call with its id
/// or, where it has none, to the first call of its name and arguments that no other part has taken. It is written in
/// that call's place and the call itself is left out; a part that belongs to no call is written where it stands.
/// Looks at the turn, which must outlive it.
class SignedCalls
{
public:
    explicit SignedCalls(const ChatTurn &turn);

    /// What is written instead of the call; null where the call has no signature.
    const RawJson *partFor(const ToolCallPart &call) const;
    bool isInPlaceOfCall(const OpaqueContent &content) const;

private:
    struct Pair
    {
        const ToolCallPart *call = nullptr;
        const OpaqueContent *content = nullptr;
    };

    const ToolCallPart *freeCallFor(const OpaqueContent &content, const std::vector<const ToolCallPart *> &calls) const;

    std::vector<Pair> m_pairs;
};

} // namespace triptych::gemini
