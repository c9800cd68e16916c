// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/RequestSigner.h"

#include <utility>

namespace triptych {

RequestSigner::RequestSigner(Secret key, SigningScope scope) : m_key(std::move(key)), m_scope(std::move(scope))
{}

std::vector<SecretHeader> RequestSigner::headersFor(const HttpRequest &request, const QDateTime &now) const
{
    const auto key = AwsKey::of(m_key.view());
    return key ? signatureHeaders(request, *key, m_scope, now) : std::vector<SecretHeader>();
}

} // namespace triptych
