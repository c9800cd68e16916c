// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QString>
#include <optional>

namespace triptych {

/// Figures as every part of the window writes them: three significant digits, the unit always, no-break spaces
/// between figure and unit, and "–" for what is unknown, never 0.

QString unknownFigure(); ///< "–"

/// "41.3 ms", "2.95 s", "1 min 12 s", "2 h 5 min".
QString formatMs(std::optional<double> milliseconds);
/// A wait as people count it down, whole seconds or minutes and never none: "21 s", "3 min".
QString formatWait(double milliseconds);
/// A round time on an axis that goes to `largest`, which chooses the unit; no digits that are not needed: "100 ms",
/// "0.5 s".
QString formatTick(double milliseconds, double largest);
QString formatSpeed(std::optional<double> tokensPerSecond); ///< "74.2 tok/s"
QString formatTokens(std::optional<qint64> tokens); ///< "1,830 tokens"
QString formatCount(std::optional<qint64> count); ///< "1,830", for cells whose head has the unit.
QString formatContext(std::optional<qint64> tokens); ///< "512", "32.8 k", "1.05 M"
QString formatDay(const QDate &day); ///< "3 Nov 2026", in the order and the words of the language.
QString formatUsd(std::optional<double> usd); ///< "$0.00810", "$12.3"; exactly 0: "no charge".

/// The figure alone, for tables that have the unit in their head: "2,870", "43.1", "0.161".
QString threeDigits(double number);

} // namespace triptych
