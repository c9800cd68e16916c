// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/JsonWriter.h"

namespace triptych {

/// The messages of protocols in which each has a role and a list of content blocks; what one role says in a row shares
/// one message. Whoever writes the blocks begins before each of them, and ends once.
class RoleMessages
{
public:
    explicit RoleMessages(JsonWriter &json) : m_json(json) {}

    void begin(const QString &role);
    void end();

private:
    JsonWriter &m_json;
    QString m_role;
};

} // namespace triptych
