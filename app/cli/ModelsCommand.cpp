// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "app/cli/ProviderWord.h"
#include "app/cli/VaultOpening.h"
#include "app/session/Session.h"
#include "core/base/JsonWriter.h"

namespace triptych {

namespace {

template<typename T>
void optional(JsonWriter &json, QStringView name, const std::optional<T> &content)
{
    json.key(name);
    content ? json.value(*content) : json.null();
}

void writeModel(JsonWriter &json, const ModelInfo &model)
{
    json.beginObject().member(u"id", model.id);
    optional(json, u"contextTokens", model.contextTokens);
    optional(json, u"maxOutputTokens", model.maxOutputTokens);
    optional(json, u"images", model.images);
    optional(json, u"documents", model.documents);
    optional(json, u"schemas", model.schemas);
    optional(json, u"tools", model.tools);
    optional(json, u"reasoning", model.reasoning);
    optional(json, u"shutdown", model.shutdown ? std::optional(model.shutdown->toString(Qt::ISODate)) : std::nullopt);
    json.member(u"legacy", model.isLegacy);
    optional(json, u"inputUsdPerMillion", model.price ? model.price->input : std::nullopt);
    optional(json, u"outputUsdPerMillion", model.price ? model.price->output : std::nullopt);
    json.endObject();
}

QString lineOf(const ModelInfo &model)
{
    const QString name = model.isLegacy ? model.id + QStringLiteral("  legacy") : model.id;
    return model.shutdown ? QStringLiteral("%1  shuts down on %2").arg(name, model.shutdown->toString(Qt::ISODate))
                          : name;
}

class ModelsCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override { return QStringLiteral("Lists the models that a provider offers."); }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("PROVIDER"), QStringLiteral("Its id, such as anthropic."));
        words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON array.")});
        words.addOption({QStringLiteral("refresh"), QStringLiteral("Ask the provider for its list first.")});
        words.addOption(passwordFileOption());
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_session = std::make_unique<Session>(context.paths, context.settings, KeyRing::WhenLocked::Fail);
        const QString provider = words.positionalArguments().value(0);
        const auto end = [this, finished](int status) {
            m_session.reset();
            finished(status);
        };
        if (words.positionalArguments().size() != 1 || !m_session->catalog().find(provider)) {
            context.terminal.complain(provider.isEmpty()
                                          ? QStringLiteral("name a provider: triptych providers lists them")
                                          : noSuchProvider(m_session->catalog(), provider));
            end(WrongWords);
            return;
        }
        const auto print = [this, &context, provider, end, asJson = words.isSet(QStringLiteral("json"))] {
            list(context.terminal, provider, asJson);
            end(AllWell);
        };
        if (!words.isSet(QStringLiteral("refresh"))) {
            print();
            return;
        }
        const auto fetch = [this, &context, provider, print, end] {
            m_session->fetchModels(
                provider, this, [this, &context, provider, print, end](const Result<std::vector<ModelInfo>> &models) {
                    if (models) {
                        print();
                    } else {
                        context.terminal.complain(provider + QStringLiteral(": ") + oneLine(models.error())
                                                  + keptList(provider));
                        end(models.error().cause == QLatin1String("vault_locked") ? VaultLocked : SomethingFailed);
                    }
                });
        };
        if (!words.isSet(QStringLiteral("password-file")) || m_session->vault().state() == VaultState::Absent) {
            fetch();
            return;
        }
        openVault(m_session->vault(), words, context.terminal,
                  [fetch, end](int status) { status == AllWell ? fetch() : end(status); });
    }

private:
    /// How old the list is that `models` goes on to print.
    QString keptList(const QString &provider) const
    {
        const auto fetched = m_session->modelListDate(provider);
        return fetched ? QStringLiteral(" The list of %1 is kept.").arg(fetched->date().toString(Qt::ISODate))
                       : QString();
    }

    void list(Terminal &terminal, const QString &provider, bool asJson)
    {
        JsonWriter json;
        json.beginArray();
        for (const ModelInfo &model : m_session->catalog().find(provider)->models) {
            writeModel(json, model);
            if (!asJson)
                terminal.line(lineOf(model));
        }
        json.endArray();
        if (asJson)
            terminal.write(json.bytes() + '\n');
    }

    std::unique_ptr<Session> m_session;
};

} // namespace

std::unique_ptr<CliCommand> newModelsCommand()
{
    return std::make_unique<ModelsCommand>();
}

} // namespace triptych
