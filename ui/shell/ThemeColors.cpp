// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/ThemeColors.h"

namespace triptych {

const ThemeColors &ThemeColors::light()
{
    static const ThemeColors colors {
        .paper = QColor::fromRgb(0xFFFFFF),
        .chrome = QColor::fromRgb(0xF5F5F7),
        .code = QColor::fromRgb(0xF5F5F7),
        .sunken = QColor::fromRgb(0xECECF0),
        .pressed = QColor::fromRgb(0xE1E1E7),
        .hairline = QColor::fromRgb(0xDCDCE2),
        .outline = QColor::fromRgb(0x858691),
        .text = QColor::fromRgb(0x1B1B21),
        .text2 = QColor::fromRgb(0x5B5C68),
        .text3 = QColor::fromRgb(0x686974),
        .accent = QColor::fromRgb(0x4743B5),
        .accentHover = QColor::fromRgb(0x3A369C),
        .onAccent = QColor::fromRgb(0xFFFFFF),
        .accentSoft = QColor::fromRgb(0xEAE9F8),
        .selection = QColor::fromRgb(0xD9D8F3),
        .amber = QColor::fromRgb(0x8F5600),
        .amberSoft = QColor::fromRgb(0xFBF1DF),
        .red = QColor::fromRgb(0xB3261E),
        .redSoft = QColor::fromRgb(0xFBECEA),
        .lanes
        = {QColor::fromRgb(0x1A95D8), QColor::fromRgb(0x95367B), QColor::fromRgb(0x0C6944), QColor::fromRgb(0xC08811),
           QColor::fromRgb(0x1F6DB9), QColor::fromRgb(0x973800), QColor::fromRgb(0x87802C), QColor::fromRgb(0x45484D)},
        .isDark = false,
    };
    return colors;
}

const ThemeColors &ThemeColors::dark()
{
    static const ThemeColors colors {
        .paper = QColor::fromRgb(0x17181C),
        .chrome = QColor::fromRgb(0x1E1F24),
        .code = QColor::fromRgb(0x1E1F24),
        .sunken = QColor::fromRgb(0x27282E),
        .pressed = QColor::fromRgb(0x32333A),
        .hairline = QColor::fromRgb(0x303138),
        .outline = QColor::fromRgb(0x777884),
        .text = QColor::fromRgb(0xE4E4EA),
        .text2 = QColor::fromRgb(0xA5A6B2),
        .text3 = QColor::fromRgb(0x9293A0),
        .accent = QColor::fromRgb(0xA6A3F7),
        .accentHover = QColor::fromRgb(0xBAB8FA),
        .onAccent = QColor::fromRgb(0x14141C),
        .accentSoft = QColor::fromRgb(0x2A2A44),
        .selection = QColor::fromRgb(0x3A3966),
        .amber = QColor::fromRgb(0xE5A33B),
        .amberSoft = QColor::fromRgb(0x2E2617),
        .red = QColor::fromRgb(0xFF8A7A),
        .redSoft = QColor::fromRgb(0x33201F),
        .lanes
        = {QColor::fromRgb(0x77D4FF), QColor::fromRgb(0xD77CB1), QColor::fromRgb(0x53AD81), QColor::fromRgb(0xFAC053),
           QColor::fromRgb(0x57A0E8), QColor::fromRgb(0xE07238), QColor::fromRgb(0xBEBD66), QColor::fromRgb(0xCFD1D6)},
        .isDark = true,
    };
    return colors;
}

const ThemeColors &ThemeColors::highContrast()
{
    static const ThemeColors colors {
        .paper = QColor::fromRgb(0x000000),
        .chrome = QColor::fromRgb(0x000000),
        .code = QColor::fromRgb(0x1C1C20),
        .sunken = QColor::fromRgb(0x1C1C20),
        .pressed = QColor::fromRgb(0x2C2C32),
        .hairline = QColor::fromRgb(0x97979F),
        .outline = QColor::fromRgb(0xC8C8D0),
        .text = QColor::fromRgb(0xFFFFFF),
        .text2 = QColor::fromRgb(0xE2E2E8),
        .text3 = QColor::fromRgb(0xC8C8D0),
        .accent = QColor::fromRgb(0xCBC8FF),
        .accentHover = QColor::fromRgb(0xDEDCFF),
        .onAccent = QColor::fromRgb(0x000000),
        .accentSoft = QColor::fromRgb(0x2A2950),
        .selection = QColor::fromRgb(0x4A48A0),
        .amber = QColor::fromRgb(0xFFC24D),
        .amberSoft = QColor::fromRgb(0x2B2000),
        .red = QColor::fromRgb(0xFF9C8F),
        .redSoft = QColor::fromRgb(0x330E0A),
        .lanes
        = {QColor::fromRgb(0x72E0FF), QColor::fromRgb(0xE984BD), QColor::fromRgb(0x57BC8A), QColor::fromRgb(0xFFCA50),
           QColor::fromRgb(0x6BAFFA), QColor::fromRgb(0xF57F49), QColor::fromRgb(0xD1D079), QColor::fromRgb(0xE3E4E9)},
        .isDark = true,
    };
    return colors;
}

} // namespace triptych
