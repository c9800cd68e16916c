// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <span>

namespace triptych {

/// What stands in Error::message for a cause.
enum class Detail : quint8 {
    Words, ///< What the provider said: shown first.
    Thing, ///< A host, a file, a line: shown after the sentence.
    Hidden, ///< Nothing for the sentence; the fold has it.
};

/// One row of the book of sentences. English, translated in the context "ErrorText"; no full stop at the end of `what`.
/// %1 is the provider. A cause that ends in '*' stands for all that begin so.
struct Sentence
{
    const char *cause;
    Detail detail;
    const char *what;
    const char *advice;
};

std::span<const Sentence> streamSentences(); ///< Network, providers, streams.
std::span<const Sentence> gatewaySentences(); ///< Where the gateway listens, and what it is told by its file.
std::span<const Sentence> houseSentences(); ///< Keys, vault, files, history, prompts, the local server.
std::span<const Sentence> idempotencySentences(); ///< Requests that are asked again.
std::span<const Sentence> signInSentences(); ///< Signing in at GitHub, and what GitHub retired.
std::span<const Sentence> tokenSentences(); ///< The gateway's keys, tokens and their table.
const Sentence &kindSentence(ErrorKind kind);

} // namespace triptych
