// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/VaultOpening.h"

namespace triptych {

QCommandLineOption passwordFileOption()
{
    return {QStringLiteral("password-file"), QStringLiteral("Read the vault's password from FILE."),
            QStringLiteral("FILE")};
}

Result<Secret> obtainPassword(const QCommandLineParser &words, Terminal &terminal, const QString &question)
{
    if (words.isSet(QStringLiteral("password-file")))
        return Terminal::passwordFromFile(words.value(QStringLiteral("password-file")));
    if (terminal.hasPerson())
        return terminal.askPassword(question);
    return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("vault_locked")};
}

int complainAboutVault(const Vault &vault, const Error &error, Terminal &terminal)
{
    QString line = oneLine(error);
    const bool isDamaged = error.cause.startsWith(QLatin1String("vault.damaged"));
    if (isDamaged && !vault.newestBackup().isEmpty())
        line += QStringLiteral(" The newest good copy is %1.").arg(vault.newestBackup());
    terminal.complain(line);
    const bool isShut = error.cause == QLatin1String("vault.password") || error.cause == QLatin1String("vault_locked");
    if (isShut)
        return VaultLocked;
    return error.cause.startsWith(QLatin1String("input.")) ? WrongWords : SomethingFailed;
}

void openVault(Vault &vault, const QCommandLineParser &words, Terminal &terminal, std::function<void(int)> opened)
{
    if (vault.state() == VaultState::Absent) {
        terminal.complain(QStringLiteral("there is no vault yet: make one with triptych vault create"));
        opened(SomethingFailed);
        return;
    }
    auto password = obtainPassword(words, terminal, QStringLiteral("Password of the vault"));
    if (!password) {
        opened(complainAboutVault(vault, password.error(), terminal));
        return;
    }
    vault.unlock(std::move(password).value(), [&vault, &terminal, opened = std::move(opened)](const Result<> &done) {
        if (done && vault.info().isRolledBack)
            terminal.complain(QStringLiteral(
                "this vault is older than one that was seen here before: somebody may have put a copy in its place"));
        if (done && vault.info().isTooCheap)
            terminal.complain(
                QStringLiteral("the password of this vault was cheap to guess by machine: it is made dearer now"));
        opened(done ? int(AllWell) : complainAboutVault(vault, done.error(), terminal));
    });
}

} // namespace triptych
