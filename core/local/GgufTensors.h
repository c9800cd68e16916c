// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/GgufCursor.h"

#include <QString>
#include <unordered_set>
#include <vector>

namespace triptych {

/// The table of tensors in a model file: read one by one, then held against the file's size and against each other.
class GgufTensors
{
public:
    enum Verdict : quint8 { Fine, CutShort, Unsound };

    explicit GgufTensors(quint32 alignment) : m_alignment(alignment) {}

    Verdict readOne(GgufCursor &cursor);
    /// `tableEnd`: where the data section starts, before it is aligned.
    Verdict placeIn(quint64 tableEnd, quint64 fileBytes);

    qint64 parameters() const { return qint64(m_parameters); }
    QString why() const { return m_why; } ///< After Unsound, and after CutShort from placeIn().

private:
    struct Span
    {
        quint64 offset = 0;
        quint64 bytes = 0;
    };
    Verdict unsound(const QString &why);

    quint64 m_alignment;
    quint64 m_parameters = 0;
    std::vector<Span> m_spans;
    std::unordered_set<size_t> m_seenNames;
    QString m_why;
};

} // namespace triptych
