// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QMap>
#include <QStringList>
#include <vector>

namespace triptych {

/// One `{{name}}` in a text; a name is [A-Za-z_][A-Za-z0-9_.-]*. Any other `{{…}}` is literal.
struct VariableMark
{
    qsizetype start = 0;
    qsizetype length = 0; ///< With the braces.
    QString name = {};

    bool operator==(const VariableMark &) const = default;
};

using VariableValues = QMap<QString, QString>;

std::vector<VariableMark> findVariables(QStringView text);

/// Every name once, in the order of first use.
QStringList variableNames(QStringView text);

/// The text with every variable replaced by its value as it is; values are not searched again.
/// An undefined variable is an InvalidInput with the cause "variable_undefined" and its name as message.
Result<QString> substituteVariables(QStringView text, const VariableValues &values);

} // namespace triptych
