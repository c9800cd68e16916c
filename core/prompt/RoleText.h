// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

#include <QStringList>
#include <optional>

namespace triptych {

/// One part of a prompt between two role headers, still with its variables.
struct RoleSection
{
    Role role = Role::User;
    QStringList texts = {}; ///< Cut at its cache marks; each without the blank lines at both ends.
    int line = 1; ///< Of its header, counted as the caller of roleSections() counts.
};

/// The role that a line opens: it must be exactly `system:`, `user:`, `assistant:` or `tool:`.
std::optional<Role> roleOfHeader(QStringView line);
/// The word before the colon.
QString roleWord(Role role);

/// Whether a line marks the end of what a provider may keep for later requests: it must be exactly `cache-mark:`.
bool isCacheMark(QStringView line);

/// Splits a prompt at its headers. Text before the first one is the user's; `\user:` stands for a line `user:`, and the
/// same goes for marks; empty parts are left out. `firstLine` is the number of the text's first line.
std::vector<RoleSection> roleSections(QStringView text, int firstLine = 1);

} // namespace triptych
