// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stream/StreamTape.h"

namespace triptych {

namespace {

constexpr QByteArrayView mark("#tape ");

HttpResponseHead plainHead()
{
    return {200, {{"content-type", "text/event-stream"}}};
}

Error badTape(const QString &why)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("tape"), .message = why};
}

} // namespace

Result<StreamTape> StreamTape::parse(QByteArrayView file)
{
    if (!file.startsWith(mark))
        return StreamTape {plainHead(), file.toByteArray()};
    const qsizetype lineEnd = file.indexOf('\n');
    if (lineEnd < 0)
        return badTape(QStringLiteral("The head line has no end."));
    const QByteArray line = file.sliced(mark.size(), lineEnd - mark.size()).toByteArray();
    const QByteArray status = line.left(line.indexOf(' '));
    bool isNumber = false;
    StreamTape tape {{status.toInt(&isNumber), {}}, file.sliced(lineEnd + 1).toByteArray()};
    if (!isNumber)
        return badTape(QStringLiteral("The head line has no status."));
    for (const QByteArray &header : line.mid(status.size() + 1).split('\t'))
        if (const qsizetype colon = header.indexOf(':'); colon > 0)
            tape.head.headers.emplace_back(header.left(colon).trimmed(), header.mid(colon + 1).trimmed());
    return tape;
}

QByteArray StreamTape::toBytes() const
{
    const HttpResponseHead plain = plainHead();
    if (head.status == plain.status && head.headers == plain.headers)
        return body;
    QByteArrayList headers;
    for (const auto &[name, value] : head.headers)
        headers += name + ": " + value;
    return mark.toByteArray() + QByteArray::number(head.status) + ' ' + headers.join('\t') + '\n' + body;
}

} // namespace triptych
