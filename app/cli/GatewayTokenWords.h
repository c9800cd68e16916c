// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenRecord.h"

#include <QCommandLineParser>

namespace triptych {

void declareTokenWords(QCommandLineParser &words);

/// The claims that --scope, --models, --budget, --expires and --label ask for. InvalidInput names the option.
Result<TokenClaims> readTokenWords(const QCommandLineParser &words, const QDateTime &now);

QByteArray keysAsJson(const QStringList &ids);
QByteArray tokensAsJson(const std::vector<TokenRecord> &tokens); ///< One array, times in UTC.
QString tokenLine(const TokenRecord &token, const QDateTime &now); ///< For people.

} // namespace triptych
