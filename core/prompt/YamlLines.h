// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QStringList>

namespace triptych {

/// Edits of YAML as lines of text: what is not named stays as it is, comments and order included.
/// A text that cannot be edited this way (a flow mapping, say) is an Unsupported error and stays unchanged.

/// Sets a top-level key to one text.
Result<QStringList> withScalar(const QStringList &lines, const QString &key, const QString &value);

/// Sets a top-level key to a list; items that stay keep their lines and comments. An empty list removes the key.
Result<QStringList> withList(const QStringList &lines, const QString &key, const QStringList &values);

/// A text as YAML writes it on one line: plain where that reads back as the same text, else in double quotes.
QString yamlScalar(const QString &text);

} // namespace triptych
