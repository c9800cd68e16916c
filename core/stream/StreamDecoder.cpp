// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/StreamDecoder.h"

#include "core/base/JsonText.h"
#include "core/base/Utf8.h"
#include "core/stream/BodyKind.h"

namespace triptych {

namespace {

constexpr qsizetype maxWholeBytes = 64 << 20;
constexpr qsizetype maxPageBytes = 64 << 10;
constexpr qsizetype maxRawBytes = 8 << 10;
constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

bool isTerminal(const StreamEvent &event)
{
    return std::holds_alternative<StreamFinished>(event) || std::holds_alternative<StreamFailed>(event);
}

bool isContent(const StreamEvent &event)
{
    return std::holds_alternative<TextDelta>(event) || std::holds_alternative<ReasoningDelta>(event)
        || std::holds_alternative<ToolCallDelta>(event);
}

QByteArrayView withoutByteOrderMark(QByteArrayView bytes)
{
    return bytes.startsWith(byteOrderMark) ? bytes.sliced(byteOrderMark.size()) : bytes;
}

} // namespace

class StreamDecoder::Private
{
public:
    void feed(QByteArrayView bytes, StreamEvents &out);
    void finish(StreamEvents &out, const std::optional<Error> &transportError);

    std::unique_ptr<StreamFramer> framer;
    std::unique_ptr<FrameReader> reader;
    HttpResponseHead head;
    QByteArray mediaType;
    bool isDone = false;
    bool hasContent = false;

private:
    void decide(QByteArrayView bytes, StreamEvents &out);
    void feedStream(QByteArrayView bytes, StreamEvents &out);
    void readFrames(StreamEvents &out);
    void finishReader(StreamEvents &out, size_t from);
    void hold(QByteArrayView bytes, StreamEvents &out);
    void check(StreamEvents &out, size_t from);
    void fail(StreamEvents &out, const char *cause, const QString &message, const QByteArray &body = {});
    void failAsPage(StreamEvents &out);

