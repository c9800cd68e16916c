// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufTensors.h"

#include "core/local/GgufTypes.h"

#include <QHash>
#include <algorithm>
#include <limits>

namespace triptych {

namespace {

constexpr quint64 longestName = 63;
constexpr quint32 mostDimensions = 4;
constexpr quint64 mostElements = std::numeric_limits<qint64>::max();

} // namespace

GgufTensors::Verdict GgufTensors::unsound(const QString &why)
{
    m_why = QStringLiteral("tensor %1 %2").arg(m_spans.size()).arg(why);
    return Unsound;
}

GgufTensors::Verdict GgufTensors::readOne(GgufCursor &cursor)
{
    quint64 nameBytes = 0;
    if (!cursor.read(nameBytes))
        return CutShort;
    if (nameBytes > longestName)
        return unsound(QStringLiteral("has a name of %1 bytes").arg(nameBytes));
    QByteArray name(qsizetype(nameBytes), Qt::Uninitialized);
    quint32 dimensions = 0;
    if (!cursor.read(name.data(), nameBytes) || !cursor.read(dimensions))
        return CutShort;
    if (!m_seenNames.insert(qHash(name, 0x5eed)).second)
        return unsound(QStringLiteral("has the name of another"));
    if (dimensions == 0 || dimensions > mostDimensions)
        return unsound(QStringLiteral("has %1 dimensions").arg(dimensions));

    quint64 elements = 1;
    quint64 rowElements = 0;
    for (quint32 i = 0; i < dimensions; ++i) {
        quint64 extent = 0;
        if (!cursor.read(extent))
            return CutShort;
        if (extent == 0 || __builtin_mul_overflow(elements, extent, &elements) || elements > mostElements)
            return unsound(QStringLiteral("has an impossible shape"));
        rowElements = i == 0 ? extent : rowElements;
    }

    quint32 type = 0;
    Span span;
    if (!cursor.read(type) || !cursor.read(span.offset))
        return CutShort;
    const auto block = ggufBlock(type);
    if (!block)
        return unsound(QStringLiteral("has the unknown type %1").arg(type));
    if (rowElements % block->elements != 0)
        return unsound(QStringLiteral("has rows that are no multiple of its block"));
    if (__builtin_mul_overflow(elements / block->elements, block->bytes, &span.bytes))
        return unsound(QStringLiteral("has an impossible size"));
    if (span.offset % m_alignment != 0)
        return unsound(QStringLiteral("is not aligned"));
    if (__builtin_add_overflow(m_parameters, elements, &m_parameters) || m_parameters > mostElements)
        return unsound(QStringLiteral("has an impossible size"));
    m_spans.push_back(span);
    return Fine;
}

GgufTensors::Verdict GgufTensors::placeIn(quint64 tableEnd, quint64 fileBytes)
{
    const quint64 dataStart = (tableEnd + m_alignment - 1) / m_alignment * m_alignment;
    const quint64 dataBytes = fileBytes > dataStart ? fileBytes - dataStart : 0;
    std::sort(m_spans.begin(), m_spans.end(), [](const Span &a, const Span &b) { return a.offset < b.offset; });
    quint64 free = 0;
    for (const Span &span : m_spans) {
        quint64 end = 0;
        if (__builtin_add_overflow(span.offset, span.bytes, &end)) {
            m_why = QStringLiteral("a tensor lies past every end");
            return Unsound;
        }
        if (span.offset < free) {
            m_why = QStringLiteral("two tensors overlap at byte %1").arg(dataStart + span.offset);
            return Unsound;
        }
        if (end > dataBytes) {
            m_why = QStringLiteral("it has %1 bytes, its tensors need %2 or more").arg(fileBytes).arg(dataStart + end);
            return CutShort;
        }
        free = end;
    }
    return Fine;
}

} // namespace triptych
