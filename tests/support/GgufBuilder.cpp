// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GgufBuilder.h"

#include <QtEndian>

namespace triptych {

QByteArray GgufBuilder::bytes32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray GgufBuilder::bytes64(quint64 value)
{
    QByteArray bytes(8, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray GgufBuilder::string(const QByteArray &value)
{
    return bytes64(quint64(value.size())) + value;
}

GgufBuilder &GgufBuilder::key(const QByteArray &key, quint32 type, const QByteArray &value)
{
    ++m_keys;
    m_keyBytes += string(key) + bytes32(type) + value;
    return *this;
}

GgufBuilder &GgufBuilder::text(const QByteArray &name, const QByteArray &value)
{
    return key(name, 8, string(value));
}

GgufBuilder &GgufBuilder::number(const QByteArray &name, quint32 value)
{
    return key(name, 4, bytes32(value));
}

GgufBuilder &GgufBuilder::tensor(const Tensor &tensor)
{
    ++m_tensors;
    m_tensorBytes += string(tensor.name) + bytes32(quint32(tensor.shape.size()));
    for (const quint64 extent : tensor.shape)
        m_tensorBytes += bytes64(extent);
    m_tensorBytes += bytes32(tensor.type) + bytes64(tensor.offset);
    return *this;
}

QByteArray GgufBuilder::header() const
{
    return magic + bytes32(version) + bytes64(quint64(m_tensors + extraTensors)) + bytes64(quint64(m_keys + extraKeys))
        + m_keyBytes + m_tensorBytes;
}

QByteArray GgufBuilder::file(qsizetype dataBytes) const
{
    const QByteArray head = header();
    const qsizetype padding = (alignment - head.size() % alignment) % alignment;
    return head + QByteArray(padding + dataBytes, '\0');
}

GgufBuilder GgufBuilder::small()
{
    GgufBuilder builder;
    builder.text("general.architecture", "llama")
        .text("general.name", "Small")
        .number("llama.context_length", 512)
        .tensor({});
    return builder;
}

} // namespace triptych
