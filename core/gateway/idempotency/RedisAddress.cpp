// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisAddress.h"

#include <algorithm>
#include <array>

namespace triptych {

namespace {

constexpr QByteArrayView plainScheme = "redis://";
constexpr QByteArrayView tlsScheme = "rediss://";

Error wrong(const char *part)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("idempotency.redis_address"),
            .message = QString::fromLatin1(part)};
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = char(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Percent signs resolved, in secure memory only.
std::optional<Secret> decoded(QByteArrayView text)
{
    Secret plain(std::size_t(text.size()));
    std::size_t size = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '%') {
            const int high = at + 2 < text.size() ? hexDigit(text[at + 1]) : -1;
            const int low = high >= 0 ? hexDigit(text[at + 2]) : -1;
            if (low < 0)
                return {};
            c = char(high << 4 | low);
            at += 2;
        }
        plain.data()[size++] = c;
    }
    return Secret::copyOf(plain.view().first(qsizetype(size)));
}

/// What stands before the first `mark`, which goes too; nothing when there is none.
QByteArrayView cutFront(QByteArrayView &text, qsizetype mark)
{
    const QByteArrayView front = mark < 0 ? QByteArrayView() : text.first(mark);
    text = mark < 0 ? text : text.sliced(mark + 1);
    return front;
}

std::optional<int> numberIn(QByteArrayView text, int most)
{
    bool isNumber = false;
    const int number = text.toByteArray().toInt(&isNumber);
    const bool isDigits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber && isDigits && number <= most ? std::optional(number) : std::nullopt;
}

Result<> readHost(RedisAddress &address, QByteArrayView text)
{
    const bool isBracketed = text.startsWith('[');
    const qsizetype end = isBracketed ? text.indexOf(']') : text.indexOf(':');
    const QByteArrayView host = isBracketed ? text.sliced(1, std::max<qsizetype>(end - 1, 0))
        : end < 0                           ? text
                                            : text.first(end);
    const auto isUsual = [](char c) { return c > 0x20 && c < 0x7f && c != '/' && c != '?' && c != '#' && c != '@'; };
    if (host.isEmpty() || !std::all_of(host.begin(), host.end(), isUsual))
        return wrong("host");
    address.host = host.toByteArray();
    const QByteArrayView rest = end < 0 ? QByteArrayView() : text.sliced(isBracketed ? end + 1 : end);
    if (rest.isEmpty())
        return Done();
    const auto port = rest.startsWith(':') ? numberIn(rest.sliced(1), 65'535) : std::nullopt;
    if (!port || *port == 0)
        return wrong("port");
    address.port = quint16(*port);
    return Done();
}

Result<> readCredentials(RedisAddress &address, QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    auto user = decoded(colon < 0 ? text : text.first(colon));
    auto password = decoded(colon < 0 ? QByteArrayView() : text.sliced(colon + 1));
    if (!user)
        return wrong("user");
    if (!password || password->isEmpty())
        return wrong("password");
    address.user = std::move(*user);
    address.password = std::move(*password);
    return Done();
}

} // namespace

Result<RedisAddress> RedisAddress::parse(QByteArrayView url)
{
    if (url.startsWith(tlsScheme))
        return Error {.kind = ErrorKind::Unsupported, .cause = QStringLiteral("idempotency.redis_tls")};
    if (!url.startsWith(plainScheme))
        return wrong("scheme");
    QByteArrayView rest = url.sliced(plainScheme.size());
    RedisAddress address;
    const qsizetype at = rest.lastIndexOf('@'); // the last: a password may hold one
    const QByteArrayView credentials = cutFront(rest, at);
    if (at >= 0)
        if (auto read = readCredentials(address, credentials); !read)
            return read.error();
    const qsizetype slash = rest.indexOf('/');
    const QByteArrayView place = slash < 0 ? rest : rest.first(slash);
    if (auto read = readHost(address, place); !read)
        return read.error();
    const QByteArrayView database = slash < 0 ? QByteArrayView() : rest.sliced(slash + 1);
    const auto number = database.isEmpty() ? std::optional(0) : numberIn(database, 65'535);
    if (!number)
        return wrong("database");
    address.database = *number;
    return address;
}

QString RedisAddress::place() const
{
    const QString name = QString::fromLatin1(host);
    return (name.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(name).arg(port);
}

} // namespace triptych
