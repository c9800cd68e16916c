// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dialects/RoleMessages.h"

namespace triptych {

void RoleMessages::begin(const QString &role)
{
    if (role == m_role)
        return;
    end();
    m_role = role;
    m_json.beginObject().member(u"role", role).key(u"content").beginArray();
}

void RoleMessages::end()
{
    if (!m_role.isEmpty())
        m_json.endArray().endObject();
    m_role.clear();
}

} // namespace triptych
