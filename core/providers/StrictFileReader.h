// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/base/StrictJson.h"

#include <QByteArrayList>
#include <QMap>
#include <QStringList>
#include <functional>
#include <vector>

class QRegularExpression;

namespace triptych {

/// Reads a JSON file that a person may have written: every key has to be known, and the first fault ends it. It is
/// named by file, line and key.
class StrictFileReader
{
protected:
    struct Key
    {
        std::string_view name;
        std::function<bool(const JsonValue &)> read;
    };

    StrictFileReader(QByteArrayView json, const QString &fileName, const QString &cause)
        : m_json(json),
          m_fileName(fileName),
          m_cause(cause)
    {}

    JsonValue parse(); ///< With a fault where the file is no sound JSON.
    const std::optional<Error> &fault() const { return m_fault; }

    // Each is false where there is a fault.
    bool readMembers(const JsonValue &object, const std::vector<Key> &keys);
    bool readItems(const JsonValue &list, const std::function<bool(const JsonValue &)> &read);
    bool readTextMap(const JsonValue &object, const QStringList &allowed, QMap<QString, QString> &target);
    bool readText(const JsonValue &value, QString &target);
    bool readMatching(const JsonValue &value, const QRegularExpression &pattern, QString &target);
    bool readFlag(const JsonValue &value, std::optional<bool> &target);
    bool readCount(const JsonValue &value, std::optional<qint64> &target);
    bool readNumber(const JsonValue &value, qint64 least, qint64 most, qint64 &target);
    bool readWord(const JsonValue &value, const QStringList &allowed, QStringList &target);

    bool fail(const QString &what);
    bool failBelow(const QByteArray &key, const QString &what);

    /// Names the member that is read next, for faults in it.
    void enter(const QByteArray &key) { m_path += key; }
    void leave() { m_path.removeLast(); }

private:
    Error syntaxError() const;

    QByteArrayView m_json;
    QString m_fileName;
    QString m_cause; ///< Of its faults.
    JsonParser m_parser;
    QByteArrayList m_path; ///< Keys and item numbers down to the value that is being read.
    std::optional<Error> m_fault;
};

} // namespace triptych
