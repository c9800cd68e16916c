// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "core/base/JsonWriter.h"
#include "core/local/ModelLibrary.h"

namespace triptych {

namespace {

class LocalCommand final : public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral("local list | add FILE | remove NAME – models that run on this machine.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(QStringLiteral("WHAT"), QStringLiteral("list, add or remove."));
        words.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON array (list).")});
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        const ModelLibrary library(context.paths.modelsFolder(), context.paths.shippedModels());
        const QStringList parts = words.positionalArguments();
        const QString what = parts.value(0);
        if (what == QLatin1String("list") && parts.size() == 1) {
            list(library, context.terminal, words.isSet(QStringLiteral("json")));
            finished(AllWell);
        } else if (what == QLatin1String("add") && parts.size() == 2) {
            const auto added = library.add(parts[1]);
            if (added)
                context.terminal.line(QStringLiteral("local/%1").arg(added.value().name));
            else
                context.terminal.complain(added.error());
            finished(added ? AllWell : SomethingFailed);
        } else if (what == QLatin1String("remove") && parts.size() == 2) {
            const auto removed = library.remove(parts[1]);
            if (!removed)
                context.terminal.complain(removed.error());
            finished(removed ? AllWell : SomethingFailed);
        } else {
            context.terminal.complain(QStringLiteral("local: write list, add FILE, or remove NAME"));
            finished(WrongWords);
        }
    }

private:
    static void list(const ModelLibrary &library, Terminal &terminal, bool asJson)
    {
        JsonWriter json;
        json.beginArray();
        for (const LocalModel &model : library.models()) {
            json.beginObject()
                .member(u"name", model.name)
                .member(u"file", model.file)
                .member(u"architecture", model.header.architecture);
            json.member(u"parameters", model.header.parameters).member(u"contextTokens", model.header.contextTokens);
            json.member(u"bytes", model.header.fileBytes).member(u"demonstration", model.isDemonstration).endObject();
            if (!asJson)
                terminal.line(QStringLiteral("local/%1  %2  %3 M parameters  %4")
                                  .arg(model.name, -16)
                                  .arg(model.header.architecture)
                                  .arg(double(model.header.parameters) / 1e6, 0, 'g', 3)
                                  .arg(model.file));
        }
        json.endArray();
        if (asJson)
            terminal.write(json.bytes() + '\n');
    }
};

} // namespace

std::unique_ptr<CliCommand> newLocalCommand()
{
    return std::make_unique<LocalCommand>();
}

} // namespace triptych
