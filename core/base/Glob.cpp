// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Glob.h"

namespace triptych {

bool matchesGlob(QStringView pattern, QStringView text)
{
    qsizetype at = 0;
    qsizetype inPattern = 0;
    qsizetype lastStar = -1;
    qsizetype starTookTo = 0;
    while (at < text.size()) {
        if (inPattern < pattern.size() && pattern[inPattern] == u'*') {
            lastStar = inPattern++;
            starTookTo = at;
        } else if (inPattern < pattern.size() && pattern[inPattern] == text[at]) {
            ++inPattern;
            ++at;
        } else if (lastStar >= 0) { // only the last star needs to take more: what the ones before took still fits
            inPattern = lastStar + 1;
            at = ++starTookTo;
        } else {
            return false;
        }
    }
    while (inPattern < pattern.size() && pattern[inPattern] == u'*')
        ++inPattern;
    return inPattern == pattern.size();
}

} // namespace triptych
