// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>
#include <vector>

namespace triptych {

/// Keys in memory that somebody else keeps; ASCII, as all that may stand in a header.
using KeyViews = std::vector<QByteArrayView>;

/// What counts as a trace of a key.
struct TraceRule
{
    qsizetype shortestRun; ///< Bytes of the key in a row; a key that is shorter leaves no trace.
    int layers; ///< Of escaping, one in another, that are seen through.
};

inline constexpr TraceRule traceInError {8, 3};
/// A model may well speak of how keys begin ("sk-ant-api03-"), so only what no maker's prefix can be.
inline constexpr TraceRule traceInAnswer {16, 1};

/// The text with every trace of the keys replaced by "…": plain, in base64, hexadecimal, UTF-16 or broken into lines,
/// and each of these escaped for JSON, a URL or HTML. Pure; the keys are compared where they lie and never copied.
QString withoutTraces(const QString &text, const KeyViews &keys, const TraceRule &rule);

} // namespace triptych
