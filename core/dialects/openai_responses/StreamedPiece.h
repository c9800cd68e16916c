// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"

#include <array>

namespace triptych::openai_responses {

/// What a reader looks for in one event of the stream.
struct StreamedPiece
{
    JsonValue type, delta, outputIndex, itemId, item, summaryIndex, contentIndex, response, usage;

    static StreamedPiece of(const JsonValue &object)
    {
        static constexpr std::array<std::string_view, 9> keys {
            "type", "delta", "output_index", "item_id", "item", "summary_index", "content_index", "response", "usage"};
        const auto found = object.pick(keys);
        return {found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7], found[8]};
    }
};

} // namespace triptych::openai_responses
