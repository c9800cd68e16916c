// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufHeaders.h"

#include <QFile>
#include <QMutexLocker>
#include <sys/stat.h>

namespace triptych {

namespace {

constexpr std::size_t mostKnown = 1'000;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

std::optional<GgufHeaders::Identity> GgufHeaders::identityOf(const QString &file)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(file).constData(), &info) != 0)
        return std::nullopt;
    return Identity {info.st_dev, info.st_ino, info.st_size, nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
}

Result<GgufHeader> GgufHeaders::read(const QString &file)
{
    const auto identity = identityOf(file);
    if (identity) {
        const QMutexLocker locker(&m_mutex);
        const auto known = m_known.find(*identity);
        if (known != m_known.end())
            return known->second;
    }
    auto header = m_reader(file);
    // What was written to meanwhile may be half old and half new.
    if (!header || !identity || identityOf(file) != identity)
        return header;
    const QMutexLocker locker(&m_mutex);
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert_or_assign(*identity, header.value());
    return header;
}

} // namespace triptych
