// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/SecretJson.h"

#include "core/base/JsonText.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace triptych {

namespace {

/// Reads the escapes that ASCII needs; whoever issues a token has no reason for others.
class Unescaper
{
public:
    explicit Unescaper(QByteArrayView escaped) : m_text(std::size_t(escaped.size())), m_rest(escaped) {}

    Secret read()
    {
        while (!m_rest.isEmpty()) {
            const auto byte = m_rest.front() == '\\' ? escaped() : plain();
            if (!byte)
                return {};
            m_text.data()[m_used++] = *byte;
        }
        return Secret::copyOf(m_text.view().first(qsizetype(m_used)));
    }

private:
    std::optional<char> plain()
    {
        const char byte = m_rest.front();
        m_rest = m_rest.sliced(1);
        return quint8(byte) < 0x80 ? std::optional(byte) : std::nullopt;
    }
    std::optional<char> escaped()
    {
        const char kind = m_rest.size() > 1 ? m_rest[1] : '\0';
        if (kind == 'u')
            return coded();
        m_rest = m_rest.sliced(qMin(qsizetype(2), m_rest.size()));
        const bool standsForItself = kind == '/' || kind == '\\' || kind == '"';
        return standsForItself ? std::optional(kind) : std::nullopt;
    }
    std::optional<char> coded()
    {
        constexpr qsizetype length = 6; // \u0026
        bool isHex = false;
        const QByteArrayView digits = m_rest.sliced(2, qMin(m_rest.size(), length) - 2);
        const int code = digits.toByteArray().toInt(&isHex, 16);
        if (digits.size() != 4 || !isHex || code <= 0 || code >= 0x80)
            return {};
        m_rest = m_rest.sliced(length);
        return char(code);
    }

    Secret m_text;
    std::size_t m_used = 0;
    QByteArrayView m_rest;
};

} // namespace

Secret takeSecret(Secret &json, QByteArrayView key)
{
    Secret taken;
    for (const RawMember &member : rawMembers(json.view())) {
        if (member.key != key || !member.value.startsWith('"'))
            continue;
        const bool isWhole = member.value.size() >= 2 && member.value.endsWith('"');
        const QByteArrayView text = member.value.sliced(1).chopped(isWhole ? 1 : 0);
        if (taken.isEmpty() && isWhole)
            taken = Unescaper(text).read();
        std::memset(json.data() + (text.data() - json.data()), '*', std::size_t(text.size()));
    }
    return taken;
}

} // namespace triptych
