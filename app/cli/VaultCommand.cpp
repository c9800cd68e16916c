// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/VaultOpening.h"

namespace triptych {

namespace {

class VaultCommand final : public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral("vault create | check | change-password – the encrypted store of keys.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"), QStringLiteral("create, check or change-password."));
        words.addOption(passwordFileOption());
        words.addOption({QStringLiteral("new-password-file"),
                         QStringLiteral("Read the new password from FILE (change-password)."), QStringLiteral("FILE")});
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_context = &context;
        m_vault = std::make_unique<Vault>(context.paths.vaultFile(), Vault::Cost {});
        m_end = [this, finished](int status) {
            m_vault.reset();
            finished(status);
        };
        const QString what = words.positionalArguments().value(0);
        if (words.positionalArguments().size() == 1 && what == QLatin1String("create")) {
            create(words);
        } else if (words.positionalArguments().size() == 1 && what == QLatin1String("check")) {
            check(words);
        } else if (words.positionalArguments().size() == 1 && what == QLatin1String("change-password")) {
            changePassword(words);
        } else {
            context.terminal.complain(QStringLiteral("vault: write create, check or change-password"));
            m_end(WrongWords);
        }
    }

private:
    void report(const Result<> &done, const QString &success)
    {
        if (!done) {
            m_end(complainAboutVault(*m_vault, done.error(), m_context->terminal));
            return;
        }
        m_context->terminal.line(success);
        m_end(AllWell);
    }

    /// A new password from the terminal is asked for twice.
    Result<Secret> newPassword(const QCommandLineParser &words, const QString &option)
    {
        Terminal &terminal = m_context->terminal;
        if (words.isSet(option))
            return Terminal::passwordFromFile(words.value(option));
        if (!terminal.hasPerson())
            return Error {.kind = ErrorKind::Unauthorized, .cause = QStringLiteral("vault_locked")};
        auto first = terminal.askPassword(QStringLiteral("New password"));
        auto second = terminal.askPassword(QStringLiteral("Once more"));
        if (first && second && !first.value().equals(second.value()))
            return Error {.kind = ErrorKind::InvalidInput,
                          .cause = QStringLiteral("words"),
                          .message = QStringLiteral("the two passwords differ")};
        return first;
    }

    void create(const QCommandLineParser &words)
    {
        if (m_vault->state() != VaultState::Absent) {
            m_context->terminal.complain(QStringLiteral("%1 exists already; nothing was changed").arg(m_vault->file()));
            m_end(SomethingFailed);
            return;
        }
        auto password = newPassword(words, QStringLiteral("password-file"));
        if (!password || password.value().isEmpty()) {
            m_context->terminal.complain(
                password ? QStringLiteral("an empty password protects nothing: give one with --password-file")
                         : oneLine(password.error()));
            m_end(password || password.error().cause == QLatin1String("words") ? WrongWords : VaultLocked);
            return;
        }
        m_vault->create(std::move(password).value(),
                        [this](const Result<> &done) { report(done, QStringLiteral("made %1").arg(m_vault->file())); });
    }

    void check(const QCommandLineParser &words)
    {
        auto password = obtainPassword(words, m_context->terminal, QStringLiteral("Password of the vault"));
        if (!password) {
            m_end(complainAboutVault(*m_vault, password.error(), m_context->terminal));
            return;
        }
        m_vault->check(std::move(password).value(), [this](const Result<VaultInfo> &info) {
            if (!info) {
                m_end(complainAboutVault(*m_vault, info.error(), m_context->terminal));
                return;
            }
            m_context->terminal.line(QStringLiteral("the vault is sound: %1 keys, saved %2 times")
                                         .arg(info.value().keyCount)
                                         .arg(info.value().generation));
            if (info.value().isRolledBack)
                m_context->terminal.remark(QStringLiteral(
                    "note: this home has seen a newer state of the vault; somebody put an older copy in its place"));
            if (info.value().isTooCheap)
                m_context->terminal.remark(QStringLiteral(
                    "note: its password is cheap to guess by today's measure; unlocking makes it dearer"));
            m_end(AllWell);
        });
    }

    void changePassword(const QCommandLineParser &words)
    {
        auto current = obtainPassword(words, m_context->terminal, QStringLiteral("Password of the vault"));
        auto replacement = current ? newPassword(words, QStringLiteral("new-password-file")) : current.error();
        if (!current || !replacement) {
            m_end(complainAboutVault(*m_vault, current ? replacement.error() : current.error(), m_context->terminal));
            return;
        }
        m_vault->changePassword(
            std::move(current).value(), std::move(replacement).value(), [this](const Result<> &done) {
                report(done, QStringLiteral("the password is changed; older copies of the vault keep the old one"));
            });
    }

    CommandContext *m_context = nullptr;
    std::unique_ptr<Vault> m_vault;
    Finished m_end;
};

} // namespace

std::unique_ptr<CliCommand> newVaultCommand()
{
    return std::make_unique<VaultCommand>();
}

} // namespace triptych
