// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/RequestFraming.h"

#include "core/net/BeastParser.h"
#include "core/net/ChunkedBody.h"
#include "core/net/HttpToken.h"

#include <optional>
#include <utility>

namespace triptych {

namespace http = boost::beast::http;
using boost::beast::error_code;

namespace {

/// Collects what Beast reads.
class ClientParser final : public BeastParser<true, RequestParser::maxHeaders>
{
public:
    using BeastParser::hasLength;

    RequestHead head;
    int hosts = 0;
    bool hasEncoding = false;
    bool isChunkedOnly = true;

private:
    void on_request_impl(http::verb, StringView method, StringView target, int, ErrorCode &) override
    {
        head.method = viewOf(method).toByteArray();
        head.target = viewOf(target).toByteArray();
    }
    void on_response_impl(int, StringView, int, ErrorCode &) override { Q_UNREACHABLE(); }
    HttpHeaders &headers() override { return head.headers; }
    void readField(Field field, StringView value, ErrorCode &) override
    {
        hosts += field == Field::host ? 1 : 0;
        if (field == Field::transfer_encoding)
            isChunkedOnly = !std::exchange(hasEncoding, true) && boost::beast::iequals(value, "chunked");
    }
    std::size_t take(StringView, ErrorCode &) override { Q_UNREACHABLE(); } // bodies are read here
};

/// A path, and printable: what a URL may hold stands percent-encoded in it.
bool isPath(QByteArrayView target)
{
    return target.startsWith('/') && !target.startsWith("//")
        && std::all_of(target.begin(), target.end(),
                       [](char byte) { return byte > ' ' && byte < 0x7f && byte != '#'; });
}

std::optional<RequestFault> faultOfLines(QByteArrayView head)
{
    for (qsizetype at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r')
            return RequestFault {400, "a line ends in CR LF"};
        if (at + 1 < head.size() && (head[at + 1] == ' ' || head[at + 1] == '\t'))
            return RequestFault {400, "a header is one line"};
    }
    for (qsizetype at = head.indexOf('\r'); at >= 0; at = head.indexOf('\r', at + 1))
        if (at + 1 < head.size() && head[at + 1] != '\n')
            return RequestFault {400, "a line ends in CR LF"};
    return head.contains('\0') ? std::optional(RequestFault {400, "a head holds no NUL"}) : std::nullopt;
}

/// Beast cannot tell another version from a blank in the target.
std::optional<RequestFault> faultOfVersion(QByteArrayView line)
{
    if (line.endsWith(" HTTP/1.1"))
        return {};
    constexpr qsizetype size = 9;
    const QByteArrayView end = line.last(qMin(size, line.size()));
    const auto isDigit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const bool isVersion
        = end.size() == size && end.startsWith(" HTTP/") && isDigit(end[6]) && end[7] == '.' && isDigit(end[8]);
    return isVersion ? RequestFault {505, "HTTP/1.1 is spoken here"}
                     : RequestFault {400, "the request line is malformed"};
}

RequestFault faultOfHead(const error_code &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return {431, "the head is too long"};
    return {400, "the head is malformed"};
}

const RequestFault bodyTooLarge {413, "the body is larger than 32 MiB"};

std::optional<RequestFault> faultOf(const ClientParser &parser)
{
    if (!isToken(parser.head.method))
        return RequestFault {400, "the method is malformed"};
    if (!isPath(parser.head.target))
        return RequestFault {400, "the target is a path"};
    if (parser.hosts != 1)
        return RequestFault {400, "one Host is wanted"};
    const QByteArray length = parser.head.header("content-length");
    if (!std::all_of(length.begin(), length.end(), [](char byte) { return byte >= '0' && byte <= '9'; }))
        return RequestFault {400, "a length is a number"};
    if (parser.hasEncoding && parser.hasLength())
        return RequestFault {400, "a body has one length"};
    if (!parser.isChunkedOnly)
        return RequestFault {501, "chunked is the only transfer coding here"};
    const QByteArray expectation = parser.head.header("expect");
    const bool isKnown = expectation.isEmpty() || expectation.compare("100-continue", Qt::CaseInsensitive) == 0;
    if (!isKnown || parser.head.count("expect") > 1)
        return RequestFault {417, "nothing but 100-continue can be expected"};
    if (length.toULongLong() > qulonglong(RequestParser::maxBodyBytes))
        return bodyTooLarge;
    return {};
}

} // namespace

int RequestHead::count(QByteArrayView name) const
{
    return int(std::count_if(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return name.compare(header.first, Qt::CaseInsensitive) == 0;
    }));
}

