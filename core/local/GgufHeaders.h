// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/GgufHeader.h"

#include <QMutex>
#include <ctime>
#include <functional>
#include <map>
#include <tuple>

namespace triptych {

/// Headers that were read once, for as long as their files stay as they are. Any thread; nobody waits for another's
/// reading.
class GgufHeaders final
{
    Q_DISABLE_COPY_MOVE(GgufHeaders)

public:
    using Reader = std::function<Result<GgufHeader>(const QString &file)>;

    explicit GgufHeaders(Reader reader = readGgufHeader) : m_reader(std::move(reader)) {}
    ~GgufHeaders() = default;

    Result<GgufHeader> read(const QString &file);

private:
    /// Device, inode, size, times of the last write and the last change of any kind, in ns.
    using Identity = std::tuple<quint64, quint64, qint64, qint64, qint64>;
    static std::optional<Identity> identityOf(const QString &file);

    Reader m_reader;
    QMutex m_mutex;
    std::map<Identity, GgufHeader> m_known; ///< Only of sound files: why another one is not names its path.
};

} // namespace triptych
