// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/stream/LineReader.h"
#include "core/stream/StreamFramer.h"

namespace triptych {

/// Server-sent events as WHATWG defines them, with limits: 8 MiB for a line, 64 MiB for an event.
/// An event that the body's end cuts off is given too, marked; its reader decides whether it is whole.
/// Some servers write an error between the events as JSON without a field name. By the standard that is an unknown
/// field; BareJson::Framed takes it for data, up to the next blank line or field.
class SseFramer final : public StreamFramer
{
public:
    static constexpr qsizetype maxLineBytes = 8 << 20;
    static constexpr qsizetype maxEventBytes = 64 << 20;
    enum class BareJson : quint8 { Ignored, Framed };

    explicit SseFramer(BareJson bareJson = BareJson::Ignored) : m_bareJson(bareJson) {}

    FramerFault feed(QByteArrayView bytes, std::vector<Frame> &out) override;
    void finish(std::vector<Frame> &out) override;
    bool canBegin(QByteArrayView start) const override;

private:
    QByteArrayView withoutByteOrderMark(QByteArrayView bytes);
    void readLine(QByteArrayView line, std::vector<Frame> &out);
    bool readBareJson(QByteArrayView line, std::vector<Frame> &out);
    void appendData(QByteArrayView value);
    void keepEvent();
    void dispatch(std::vector<Frame> &out);

    BareJson m_bareJson;
    LineReader m_lines {maxLineBytes};
    Frame m_event;
    QByteArray m_start; ///< The first bytes while they may still be a byte order mark.
    bool m_hasStarted = false;
    bool m_hasData = false;
    bool m_isInBareJson = false;
    bool m_isTooLarge = false;
};

} // namespace triptych
