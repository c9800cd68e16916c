// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/CliHome.h"
#include "tests/support/KeySearch.h"

#include <vector>

namespace triptych {

/// A key as `keys add` would keep it.
struct KeptKey
{
    QString provider;
    QByteArray key;
    QString origin;
};

/// A home whose vault holds canaries, for the program itself at its most talkative. It keeps all that the program says.
class CanaryHome
{
public:
    CanaryHome();

    const CliHome &home() const { return m_home; }
    /// `auth` is the entry's rule as JSON; `more` are further members, each with a comma before it.
    void describe(const QByteArray &id, const QByteArray &dialect, const QString &baseUrl, const QByteArray &auth,
                  const QByteArray &more = {}) const;
    void keep(const std::vector<KeptKey> &keys) const; ///< Makes the vault; its password is the canary.
    QString password() const; ///< As a further word of a command.
    QString passwordFile(const QByteArray &password) const;

    CliHome::Ended run(const QString &words, const QByteArray &input = {}, const QStringList &environment = {});
    std::unique_ptr<QProcess> start(const QString &words, const QByteArray &input = {},
                                    const QStringList &environment = {}) const;
    CliHome::Ended ended(QProcess &process);

    /// Where a canary is found: in all that was said, and in every file of the home.
    QStringList leaks() const;
    const KeySearch &search() const { return m_search; }

private:
    CliHome m_home;
    QTemporaryDir m_outside; ///< For what a person keeps elsewhere: the password.
    KeySearch m_search;
    QByteArray m_said;
};

} // namespace triptych
