// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace triptych {

/// Runs the `openssl` command in a folder, with `input` on its standard input, and gives what it printed. A test that
/// it fails is no test, so that is fatal.
QByteArray openssl(const QString &folder, const QString &arguments, const QByteArray &input = {});

} // namespace triptych
