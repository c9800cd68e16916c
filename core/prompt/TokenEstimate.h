// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace triptych {

/// Models whose tokenizers cut a text alike.
enum class TokenFamily : quint8 { OpenAi, Claude, Gemini, Llama, Qwen, DeepSeek, Mistral };
constexpr int tokenFamilies = 7;

/// By the model's id, whatever provider serves it; one that says nothing counts as OpenAi.
TokenFamily tokenFamilyOf(QStringView model);

/// About how many tokens a text has: a guess from the kinds of its characters, within 15 % of the real count on the
/// samples in tests/data/tokens. For display behind "≈" and for the estimate before sending; never used as a measured
/// figure.
qint64 estimateTokens(QStringView text, TokenFamily family = TokenFamily::OpenAi);

} // namespace triptych
