// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/CliSignIn.h"
#include "app/cli/ProviderWord.h"
#include "app/cli/VaultOpening.h"
#include "app/session/CopilotAccess.h"
#include "app/session/Session.h"
#include "core/base/JsonWriter.h"
#include "core/providers/HeaderRules.h"
#include "core/signin/KeyChoice.h"

#include <algorithm>
#include <deque>

namespace triptych {

namespace {

class KeysCommand final : public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral(
            "keys add PROVIDER[/SECRET] | list | remove ID | import-env | allow-env NAME ORIGIN – the keys in the vault.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"),
                                    QStringLiteral("add, list, remove, import-env or allow-env."));
        words.addOption({QStringLiteral("label"), QStringLiteral("A name for the key."), QStringLiteral("L")});
        words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON array (list).")});
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_context = &context;
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        m_end = [this, finished](int status) {
            m_signIn.reset();
            m_session.reset();
            finished(status);
        };
        const QStringList parts = words.positionalArguments();
        const QString what = parts.value(0);
        if (what == QLatin1String("add") && parts.size() == 2)
            add(words, parts[1]);
        else if (what == QLatin1String("list") && parts.size() == 1)
            opened(words, [this, asJson = words.isSet(QStringLiteral("json"))] { list(asJson); });
        else if (what == QLatin1String("remove") && parts.size() == 2)
            opened(words, [this, id = parts[1]] { remove(id); });
        else if (what == QLatin1String("import-env") && parts.size() == 1)
            opened(words, [this] { importEnvironment(); });
        else if (what == QLatin1String("allow-env") && parts.size() == 3)
            allowEnvironment(parts[1], parts[2]);
        else
            wrong(QStringLiteral("keys: write add PROVIDER, list, remove ID, import-env, or allow-env NAME ORIGIN"));
    }

