// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <array>

namespace triptych {

/// Every colour of one theme, by its role. The three tables are in ThemeColors.cpp and nowhere else.
struct ThemeColors
{
    QColor paper, chrome, code, sunken, pressed, hairline, outline;
    QColor text, text2, text3;
    QColor accent, accentHover, onAccent, accentSoft, selection;
    QColor amber, amberSoft, red, redSoft;
    std::array<QColor, 8> lanes;
    bool isDark = false;

    static const ThemeColors &light();
    static const ThemeColors &dark();
    static const ThemeColors &highContrast();

    /// The identity of lane `slot` (0 to 15; the second eight repeat the colours with hollow markers).
    QColor lane(int slot) const { return lanes[std::size_t(slot) % lanes.size()]; }
};

} // namespace triptych
