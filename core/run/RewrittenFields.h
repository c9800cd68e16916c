// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/Endpoint.h"

#include <QStringList>

namespace triptych {

/// The fields of a request that a server refused by name, and that a lane writes otherwise since. Pure.
class RewrittenFields
{
public:
    /// Takes the field that the error names, if it can be written otherwise and was not; a server that refuses both
    /// ways has the last word.
    bool take(const Error &error);
    void applyTo(Endpoint &endpoint) const;
    const QStringList &names() const { return m_names; }

private:
    QStringList m_names;
};

} // namespace triptych
