// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dialects/ClientReader.h"

namespace triptych::ollama {

/// What clients of /api/chat and /api/generate say in the same words.
class OllamaClientReader : protected ClientReader
{
protected:
    /// Everything but what is asked; `own` are the members that say that, and others that are dealt with.
    void readSettings(const Passed &own);
    void readImages(const JsonValue &images, const QString &path, ChatTurn &turn);
    /// Without anything to answer the model is only made ready, or let go where it is to be kept for no time.
    void setNothingAsked();

private:
    void readImage(const JsonValue &image, const QString &path, ChatTurn &turn);
    void readFormat();
    void readOptions();
    void readThink();
};

} // namespace triptych::ollama
