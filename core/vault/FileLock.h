// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/files/Descriptor.h"

#include <QString>
#include <chrono>

namespace triptych {

/// A lock between processes (flock) on a file of its own; gone with the process that held it, however it ended.
class FileLock
{
public:
    /// Storage "vault.busy" when another process keeps it for longer than `patience`; blocks the caller that long.
    static Result<FileLock> acquire(const QString &file, std::chrono::milliseconds patience);

private:
    explicit FileLock(Descriptor file) : m_file(std::move(file)) {}
    Descriptor m_file;
};

} // namespace triptych
