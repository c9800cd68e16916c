// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpFraming.h"

#include "core/net/BeastParser.h"

#include <optional>

namespace triptych {

namespace http = boost::beast::http;
using boost::beast::error_code;

namespace {

Error malformed(const QString &what)
{
    return {.kind = ErrorKind::MalformedStream, .cause = QStringLiteral("protocol"), .message = what};
}

Error truncated()
{
    return {.kind = ErrorKind::Network, .cause = QStringLiteral("truncated")};
}

/// Collects what Beast reads, without copying the body.
class AnswerParser final : public BeastParser<false, ResponseParser::maxHeaders>
{
public:
    HttpResponseHead head;
    std::vector<QByteArrayView> pieces;

private:
    void on_request_impl(http::verb, StringView, StringView, int, ErrorCode &) override { Q_UNREACHABLE(); }
    void on_response_impl(int status, StringView, int, ErrorCode &) override { head.status = status; }
    HttpHeaders &headers() override { return head.headers; }
    void readField(Field field, StringView value, ErrorCode &error) override
    {
        if (field == Field::transfer_encoding && !boost::beast::iequals(value, "chunked"))
            error = http::error::bad_transfer_encoding; // nothing else was asked for
    }
    std::size_t take(StringView bytes, ErrorCode &) override
    {
        if (!bytes.empty())
            pieces.push_back(viewOf(bytes));
        return bytes.size();
    }
};

/// What Beast lets pass and we do not: folded lines, NUL. `head` ends with the empty line.
bool isCleanHead(QByteArrayView head)
{
    return !head.contains('\0') && head.indexOf("\n ") < 0 && head.indexOf("\n\t") < 0;
}

/// Looks from `from` on. Without it a head with such lines would seem to have no end.
bool hasBareLineFeed(QByteArrayView head, qsizetype from)
{
    for (qsizetype at = head.indexOf('\n', from); at >= 0; at = head.indexOf('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r')
            return true;
    }
    return false;
}

} // namespace

class ResponseParser::Private
{
public:
    explicit Private(bool isAnswerToHead) : m_isAnswerToHead(isAnswerToHead) { renew(); }

    Result<> feed(QByteArrayView bytes);
    Result<> close();
    bool isDone() const { return m_parser->is_done(); }

    std::optional<AnswerParser> m_parser;
    QByteArrayView m_rest; ///< Not parsed yet; into m_joined or the bytes being fed.
    bool m_hasBytes = false;

private:
    void renew();
    Result<> parseHead();
    Result<> parseBody();