    BodyKind m_kind = BodyKind::Undecided;
    QByteArray m_held; ///< A body that is read as a whole, or its start while its kind is open.
    std::vector<Frame> m_frames;
    bool m_sawFrame = false;
};

void StreamDecoder::Private::feed(QByteArrayView bytes, StreamEvents &out)
{
    if (isDone || bytes.isEmpty())
        return;
    switch (m_kind) {
    case BodyKind::Undecided: return decide(bytes, out);
    case BodyKind::Stream: return feedStream(bytes, out);
    default: return hold(bytes, out);
    }
}

void StreamDecoder::Private::decide(QByteArrayView bytes, StreamEvents &out)
{
    m_held.append(bytes.data(), bytes.size());
    QByteArrayView start(m_held);
    if (start.size() < byteOrderMark.size() && byteOrderMark.startsWith(start))
        return;
    start = withoutByteOrderMark(start);
    while (start.startsWith('\n') || start.startsWith('\r') || start.startsWith(' '))
        start = start.sliced(1);
    m_kind = bodyKindOf(start, mediaType, *framer);
    if (start.isEmpty())
        m_held.resize(qMin<qsizetype>(m_held.size(), byteOrderMark.size()));
    if (m_kind == BodyKind::Undecided)
        return;
    const QByteArray held = std::exchange(m_held, {});
    feed(withoutByteOrderMark(held), out);
}

void StreamDecoder::Private::feedStream(QByteArrayView bytes, StreamEvents &out)
{
    const FramerFault fault = framer->feed(bytes, m_frames);
    readFrames(out);
    if (isDone || fault == FramerFault::None)
        return;
    finishReader(out, out.size()); // broken framing undoes no end marker that was read
    if (isDone)
        return;
    if (fault == FramerFault::TooLarge)
        fail(out, "too_large", QStringLiteral("One event is larger than the limit."));
    else
        fail(out, "protocol", QStringLiteral("The stream's framing is broken."));
}

void StreamDecoder::Private::readFrames(StreamEvents &out)
{
    for (const Frame &frame : m_frames) {
        if (isDone)
            break;
        const size_t from = out.size();
        reader->read(frame, out);
        check(out, from);
        m_sawFrame = m_sawFrame || !frame.wasUnterminated || out.size() > from;
    }
    m_frames.clear();
}

void StreamDecoder::Private::finishReader(StreamEvents &out, size_t from)
{
    reader->finish(out);
    check(out, from);
}

void StreamDecoder::Private::hold(QByteArrayView bytes, StreamEvents &out)
{
    const qsizetype limit = m_kind == BodyKind::WholeJson ? maxWholeBytes : maxPageBytes;
    const qsizetype room = limit - m_held.size();
    m_held.append(bytes.data(), qMin(room, bytes.size()));
    if (bytes.size() <= room)
        return;
    if (m_kind == BodyKind::WholeJson)
        fail(out, "too_large", QStringLiteral("The answer is larger than the limit."));
    else
        failAsPage(out);
}

void StreamDecoder::Private::finish(StreamEvents &out, const std::optional<Error> &transportError)
{
    if (isDone)
        return;
    const size_t from = out.size();
    if (m_kind == BodyKind::Undecided && m_held.trimmed() == "{")
        m_kind = BodyKind::WholeJson;
    if (m_kind == BodyKind::Stream) {
        framer->finish(m_frames);
        readFrames(out);
    } else if (m_kind == BodyKind::WholeJson) {
        m_sawFrame = true;
        if (!transportError || isBalancedJson(m_held))
            reader->readWhole(m_held, out);
    } else if (m_kind == BodyKind::Html || m_kind == BodyKind::Foreign || !m_held.trimmed().isEmpty()) {
        return failAsPage(out);
    }
    if (!isDone)
        finishReader(out, from);
    if (isDone)
        return;
    if (transportError) {
        out.push_back(StreamFailed {*transportError});
        check(out, out.size() - 1);
    } else if (m_sawFrame) {
        fail(out, "truncated", QStringLiteral("The answer ended before its end marker."));
    } else {
        fail(out, "empty", QStringLiteral("The answer had no content."));
    }
}

/// The rule of one end: silence after the first terminal event, which gets what only the head knows.
void StreamDecoder::Private::check(StreamEvents &out, size_t from)
{
    for (size_t at = from; at < out.size() && !isDone; ++at) {
        if (isContent(out[at])) {
            hasContent = true;
            continue;
        }
        if (!isTerminal(out[at]))
            continue;
        isDone = true;
        out.resize(at + 1);
        if (auto *failed = std::get_if<StreamFailed>(&out[at])) {
            if (failed->error.requestId.isEmpty())
                failed->error.requestId = requestIdOf(head);
            if (!failed->error.httpStatus && head.status > 0)
                failed->error.httpStatus = head.status;
        }
    }
}

void StreamDecoder::Private::fail(StreamEvents &out, const char *cause, const QString &message, const QByteArray &body)
{
    out.push_back(StreamFailed {Error {.kind = ErrorKind::MalformedStream,
                                       .cause = QString::fromLatin1(cause),
                                       .message = message,
                                       .rawBody = QString::fromUtf8(repairedUtf8(body).bytes)}});
    check(out, out.size() - 1);
}

void StreamDecoder::Private::failAsPage(StreamEvents &out)
{
    const QByteArray start = m_held.left(maxRawBytes);
    if (m_kind == BodyKind::Html)
        fail(out, "html_page", htmlTitle(m_held), start);
    else
        fail(out, "content_type", QString::fromLatin1(mediaType.left(100)), start);
}

StreamDecoder::StreamDecoder(std::unique_ptr<StreamFramer> framer, std::unique_ptr<FrameReader> reader,
                             const HttpResponseHead &head)
    : d(std::make_unique<Private>())
{
    d->framer = std::move(framer);
    d->reader = std::move(reader);
    d->head = head;
    d->mediaType = mediaTypeOf(head);
}

StreamDecoder::~StreamDecoder() = default;

void StreamDecoder::feed(QByteArrayView bytes, StreamEvents &out)
{
    d->feed(bytes, out);
}

void StreamDecoder::finish(StreamEvents &out, const std::optional<Error> &transportError)
{
    d->finish(out, transportError);
}

bool StreamDecoder::isDone() const
{
    return d->isDone;
}

bool StreamDecoder::hasContent() const
{
    return d->hasContent;
}

} // namespace triptych
