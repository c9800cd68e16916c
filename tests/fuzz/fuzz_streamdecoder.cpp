// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/EventText.h"
#include "tests/support/TapeDecoding.h"

#include <array>

using namespace triptych;

/// The first byte picks the dialect, the second the size of the cuts, the rest is a tape. Read whole and in cuts, the
/// events must be the same; decodeTape() checks that there is one end and silence after it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const std::array dialects {QStringLiteral("openai-chat"),      QStringLiteral("anthropic"),
                                      QStringLiteral("openai-responses"), QStringLiteral("gemini"),
                                      QStringLiteral("ollama"),           QStringLiteral("bedrock")};
    if (size < 2)
        return 0;
    const QString &dialect = dialects[data[0] % dialects.size()];
    const auto tape = StreamTape::parse(QByteArrayView(data + 2, qsizetype(size - 2)));
    if (!tape)
        return 0;
    const QByteArray &body = tape.value().body;
    const QString whole = toText(decodeTape(dialect, tape.value().head, body, body.size() + 1));
    const QString cut = toText(decodeTape(dialect, tape.value().head, body, 1 + data[1]));
    if (whole != cut)
        qFatal("whole:\n%s\ncut:\n%s", qUtf8Printable(whole), qUtf8Printable(cut));
    return 0;
}
