// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace triptych {

/// Writes model files, sound ones and others: what is appended is not checked.
class GgufBuilder
{
public:
    struct Tensor
    {
        QByteArray name = "weights";
        QList<quint64> shape = {8};
        quint32 type = 0; // F32
        quint64 offset = 0;
    };

    GgufBuilder &text(const QByteArray &key, const QByteArray &value);
    GgufBuilder &number(const QByteArray &key, quint32 value);
    /// The value as it lies in the file.
    GgufBuilder &key(const QByteArray &key, quint32 type, const QByteArray &value);
    GgufBuilder &tensor(const Tensor &tensor);

    quint32 version = 3;
    QByteArray magic = "GGUF";
    qint64 extraKeys = 0; ///< Claimed, but not there.
    qint64 extraTensors = 0;
    quint32 alignment = 32; ///< Of the data section.

    QByteArray header() const;
    QByteArray file(qsizetype dataBytes) const; ///< The header, padding and that many zeros.

    static QByteArray bytes32(quint32 value);
    static QByteArray bytes64(quint64 value);
    static QByteArray string(const QByteArray &value); ///< With its length before it.

    /// A small one that is sound in every way: one tensor of 8 numbers, 512 tokens of context.
    static GgufBuilder small();

private:
    qint64 m_keys = 0;
    qint64 m_tensors = 0;
    QByteArray m_keyBytes;
    QByteArray m_tensorBytes;
};

} // namespace triptych
