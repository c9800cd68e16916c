// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace triptych {

/// Opens the workbench, with files when there are any, and runs it to its end. Gives the exit status.
int runWindow(int argc, char **argv, const QStringList &arguments, const QString &home);

} // namespace triptych
