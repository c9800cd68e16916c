// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/ContentDecoder.h"

#include <array>
#include <zlib.h>

namespace triptych {

namespace {

Error failure(const char *cause, const QString &message = {})
{
    return {.kind = ErrorKind::MalformedStream, .cause = QString::fromLatin1(cause), .message = message};
}

} // namespace

class ContentDecoder::Inflater
{
public:
    explicit Inflater(int windowBits)
    {
        if (inflateInit2(&m_stream, windowBits) != Z_OK)
            throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Inflater)

    Result<> inflateAll(QByteArrayView bytes, const Sink &sink);
    bool isComplete() const { return m_isComplete; }

private:
    bool isBomb() const
    {
        return m_written > maxBytes || (m_written > ratioFreeBytes && m_written > maxRatio * m_read);
    }

    z_stream m_stream {};
    std::array<char, 64 << 10> m_buffer;
    qint64 m_read = 0;
    qint64 m_written = 0;
    bool m_isComplete = false;
};

Result<> ContentDecoder::Inflater::inflateAll(QByteArrayView bytes, const Sink &sink)
{
    m_read += bytes.size();
    m_stream.next_in
        = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib's old signature; it only reads
    m_stream.avail_in = uInt(bytes.size());
    do {
        if (std::exchange(m_isComplete, false))
            inflateReset(&m_stream); // gzip may have several members
        m_stream.next_out = reinterpret_cast<Bytef *>(m_buffer.data());
        m_stream.avail_out = uInt(m_buffer.size());
        const int status = inflate(&m_stream, Z_SYNC_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return failure("content_encoding", QStringLiteral("damaged compression"));
        m_isComplete = status == Z_STREAM_END;
        const qsizetype size = qsizetype(m_buffer.size() - m_stream.avail_out);
        m_written += size;
        if (isBomb())
            return failure("too_large", QStringLiteral("compressed beyond reason"));
        if (size > 0)
            sink({m_buffer.data(), size});
    } while (m_stream.avail_in > 0 || (m_stream.avail_out == 0 && !m_isComplete));
    return Done {};
}

ContentDecoder::ContentDecoder(QByteArrayView contentEncoding)
{
    const QByteArray name = contentEncoding.toByteArray().trimmed().toLower();
    if (name.isEmpty() || name == "identity")
        m_coding = Coding::Identity;
    else if (name == "gzip" || name == "x-gzip")
        m_coding = Coding::Gzip;
    else
        m_coding = name == "deflate" ? Coding::Deflate : Coding::Unknown;
}

ContentDecoder::~ContentDecoder() = default;

Result<> ContentDecoder::decode(QByteArrayView bytes, const Sink &sink)
{
    if (bytes.isEmpty())
        return Done {};
    if (m_coding == Coding::Unknown)
        return failure("content_encoding");
    if (m_coding == Coding::Identity) {
        sink(bytes);
        return Done {};
    }
    if (!m_inflater) {
        constexpr int gzipOnly = MAX_WBITS + 16;
        const bool hasZlibHeader = (bytes.front() & 0x0f) == Z_DEFLATED; // some servers send deflate without it
        m_inflater = std::make_unique<Inflater>(m_coding == Coding::Gzip ? gzipOnly
                                                    : hasZlibHeader      ? MAX_WBITS
                                                                         : -MAX_WBITS);
    }
    return m_inflater->inflateAll(bytes, sink);
}

Result<> ContentDecoder::finish()
{
    if (m_inflater && !m_inflater->isComplete())
        return Error {.kind = ErrorKind::Network, .cause = QStringLiteral("truncated")};
    return Done {};
}

} // namespace triptych
