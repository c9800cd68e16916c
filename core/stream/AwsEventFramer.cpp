// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/AwsEventFramer.h"

#include "core/base/Crc32.h"

#include <QtEndian>
#include <array>

namespace triptych {

namespace {

constexpr qsizetype checkBytes = 4;
constexpr qsizetype preludeBytes = 8 + checkBytes; ///< Both lengths and their own check sum.
constexpr qsizetype emptyMessageBytes = preludeBytes + checkBytes;

quint32 numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

/// Hands out a message's headers piece by piece; asked for more than there is, it stays at its end and says so.
class HeaderBytes
{
public:
    explicit HeaderBytes(QByteArrayView bytes) : m_rest(bytes) {}

    bool isAtEnd() const { return m_rest.isEmpty(); }
    bool isSound() const { return m_isSound; }
    qsizetype number8() { return quint8(take(1).front()); }
    qsizetype number16() { return qFromBigEndian<quint16>(take(2).data()); }
    QByteArrayView take(qsizetype size)
    {
        static constexpr std::array<char, 2> nothing {};
        if (size > m_rest.size()) {
            m_isSound = false;
            m_rest = {};
            return size <= 2 ? QByteArrayView(nothing).first(size) : QByteArrayView();
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }

private:
    QByteArrayView m_rest;
    bool m_isSound = true;
};

/// The headers that say what a message is.
struct MessageHeaders
{
    QByteArrayView messageType = {};
    QByteArrayView eventType = {};
    QByteArrayView exceptionType = {};
    QByteArrayView errorCode = {};
    QByteArrayView errorMessage = {};

    void set(QByteArrayView name, QByteArrayView value)
    {
        if (name == ":message-type")
            messageType = value;
        else if (name == ":event-type")
            eventType = value;
        else if (name == ":exception-type")
            exceptionType = value;
        else if (name == ":error-code")
            errorCode = value;
        else if (name == ":error-message")
            errorMessage = value;
    }
};

bool readHeader(HeaderBytes &bytes, MessageHeaders &headers)
{
    enum : qsizetype { Prefixed = -1 };
    // True, false, four integers, bytes, text, a time stamp, a UUID.
    static constexpr std::array<qsizetype, 10> sizes {0, 0, 1, 2, 4, 8, Prefixed, Prefixed, 8, 16};
    constexpr qsizetype text = 7;
    const QByteArrayView name = bytes.take(bytes.number8());
    const qsizetype type = bytes.number8();
    if (type >= qsizetype(sizes.size()))
        return false;
    const qsizetype size = sizes[size_t(type)];
    const QByteArrayView value = bytes.take(size == Prefixed ? bytes.number16() : size);
    if (bytes.isSound() && type == text)
        headers.set(name, value);
    return bytes.isSound();
}

Frame frameOf(const MessageHeaders &headers, QByteArrayView payload)
{
    Frame frame {headers.eventType.toByteArray(), payload.toByteArray()};
    frame.isError = headers.messageType == "exception" || headers.messageType == "error";
    if (headers.messageType == "exception")
        frame.event = headers.exceptionType.toByteArray();
    if (headers.messageType == "error") {
        frame.event = headers.errorCode.toByteArray();
        frame.data = headers.errorMessage.isEmpty() ? frame.data : headers.errorMessage.toByteArray();
    }
    return frame;
}

/// The length of a message within the limits begins with 0 or 1, and no text does.
bool beginsMessage(QByteArrayView bytes)
{
    return !bytes.isEmpty() && (bytes.front() == '\0' || bytes.front() == '\1');
}

/// What the first bytes of a message say of it.
struct Prelude
{
    qsizetype messageBytes = 0; ///< 0: it is not all there yet.
    qsizetype headerBytes = 0;
    FramerFault fault = FramerFault::None;

    static Prelude of(QByteArrayView bytes)
    {
        if (!beginsMessage(bytes)) // told by one byte, and so however the bytes are cut
            return {.fault = FramerFault::Malformed};
        return bytes.size() < preludeBytes ? Prelude() : ofWhole(bytes.first(preludeBytes));
    }

private:
    static Prelude ofWhole(QByteArrayView bytes)
    {
        Prelude prelude {qsizetype(numberAt(bytes, 0)), qsizetype(numberAt(bytes, 4))};
        const qsizetype payloadBytes = prelude.messageBytes - emptyMessageBytes - prelude.headerBytes;
        if (crc32Of(bytes.chopped(checkBytes)) != numberAt(bytes, bytes.size() - checkBytes) || payloadBytes < 0)
            prelude.fault = FramerFault::Malformed;
        else if (prelude.headerBytes > AwsEventFramer::maxHeaderBytes || payloadBytes > AwsEventFramer::maxPayloadBytes)
            prelude.fault = FramerFault::TooLarge;
        return prelude;
    }
};

FramerFault readMessage(QByteArrayView message, qsizetype headerBytes, std::vector<Frame> &out)
{
    const qsizetype end = message.size() - checkBytes;
    if (crc32Of(message.first(end)) != numberAt(message, end))
        return FramerFault::Malformed;
    HeaderBytes bytes(message.sliced(preludeBytes, headerBytes));
    MessageHeaders headers;
    while (!bytes.isAtEnd())
        if (!readHeader(bytes, headers))
            return FramerFault::Malformed;
    const qsizetype payload = preludeBytes + headerBytes;
    out.push_back(frameOf(headers, message.sliced(payload, end - payload)));
    return FramerFault::None;
}

} // namespace

FramerFault AwsEventFramer::feed(QByteArrayView bytes, std::vector<Frame> &out)
{
    if (m_fault != FramerFault::None)
        return m_fault;
    m_held.append(bytes.data(), bytes.size());
    QByteArrayView rest(m_held);
    while (m_fault == FramerFault::None && !rest.isEmpty()) {
        const Prelude prelude = Prelude::of(rest);
        m_fault = prelude.fault;
        if (m_fault != FramerFault::None || prelude.messageBytes == 0 || rest.size() < prelude.messageBytes)
            break;
        m_fault = readMessage(rest.first(prelude.messageBytes), prelude.headerBytes, out);
        rest = rest.sliced(prelude.messageBytes);
    }
    m_held.remove(0, m_held.size() - rest.size());
    return m_fault;
}

bool AwsEventFramer::canBegin(QByteArrayView start) const
{
    return beginsMessage(start);
}

} // namespace triptych
