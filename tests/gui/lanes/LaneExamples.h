// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

namespace triptych {

class Theme;

/// One lane as it stands in one of its states.
struct LaneExample
{
    LaneSlotInfo info;
    LaneViewState state;
    QString text, reasoning;
    bool isChosen = false;
};

extern const QStringList laneExampleNames;
LaneExample laneExample(const QString &name);

LaneSlotInfo slotInfo(int slot, const QString &address);
LaneViewState stateOf(LaneStage stage, double elapsed);
extern const QString doneAnswer; ///< Markdown, as the example "done" has it.
extern const QString reasoningText;

void dress(Theme &theme); ///< As in the pictures, with what TRIPTYCH_GRAB_THEME wishes; the application wears it too.
void failOnWarnings();

} // namespace triptych
