// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>

namespace triptych {

/// When the tests of tokens take place.
inline const QDateTime tokenNow = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);

inline const QByteArray soundHeader = R"({"alg":"RS256","kid":"k1","typ":"JWT"})";

/// The claims of a token that is sound at tokenNow, as JSON, with single ones changed before they are written.
class ClaimTexts
{
public:
    ClaimTexts &with(const char *key, const QByteArray &json)
    {
        m_members[key] = json;
        return *this;
    }
    ClaimTexts &with(const char *key, qint64 secondsFromNow)
    {
        return with(key, QByteArray::number(tokenNow.toSecsSinceEpoch() + secondsFromNow));
    }
    ClaimTexts &without(const char *key)
    {
        m_members.remove(key);
        return *this;
    }
    QByteArray json() const
    {
        QByteArrayList members;
        for (auto member = m_members.begin(); member != m_members.end(); ++member)
            members += '"' + member.key() + "\":" + member.value();
        return '{' + members.join(',') + '}';
    }

private:
    QMap<QByteArray, QByteArray> m_members {
        {"iss", R"("triptych")"}, {"aud", R"("triptych-gateway")"},
        {"sub", R"("editor")"},   {"jti", R"("abcd-1234")"},
        {"iat", "1800000000"},    {"nbf", "1800000000"},
        {"exp", "1800003600"},
    };
};

} // namespace triptych
