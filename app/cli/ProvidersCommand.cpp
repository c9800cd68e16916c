// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/ConnectionTestReport.h"
#include "app/cli/ProviderWord.h"
#include "app/cli/VaultOpening.h"
#include "app/session/ConnectionTester.h"
#include "app/session/CopilotAccess.h"
#include "app/session/LaneEndpoints.h"
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

bool isOff(const ProviderPreset &preset)
{
    return preset.auth.kind == AuthKind::Copilot && copilotFault(preset);
}

/// What is wrong with FIELD=VALUE; empty when nothing is.
QString faultOf(const ProviderPreset &preset, const QString &pair)
{
    QStringList known;
    for (const ProviderField &field : preset.fields)
        known << field.id;
    const QString name = pair.section(u'=', 0, 0);
    if (!pair.contains(u'='))
        return QStringLiteral("\"%1\": write FIELD=VALUE").arg(pair);
    if (!known.contains(name))
        return known.isEmpty() ? QStringLiteral("%1 has no fields").arg(preset.id)
                               : QStringLiteral("%1 has no field \"%2\": it has %3")
                                     .arg(preset.id, name, known.join(QStringLiteral(", ")));
    if (!isHeaderText(pair.section(u'=', 1)))
        return QStringLiteral("%1: only printable ASCII can be sent in a header").arg(name);
    const QString value = pair.section(u'=', 1);
    const ProviderPreset filled = preset.withFields({{name, value}});
    if (const ProviderField *unfit = filled.emptyField(); unfit && unfit->id == name && !value.isEmpty())
        return QStringLiteral("%1: \"%2\" does not fit into the address %3").arg(name, value.left(80), preset.baseUrl);
    return {};
}

class ProvidersCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral(
            "providers [test ID | set ID FIELD=VALUE…] – lists the providers that a lane can name, walks to one and says where it stops, or sets what "
            "goes with the key of one, such as organization=ID; an empty VALUE is not sent.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"), QStringLiteral("Nothing, test or set."),
                                    QStringLiteral("[WHAT]"));
        words.addOption(
            {QStringLiteral("json"),
             QStringLiteral("As JSON; hasKey is null while the vault is locked. A test prints one object.")});
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        const QStringList parts = words.positionalArguments();
        if (parts.value(0) == QLatin1String("test") && parts.size() == 2) {
            test(words, context, parts[1], finished);
            return;
        }
        if (!parts.isEmpty()) {
            const int status = act(context.terminal, parts);
            m_session.reset();
            finished(status);
            return;
        }
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
    void test(const QCommandLineParser &words, CommandContext &context, const QString &provider,
              const Finished &finished)
    {
        const auto end = [this, finished](int status) {
            m_walk.reset();
            m_session.reset();
            finished(status);
        };
        const ProviderPreset *preset = m_session->catalog().find(provider);
        if (!preset || preset->id == QLatin1String("local") || !preset->missingField().isEmpty()) {
            context.terminal.complain(!preset ? noSuchProvider(m_session->catalog(), provider)
                                          : preset->missingField().isEmpty()
                                          ? QStringLiteral("local models need no connection")
                                          : oneLine(incompleteAddress(*preset), preset->id));
            end(WrongWords);
            return;
        }
        const auto walk = [this, &terminal = context.terminal, preset = withConnection(*preset, m_session->settings()),
                           end, asJson = words.isSet(QStringLiteral("json"))] {
            ProbeSubject subject {.preset = preset, .proxyOrigin = signInOrigin(m_session->settings(), preset)};
            m_walk = m_session->tester().start(std::move(subject), this,
                                               [&terminal, preset, asJson, end](const ConnectionReport &report) {
                                                   if (!report.isOver)
                                                       return;
                                                   printConnectionReport(terminal, preset.id, report, asJson);
                                                   end(report.isGood() ? AllWell : SomethingFailed);
                                               });
        };
        if (words.isSet(QStringLiteral("password-file")) && m_session->vault().state() != VaultState::Absent)
            openVault(m_session->vault(), words, context.terminal,
                      [walk, end](int status) { status == AllWell ? walk() : end(status); });
        else
            walk();
    }

    int act(Terminal &terminal, const QStringList &parts)
    {
        if (parts.value(0) == QLatin1String("set") && parts.size() >= 3)
            return setFields(terminal, parts[1], parts.mid(2));
        terminal.complain(QStringLiteral("providers: write nothing behind it, test ID, or set ID FIELD=VALUE"));
        return WrongWords;
    }

    int setFields(Terminal &terminal, const QString &provider, const QStringList &pairs)
    {
        const ProviderPreset *preset = m_session->catalog().find(provider);
        if (!preset) {
            terminal.complain(noSuchProvider(m_session->catalog(), provider));
            return WrongWords;
        }
        QMap<QString, QString> values;
        for (const QString &pair : pairs) {
            if (const QString fault = faultOf(*preset, pair); !fault.isEmpty()) {
                terminal.complain(fault);
                return WrongWords;
            }
            values.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1).trimmed());
        }
        Settings settings = m_session->settings();
        triptych::setFields(settings, *preset, values);
        const auto saved = m_session->changeSettings(settings);
        if (!saved)
            terminal.complain(saved.error());
        return saved ? AllWell : SomethingFailed;
    }

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
                    : isOff(preset)                                      ? QStringLiteral("off")
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
    std::unique_ptr<Pending> m_walk;
};

} // namespace

std::unique_ptr<CliCommand> newProvidersCommand()
{
    return std::make_unique<ProvidersCommand>();
}

} // namespace triptych
