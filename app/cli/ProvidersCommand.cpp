// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/ProviderWord.h"
#include "app/cli/VaultOpening.h"
#include "app/session/Session.h"
#include "core/base/JsonWriter.h"

namespace triptych {

namespace {

/// Whether a key is there; nothing is known while the vault is shut.
std::optional<bool> hasKey(Session &session, const ProviderPreset &preset)
{
    if (session.keys().hasKey(preset))
        return true;
    return session.vault().state() == VaultState::Locked ? std::nullopt : std::optional(false);
}

class ProvidersCommand final : public CliCommand
{
public:
    QString summary() const override { return QStringLiteral("Lists the providers that a lane can name."); }

    void declare(QCommandLineParser &words) const override
    {
        words.addOption({QStringLiteral("json"),
                         QStringLiteral("Print one JSON array; hasKey is null while the vault is locked.")});
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        const auto print = [this, &context, asJson = words.isSet(QStringLiteral("json")), finished](int status) {
            if (status == AllWell)
                list(context.terminal, asJson);
            m_session.reset();
            finished(status);
        };
        // Without a vault there is nothing to open, and all that can be told is told.
        if (words.isSet(QStringLiteral("password-file")) && m_session->vault().state() != VaultState::Absent)
            openVault(m_session->vault(), words, context.terminal, print);
        else
            print(AllWell);
    }

private:
    void list(Terminal &terminal, bool asJson)
    {
        complainAboutFiles(m_session->catalog(), terminal);
        JsonWriter json;
        json.beginArray();
        for (const ProviderPreset &preset : m_session->catalog().all()) {
            const auto key = hasKey(*m_session, preset);
            json.beginObject()
                .member(u"id", preset.id)
                .member(u"label", preset.label)
                .member(u"dialect", preset.dialect);
            json.member(u"baseUrl", preset.baseUrl).key(u"hasKey");
            key ? json.value(*key) : json.null();
            json.key(u"models").beginArray();
            for (const ModelInfo &model : preset.models)
                json.value(model.id);
            json.endArray().endObject();
            if (!asJson) {
                const QString state = preset.auth.kind == AuthKind::None ? QStringLiteral("no key needed")
                    : !key                                               ? QStringLiteral("vault locked")
                    : *key                                               ? QStringLiteral("has a key")
                                                                         : QStringLiteral("no key");
                terminal.line(QStringLiteral("%1  %2  %3 models  %4")
                                  .arg(preset.id, -16)
                                  .arg(state, -14)
                                  .arg(preset.models.size(), 4)
                                  .arg(preset.baseUrl));
            }
        }
        json.endArray();
        if (asJson)
            terminal.write(json.bytes() + '\n');
    }

    std::unique_ptr<Session> m_session;
};

} // namespace

std::unique_ptr<CliCommand> newProvidersCommand()
{
    return std::make_unique<ProvidersCommand>();
}

} // namespace triptych
