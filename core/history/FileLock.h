// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QString>
#include <utility>

namespace triptych {

/// A file descriptor that closes itself, and with it gives back every flock it holds.
class FileHandle
{
public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : m_descriptor(descriptor) {}
    FileHandle(FileHandle &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    FileHandle &operator=(FileHandle &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FileHandle();

    int descriptor() const { return m_descriptor; }
    bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor = -1;
};

/// Opens with mode 0600 for a new file, never through a symbolic link, never inherited by a child.
Result<FileHandle> openFile(const QString &path, int flags);

/// Writes all of the bytes at the end of the file, or cuts off again what a full disk took of them.
Result<> appendWhole(const FileHandle &file, const QByteArray &bytes, const QString &path);

/// Takes the whole file for this process; false at once when another holds it.
bool tryLock(const FileHandle &file);

/// The Error of a system call that failed on `path`, from errno.
Error fileError(const QString &path);

} // namespace triptych
