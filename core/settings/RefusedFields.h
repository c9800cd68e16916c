// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QMap>
#include <QStringList>

namespace triptych {

/// Which fields of a request a model turned out not to take, so that nobody has to find out twice. A value.
class RefusedFields
{
public:
    /// A file that is missing or faulty gives none: what it held can be learnt again.
    static RefusedFields load(const QString &file);
    /// Adds one to what the file holds by now, since other processes learn too.
    static Result<RefusedFields> remember(const QString &file, const QString &model, const QString &field);
    static Result<RefusedFields> forget(const QString &file, const QString &model);

    QStringList of(const QString &model) const { return m_fields.value(model); } ///< By provider/model.
    qsizetype count() const; ///< Of all models.

private:
    QMap<QString, QStringList> m_fields;
};

} // namespace triptych
