// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych::gemini {

inline constexpr QLatin1String dialect("gemini");

/// The id without the "models/" that lists put in front of it.
QString bareModelId(const QString &id);

/// Whether a model reasons within a budget of tokens, as the second generation does; later ones take a level.
bool takesBudget(const QString &modelId);

/// An id for a call that came without one; the same for the same answer however often it is read.
QString madeCallId(const QString &responseId, int number);
/// Whether we made the id: the provider does not know it, so it is not sent.
bool isMadeCallId(const QString &id);

} // namespace triptych::gemini
