// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/Adapter.h"
#include "core/providers/ProviderPreset.h"

using namespace triptych;

/// Any bytes give a preset that can be used, or an error that names the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto preset = readPreset(QByteArrayView(data, qsizetype(size)), QStringLiteral("f"));
    if (!preset) {
        if (!preset.error().message.startsWith(QLatin1String("f:")))
            qFatal("an error without its place: %s", qUtf8Printable(preset.error().message));
        return 0;
    }
    const Endpoint endpoint = preset.value().endpointFor(preset.value().ruledModel(QStringLiteral("gpt-6.2-sol")));
    const ChatRequest request {.model = endpoint.model.id, .turns = {ChatTurn::text(Role::User, QStringLiteral("x"))}};
    const auto encoded = adapterFor(endpoint.dialect)->encode(request, endpoint);
    if (!encoded || preset.value().origin().isEmpty() == preset.value().missingField().isEmpty())
        qFatal("a preset that was accepted must encode");
    return 0;
}
