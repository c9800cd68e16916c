// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/chat/StreamEvent.h"

namespace triptych {

/// A tool call that has a block of its own in the stream: begun by name, then pieces of its arguments, then its end.
/// Whoever takes no argument still gets an object.
class StreamedCall
{
public:
    /// `whole` are arguments that came with the name; they only count where no pieces follow.
    void begin(int number, const QString &id, const QString &name, const QByteArray &whole, StreamEvents &out);
    void read(std::string_view piece, StreamEvents &out);
    void end(StreamEvents &out) const;

private:
    int m_number = 0;
    QByteArray m_whole;
    bool m_hasArguments = false;
};

} // namespace triptych
