// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace triptych {

/// The commands that a redis-server with this folder has carried out, in order, from its append-only file. A last one
/// that a crash cut off is left out.
std::vector<std::vector<QByteArray>> appendedCommands(const QString &folder);

/// The word that follows `name`; empty when there is none.
QByteArray valueAfter(const std::vector<QByteArray> &command, const char *name);

} // namespace triptych
