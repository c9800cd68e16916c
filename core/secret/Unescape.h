// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <array>
#include <vector>

namespace triptych {

/// Where in a text something stands.
struct TextPlace
{
    qsizetype begin;
    qsizetype end;
};

/// The ASCII of a text, perhaps with escapes taken off.
struct Layer
{
    QByteArray bytes = {}; ///< 0xFF for anything that is no ASCII.
    std::vector<TextPlace> places = {}; ///< Of each byte.
};

/// What stands at the front of a text: a byte, or nothing that counts, and how long it is written.
struct Unit
{
    char byte;
    qsizetype length;
    bool isNothing = false;
};
using Unescape = Unit (*)(QByteArrayView rest); ///< `rest` is not empty.

Layer layerOf(const QString &text);
Layer unescaped(const Layer &layer, Unescape unescape);

/// Of URLs, of JSON and its kin, of HTML; and the one that overlooks blanks, line breaks and the zeros of UTF-16.
const std::array<Unescape, 4> &unescapes();

} // namespace triptych