class RequestParser::Private
{
public:
    Private() { renew(); }

    void renew();
    void read();
    void fail(RequestFault why);

    std::optional<ClientParser> parser;
    std::optional<ChunkedBody> chunks; ///< Nothing where the body has a length.
    QByteArray body;
    QByteArray held; ///< Not read yet.
    State state = State::Head;
    RequestFault fault;

private:
    void readHead();
    void headRead();
    void readBody();
    void readChunks();

    qsizetype bodyBytes = 0; ///< The body's length.
};

void RequestParser::Private::renew()
{
    parser.emplace();
    parser->header_limit(maxHeadBytes + 4);
    parser->skip(true); // the body
    body.clear();
    state = State::Head;
}

void RequestParser::Private::fail(RequestFault why)
{
    fault = std::move(why);
    state = State::Failed;
    held.clear();
    body.clear();
}

void RequestParser::Private::read()
{
    if (state == State::Head)
        readHead();
    if (state == State::Body)
        readBody();
}

/// A head is handed to Beast only when it is whole, so that our own rules see all of it.
void RequestParser::Private::readHead()
{
    while (held.startsWith("\r\n")) // some clients send one behind a body
        held.remove(0, 2);
    if (!held.isEmpty() && held[0] != '\r' && !isTokenByte(held[0]))
        return fail({400, "the method is malformed"});
    const qsizetype end = held.indexOf("\r\n\r\n");
    const qsizetype size = end < 0 ? held.size() : end + 4;
    if (const auto why = faultOfLines(QByteArrayView(held).first(end < 0 ? qMax<qsizetype>(0, held.size() - 1) : end)))
        return fail(*why);
    if (size > maxHeadBytes)
        return fail({431, "the head is too long"});
    if (end < 0)
        return;
    if (const auto why = faultOfVersion(QByteArrayView(held).first(held.indexOf("\r\n"))))
        return fail(*why);
    error_code error;
    parser->put({held.constData(), std::size_t(size)}, error);
    if (error || !parser->is_header_done())
        return fail(faultOfHead(error));
    if (const auto why = faultOf(*parser))
        return fail(*why);
    held.remove(0, size);
    headRead();
}

void RequestParser::Private::headRead()
{
    bodyBytes = parser->head.header("content-length").toLongLong();
    chunks.reset();
    if (parser->chunked())
        chunks.emplace(maxBodyBytes);
    state = chunks || bodyBytes > 0 ? State::Body : State::Whole;
}

void RequestParser::Private::readBody()
{
    if (chunks)
        return readChunks();
    const qsizetype used = qMin(bodyBytes - body.size(), held.size());
    body.append(held.constData(), used);
    held.remove(0, used);
    if (body.size() == bodyBytes)
        state = State::Whole;
}

void RequestParser::Private::readChunks()
{
    held.remove(0, chunks->read(held, body));
    switch (chunks->state()) {
    case ChunkedBody::State::Reading: return;
    case ChunkedBody::State::Whole: state = State::Whole; return;
    case ChunkedBody::State::Malformed: return fail({400, "the body is malformed"});
    case ChunkedBody::State::TooLarge: return fail(bodyTooLarge);
    }
}

RequestParser::RequestParser() : d(std::make_unique<Private>())
{}

RequestParser::~RequestParser() = default;

RequestParser::State RequestParser::feed(QByteArrayView bytes)
{
    if (d->state == State::Failed)
        return d->state;
    d->held.append(bytes.data(), bytes.size());
    d->read();
    return d->state;
}

RequestParser::State RequestParser::next()
{
    d->renew();
    d->read();
    return d->state;
}

void RequestParser::stop()
{
    d->fail({});
}

RequestParser::State RequestParser::state() const
{
    return d->state;
}

const RequestHead &RequestParser::head() const
{
    return d->parser->head;
}

const QByteArray &RequestParser::body() const
{
    return d->body;
}

const RequestFault &RequestParser::fault() const
{
    return d->fault;
}

bool RequestParser::wantsContinue() const
{
    return d->state == State::Body && !head().header("expect").isEmpty();
}

bool RequestParser::keepsAlive() const
{
    return d->state != State::Failed && d->parser->keep_alive();
}

bool RequestParser::hasBegun() const
{
    return d->state != State::Head || !d->held.isEmpty();
}

qsizetype RequestParser::waitingBytes() const
{
    return d->held.size();
}

} // namespace triptych
