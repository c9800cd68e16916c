// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace triptych {

/// A home of its own for the program itself, used as a script uses it. While a command runs the event loop does too, so
/// a server of the test can answer it.
class CliHome
{
public:
    struct Ended
    {
        int status = -1; ///< -1: it crashed or hung.
        QByteArray out = {};
        QByteArray err = {};
        QJsonObject object(int line = 0) const { return QJsonDocument::fromJson(out.split('\n').value(line)).object(); }
        QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    };

    /// `words` are split at blanks.
    Ended run(const QString &words, const QByteArray &input = {}, const QStringList &environment = {}) const;
    Ended run(const QStringList &arguments, const QByteArray &input = {}, const QStringList &environment = {}) const;
    std::unique_ptr<QProcess> start(const QStringList &arguments, const QByteArray &input = {},
                                    const QStringList &environment = {}) const;
    static Ended ended(QProcess &process); ///< Waits for it.
    static QString program();
    /// From now on the program is started by these words, such as "unshare -rn".
    void startThrough(const QString &words) { m_before = words.split(u' '); }

    QString path(const QString &name = {}) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    bool makeVault() const; ///< Its password stands in the file "password".
    QString password() const { return QStringLiteral(" --password-file ") + path(QStringLiteral("password")); }

private:
    QTemporaryDir m_folder;
    QStringList m_before;
};

} // namespace triptych
