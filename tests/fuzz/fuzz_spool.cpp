// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryOp.h"

using namespace triptych;

/// Any line is an operation or is skipped; an operation has one form, however often it is written and read.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto op = fromSpoolLine(QByteArrayView(data, qsizetype(size)));
    if (!op)
        return 0;
    const QByteArray line = toSpoolLine(op.value());
    if (line.count('\n') != 1 || !line.endsWith('\n'))
        qFatal("an operation of more than a line");
    const auto again = fromSpoolLine(line);
    if (!again || toSpoolLine(again.value()) != line)
        qFatal("read in two ways: %s", line.constData());
    return 0;
}
