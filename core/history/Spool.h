// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/FileLock.h"
#include "core/history/HistoryOp.h"

#include <deque>
#include <memory>

namespace triptych {

/// The name of this process among all that ever told a history: when it began, and its number.
QString newSpoolStem();

/// What a process leaves that may not write the database: one line for each operation, in a file that only its user
/// may read. It holds the file's lock as long as it lives, which tells the writer that more may come.
class SpoolFile
{
public:
    static Result<std::unique_ptr<SpoolFile>> create(const QString &folder, const QString &stem);

    /// All of them or none: what a disk took of them before it failed is cut off again. Durable ones are on the disk
    /// when this returns.
    Result<> append(const std::deque<NumberedOp> &ops, bool durable);

private:
    SpoolFile(FileHandle file, QString path) : m_file(std::move(file)), m_path(std::move(path)) {}

    FileHandle m_file;
    QString m_path;
};

} // namespace triptych