private:
    void wrong(const QString &what)
    {
        m_context->terminal.complain(what);
        m_end(WrongWords);
    }

    void opened(const QCommandLineParser &words, std::function<void()> next)
    {
        openVault(m_session->vault(), words, m_context->terminal, [this, next = std::move(next)](int status) {
            if (status == AllWell)
                next();
            else
                m_end(status);
        });
    }

    void ended(const Result<> &done)
    {
        if (!done)
            m_end(complainAboutVault(m_session->vault(), done.error(), m_context->terminal));
        else
            m_end(AllWell);
    }

    /// PROVIDER, or PROVIDER/NAME for a secret that one of its headers takes.
    void add(const QCommandLineParser &words, const QString &owner)
    {
        const QString provider = owner.section(u'/', 0, 0);
        const ProviderPreset *preset = m_session->catalog().find(provider);
        if (!preset) {
            wrong(noSuchProvider(m_session->catalog(), provider));
            return;
        }
        if (!preset->missingField().isEmpty()) {
            wrong(oneLine(incompleteAddress(*preset), preset->id));
            return;
        }
        const auto takes = [&owner, preset](const SecretHeaderRef &header) {
            return secretOwner(preset->id, header.secret) == owner;
        };
        const auto &headers = preset->secretHeaders;
        if (owner != provider && std::none_of(headers.begin(), headers.end(), takes)) {
            wrong(QStringLiteral("no header of %1 takes a secret called \"%2\"").arg(provider, owner.section(u'/', 1)));
            return;
        }
        if (owner == provider && preset->auth.kind == AuthKind::None) {
            wrong(QStringLiteral("%1 is asked without a key, so that none was stored").arg(provider));
            return;
        }
        if (preset->auth.kind == AuthKind::Copilot) {
            signIn(words, *preset);
            return;
        }
        auto key = m_context->terminal.readSecretInput(QStringLiteral("Key for %1").arg(preset->label));
        if (!key || key.value().isEmpty()) {
            wrong(key ? QStringLiteral("no key came: write it to standard input") : oneLine(key.error()));
            return;
        }
        const KeyDraft draft {.provider = owner,
                              .label = words.value(QStringLiteral("label")),
                              .origins = preset->keyOrigins(),
                              .showsTail = owner == provider};
        auto shared = std::make_shared<Secret>(std::move(key).value());
        opened(words, [this, draft, shared] {
            m_session->vault().addKey(draft, std::move(*shared), [this](const Result<> &done) { ended(done); });
        });
    }

    /// The key is what GitHub hands out, so nobody types it.
    void signIn(const QCommandLineParser &words, const ProviderPreset &preset)
    {
        if (const auto fault = copilotFault(preset)) {
            wrong(QStringLiteral("%1 Here: triptych providers set %2 client_id=ID").arg(oneLine(*fault), preset.id));
            return;
        }
        opened(words, [this, preset, label = words.value(QStringLiteral("label"))] {
            m_signIn = std::make_unique<CliSignIn>(*m_session, m_context->terminal);
            m_signIn->start(preset, label, [this](const Result<> &done) { ended(done); });
        });
    }

    void list(bool asJson)
    {
        JsonWriter json;
        json.beginArray();
        for (const KeyInfo &key : m_session->vault().keys()) {
            json.beginObject().member(u"id", key.id).member(u"provider", key.provider).member(u"label", key.label);
            json.member(u"tail", key.tail).key(u"origins").beginArray();
            for (const QString &origin : key.origins)
                json.value(origin);
            json.endArray().member(u"created", key.created.toUTC().toString(Qt::ISODate)).endObject();
            if (!asJson) {
                m_context->terminal.line(QStringLiteral("%1  %2  …%3  %4  %5")
                                             .arg(key.id)
                                             .arg(key.provider, -14)
                                             .arg(key.tail, key.origins.join(u' '), key.label));
            }
        }
        json.endArray();
        if (asJson)
            m_context->terminal.write(json.bytes() + '\n');
        m_end(AllWell);
    }

    void remove(const QString &id)
    {
        m_session->vault().removeKey(id, [this](const Result<> &done) { ended(done); });
    }

    struct Import
    {
        ProviderPreset preset;
        QString variable;
    };

    /// A variable may be named by several sites whose keys are not the same; it goes to the first of them.
    void importEnvironment()
    {
        for (const ProviderPreset &preset : m_session->catalog().all()) {
            const QString variable = keyVariable(preset.keyEnv);
            if (!preset.isBuiltIn || !hasEnvironmentKey(variable))
                continue;
            if (!preset.missingField().isEmpty()) {
                m_context->terminal.remark(oneLine(incompleteAddress(preset), preset.id));
                continue;
            }
            const auto same = std::find_if(m_imports.begin(), m_imports.end(),
                                           [&](const Import &other) { return other.variable == variable; });
            if (same == m_imports.end())
                m_imports.push_back({preset, variable});
            else
                m_context->terminal.remark(
                    QStringLiteral("%1 goes to %2; where it is a key of %3: triptych keys add %3")
                        .arg(variable, same->preset.id, preset.id));
        }
        if (m_imports.empty())
            m_context->terminal.remark(QStringLiteral("no provider's variable is set in the environment"));
        importNext();
    }

    void importNext()
    {
        if (m_imports.empty()) {
            m_end(AllWell);
            return;
        }
        const Import next = m_imports.front();
        m_imports.pop_front();
        std::vector<KeyInfo> known = m_session->vault().keys();
        const QStringList wanted = next.preset.keyOrigins();
        std::erase_if(known, [&](const KeyInfo &key) {
            return key.provider != next.preset.id
                || !std::all_of(wanted.begin(), wanted.end(),
                                [&key](const QString &origin) { return key.origins.contains(origin); });
        });
        importUnlessKnown(next, std::move(known));
    }

    void importUnlessKnown(const Import &wanted, std::vector<KeyInfo> known)
    {
        if (known.empty()) {
            import(wanted);
            return;
        }
        const QString id = known.back().id;
        known.pop_back();
        m_session->vault().openKey(id, wanted.preset.origin(), [this, wanted, known](const Result<Secret> &key) {
            if (!key) {
                ended(key.error());
            } else if (key.value().equals(environmentKey(wanted.variable))) {
                m_context->terminal.line(
                    QStringLiteral("%1 has the key in %2 already").arg(wanted.preset.id, wanted.variable));
                importNext();
            } else {
                importUnlessKnown(wanted, known);
            }
        });
    }

    void import(const Import &wanted)
    {
        m_session->vault().addKey({wanted.preset.id, wanted.variable, wanted.preset.keyOrigins()},
                                  environmentKey(wanted.variable), [this, wanted](const Result<> &done) {
                                      if (!done) {
                                          ended(done);
                                          return;
                                      }
                                      m_context->terminal.line(
                                          QStringLiteral("%1 from %2").arg(wanted.preset.id, wanted.variable));
                                      importNext();
                                  });
    }

    void allowEnvironment(const QString &name, const QString &origin)
    {
        const QString normal = originOf(QUrl(origin));
        if (normal.isEmpty()) {
            wrong(QStringLiteral("\"%1\" is not an origin: write https://host").arg(origin));
            return;
        }
        Settings settings = m_session->settings();
        settings.allowedEnvKeys.removeAll(name + QLatin1Char(' ') + normal);
        settings.allowedEnvKeys << name + QLatin1Char(' ') + normal;
        const auto saved = m_session->changeSettings(settings);
        if (!saved)
            m_context->terminal.complain(saved.error());
        m_end(saved ? AllWell : SomethingFailed);
    }

    CommandContext *m_context = nullptr;
    std::unique_ptr<Session> m_session;
    Finished m_end;
    std::unique_ptr<CliSignIn> m_signIn;
    std::deque<Import> m_imports;
};

} // namespace

std::unique_ptr<CliCommand> newKeysCommand()
{
    return std::make_unique<KeysCommand>();
}

} // namespace triptych
