// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QStringList>
#include <optional>
#include <utility>
#include <vector>

namespace triptych {

/// What a person set for one lane. An absent value is not sent; nothing has a hidden default.
struct LaneSettings
{
    std::optional<qint64> maxTokens = {}; ///< At least 1.
    std::optional<double> temperature = {}; ///< 0 to 2.
    std::optional<double> topP = {}; ///< 0 to 1.
    std::optional<qint64> topK = {}; ///< At least 0.
    std::optional<qint64> seed = {};
    std::optional<QStringList> stop = {};
    std::optional<QString> reasoningEffort = {}; ///< none, minimal, low, medium, high, xhigh, max.
    std::optional<qint64> reasoningBudget = {}; ///< Tokens, at least 0.

    bool operator==(const LaneSettings &) const = default;

    /// These, with what is absent taken from `defaults`.
    LaneSettings withDefaults(const LaneSettings &defaults) const;
    bool isEmpty() const { return *this == LaneSettings {}; }
};

/// One setting as text, in the order and with the keys of the command line: {"temperature", "0.7"}.
using SettingWord = std::pair<QString, QString>;
std::vector<SettingWord> settingWords(const LaneSettings &settings);

/// Sets one value from its key and text; an unknown key or a value out of range is an InvalidInput that names both.
Result<> applySetting(LaneSettings &settings, QStringView key, QStringView value);

/// All keys that applySetting knows.
QStringList settingKeys();

/// A lane as people write it: `provider/model#key=value,key=value`; the first slash splits.
struct LaneAddress
{
    QString provider = {};
    QString model = {};
    LaneSettings settings = {};

    static Result<LaneAddress> parse(QStringView text);
    QString name() const { return provider + QLatin1Char('/') + model; }
    QString toString() const; ///< With the settings; parse() reads it back.
    bool operator==(const LaneAddress &) const = default;
};

} // namespace triptych
