// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QByteArray>

namespace triptych {

/// Standard input, output and error, and the person at the terminal, if there is one.
class Terminal
{
public:
    void write(QByteArrayView bytes); ///< To standard output, at once.
    /// What a model wrote, to standard output. A screen shows control characters; it does not obey them.
    void text(const QString &text);
    void line(const QString &text) { write((text + QLatin1Char('\n')).toUtf8()); }
    void complain(const QString &text); ///< One line on standard error: "triptych: …".
    void complain(const Error &error);
    void remark(const QString &text); ///< A line on standard error that is no complaint.

    Result<QByteArray> readInput(qint64 limit); ///< All of standard input.
    /// A key from standard input, without white space at its ends. Somebody who types it is asked, and it is not shown.
    Result<Secret> readSecretInput(const QString &question);
    bool hasPerson() const; ///< A password could be asked for.
    Result<Secret> askPassword(const QString &question);
    static Result<Secret> passwordFromFile(const QString &file); ///< One trailing newline is dropped.
};

/// What went wrong and what to do, in one line.
QString oneLine(const Error &error, const QString &provider = {});

} // namespace triptych