    const bool m_isAnswerToHead;
    QByteArray m_joined;
    qsizetype m_searched = 0; ///< Of m_rest; there is no end of a head in it.
    bool m_hasChunk = false; ///< Something of the body was read.
    int m_informational = 0;
};

void ResponseParser::Private::renew()
{
    m_parser.emplace();
    m_parser->header_limit(maxHeadBytes + 4);
    m_parser->body_limit(boost::none);
    m_parser->skip(m_isAnswerToHead);
    m_searched = 0;
}

Result<> ResponseParser::Private::feed(QByteArrayView bytes)
{
    m_parser->pieces.clear();
    m_hasBytes = m_hasBytes || !bytes.isEmpty();
    if (m_rest.isEmpty()) {
        m_rest = bytes;
    } else { // the pieces of the last feed are gone, so their buffer may move
        QByteArray joined = m_rest.toByteArray();
        m_joined = joined.append(bytes);
        m_rest = m_joined;
    }
    const Result<> result = m_parser->is_header_done() ? parseBody() : parseHead();
    if (!m_rest.isEmpty() && m_rest.data() >= bytes.data() && m_rest.data() < bytes.data() + bytes.size()) {
        m_joined = m_rest.toByteArray(); // the caller's bytes go away
        m_rest = m_joined;
    }
    return result;
}

/// A head is handed to Beast only when it is whole, so that our own rules see all of it.
Result<> ResponseParser::Private::parseHead()
{
    constexpr QByteArrayView begin = "HTTP/1.";
    const qsizetype known = std::min(m_rest.size(), begin.size());
    if (m_rest.first(known) != begin.first(known))
        return malformed(QStringLiteral("not an HTTP/1 answer"));
    const qsizetype end = m_rest.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_searched - 3));
    if (hasBareLineFeed(end < 0 ? m_rest : m_rest.first(end), std::min(m_searched, end < 0 ? m_rest.size() : end)))
        return malformed(QStringLiteral("bare line feed in the head"));
    m_searched = m_rest.size();
    if (end > maxHeadBytes || (end < 0 && m_rest.size() > maxHeadBytes))
        return malformed(QStringLiteral("head over 64 KiB"));
    if (end < 0)
        return Done {};
    const QByteArrayView head = m_rest.first(end + 4);
    if (!isCleanHead(head))
        return malformed(QStringLiteral("folded line or NUL in the head"));
    error_code error;
    m_parser->put({head.data(), std::size_t(head.size())}, error);
    m_rest = m_rest.sliced(head.size());
    if (error || !m_parser->is_header_done())
        return malformed(QString::fromStdString(error.message()));
    if (m_parser->head.status >= 200)
        return parseBody();
    const bool isUnexpected = m_parser->head.status == 101 || ++m_informational > maxInformational;
    renew(); // nobody takes its head for that of the answer
    if (isUnexpected)
        return malformed(QStringLiteral("unexpected informational answer"));
    return m_rest.isEmpty() ? Result<>(Done {}) : parseHead();
}

Result<> ResponseParser::Private::parseBody()
{
    m_parser->eager(true);
    // Beast asserts that a last chunk which it has seen the start of has this many bytes; the first may be the last.
    constexpr qsizetype leastChunked = 5;
    if (m_parser->chunked() && !m_hasChunk && m_rest.size() < leastChunked)
        return Done {};
    while (!m_rest.isEmpty() && !m_parser->is_done()) {
        error_code error;
        const std::size_t used = m_parser->put({m_rest.data(), std::size_t(m_rest.size())}, error);
        m_rest = m_rest.sliced(qsizetype(used));
        m_hasChunk = m_hasChunk || used > 0;
        if (error == http::error::need_more)
            break;
        if (error)
            return malformed(QString::fromStdString(error.message()));
    }
    if (m_rest.size() > maxHeadBytes && !m_parser->is_done())
        return malformed(QStringLiteral("chunk header or trailer over 64 KiB"));
    return Done {};
}

Result<> ResponseParser::Private::close()
{
    if (m_parser->is_done())
        return Done {};
    m_parser->pieces.clear();
    if (!m_parser->is_header_done())
        return truncated();
    error_code error;
    m_parser->put_eof(error);
    return error ? Result<>(truncated()) : Result<>(Done {});
}

ResponseParser::ResponseParser(bool isAnswerToHead) : d(std::make_unique<Private>(isAnswerToHead))
{}

ResponseParser::~ResponseParser() = default;

Result<> ResponseParser::feed(QByteArrayView bytes)
{
    return d->feed(bytes);
}

Result<> ResponseParser::close()
{
    return d->close();
}

bool ResponseParser::hasBytes() const
{
    return d->m_hasBytes;
}

bool ResponseParser::hasHead() const
{
    return d->m_parser->is_header_done();
}

const HttpResponseHead &ResponseParser::head() const
{
    return d->m_parser->head;
}

const std::vector<QByteArrayView> &ResponseParser::pieces() const
{
    return d->m_parser->pieces;
}

bool ResponseParser::isDone() const
{
    return d->isDone();
}

bool ResponseParser::isReusable() const
{
    return d->isDone() && d->m_parser->keep_alive() && d->m_rest.isEmpty();
}

} // namespace triptych
