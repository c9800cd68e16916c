// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/HttpTransport.h"

#include <QDateTime>
#include <optional>
#include <vector>

namespace triptych {

/// What a signature of AWS holds for.
struct SigningScope
{
    QByteArray region = {}; ///< us-east-1
    QByteArray service = {}; ///< bedrock
};

/// The parts of an AWS key, in memory that somebody else keeps.
struct AwsKey
{
    QByteArrayView id = {};
    QByteArrayView secret = {};
    QByteArrayView sessionToken = {}; ///< Empty for a key that lasts.

    /// Of "ID:SECRET" or "ID:SECRET:SESSION_TOKEN"; nothing for any other text.
    static std::optional<AwsKey> of(QByteArrayView text);
};

/// A request as the two who sign and check it see it: AWS Signature Version 4 without its exceptions for S3. The path
/// is encoded once more than in the URL. Signed are the content type, the host and everything of Amazon's own.
class CanonicalRequest
{
public:
    CanonicalRequest(const HttpRequest &request, QByteArrayView sessionToken, const QByteArray &time);

    const QByteArray &path() const { return m_path; }
    const QByteArray &query() const { return m_query; }
    const QByteArray &signedNames() const { return m_names; } ///< "content-type;host;x-amz-date"
    QByteArray hash() const; ///< SHA-256 in hex.

private:
    QByteArray m_method;
    QByteArray m_path;
    QByteArray m_query;
    QByteArray m_names;
    QByteArray m_bodyHash;
    HttpHeaders m_headers;
    QByteArrayView m_sessionToken;
};

/// The headers that make AWS take the request as it stands, for some minutes from `now` on: Authorization, x-amz-date
/// and, with a token, x-amz-security-token.
std::vector<SecretHeader> signatureHeaders(const HttpRequest &request, const AwsKey &key, const SigningScope &scope,
                                           const QDateTime &now);

} // namespace triptych
