// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <algorithm>
#include <vector>

namespace triptych {

/// Something about a lane that is worth knowing and did not end it, such as "utf8_repaired", and how often it happened.
struct LaneNote
{
    QString code = {};
    int count = 1; ///< At least 1.

    bool operator==(const LaneNote &) const = default;
};

/// In the order in which each happened first; one entry for each code.
using LaneNotes = std::vector<LaneNote>;

inline bool hasNote(const LaneNotes &notes, QStringView code)
{
    return std::any_of(notes.begin(), notes.end(), [code](const LaneNote &note) { return note.code == code; });
}

inline void addNote(LaneNotes &notes, const LaneNote &note)
{
    const auto known
        = std::find_if(notes.begin(), notes.end(), [&note](const LaneNote &each) { return each.code == note.code; });
    if (known == notes.end())
        notes.push_back(note);
    else
        known->count += note.count;
}

} // namespace triptych
