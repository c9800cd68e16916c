// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneSettings.h"

#include <vector>

namespace triptych {

/// A variable that the front matter declares.
struct PromptInput
{
    QString name = {};
    std::optional<QString> value = {}; ///< Its default or, without one, its sample.
    QString description = {};

    bool operator==(const PromptInput &) const = default;
};

/// What Triptych knows of a front matter. Other keys live in the text only.
struct FrontMatter
{
    QString name = {};
    QString description = {};
    QStringList lanes = {}; ///< Words of the command line, such as local/demo#temperature=0.
    std::vector<SettingWord> parameters = {}; ///< In written order; applySetting() judges them.
    std::vector<PromptInput> inputs = {};

    bool operator==(const FrontMatter &) const = default;

    /// Reads YAML without its fences. `firstLine` is the line of the file it starts at, for messages: "name.prompty:3:
    /// …".
    static Result<FrontMatter> parse(const QString &yaml, const QString &fileName, int firstLine);
};

} // namespace triptych
