// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/signin/SigV4.h"

namespace triptych {

/// Keeps a key that every request must be signed with when it is sent. Moved, never copied; on any one thread at a
/// time.
class RequestSigner
{
public:
    /// The key is one that AwsKey::of() can read.
    RequestSigner(Secret key, SigningScope scope);

    /// For exactly this request, and only for some minutes from `now` on.
    std::vector<SecretHeader> headersFor(const HttpRequest &request, const QDateTime &now) const;
    QByteArrayView key() const { return m_key.view(); } ///< To be looked for where it must not be.

private:
    Secret m_key;
    SigningScope m_scope;
};

} // namespace triptych
