// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

#include <optional>

namespace triptych {

/// One part of a prompt between two role headers, still with its variables.
struct RoleSection
{
    Role role = Role::User;
    QString text = {}; ///< Without the blank lines at both ends.
};

/// The role that a line opens: it must be exactly `system:`, `user:`, `assistant:` or `tool:`.
std::optional<Role> roleOfHeader(QStringView line);
/// The word before the colon.
QString roleWord(Role role);

/// Splits a prompt at its headers. Text before the first one is the user's; `\user:` stands for a line `user:`; empty
/// parts are left out.
std::vector<RoleSection> roleSections(QStringView text);

} // namespace triptych
