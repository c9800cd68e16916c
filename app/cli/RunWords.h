// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/CliCommand.h"
#include "core/run/RunPlan.h"

namespace triptych {

/// What `triptych run` was told, checked.
struct RunWords
{
    RunPlan plan = {};
    bool asJson = false;
    std::optional<double> maxUsd = {};
};

void declareRunWords(QCommandLineParser &words);
/// `attachmentStore` is Paths::attachmentStore().
Result<RunWords> readRunWords(const QCommandLineParser &words, Terminal &terminal, const QString &attachmentStore);

} // namespace triptych
