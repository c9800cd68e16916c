// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Commands.h"

#include "core/base/JsonWriter.h"
#include "core/history/HistoryStore.h"

#include <QTimeZone>

namespace triptych {

namespace {

QString laneList(const RunSummary &run)
{
    QStringList lanes;
    for (const RunSummary::Lane &lane : run.lanes)
        lanes << lane.name + QLatin1Char(' ') + outcomeName(lane.outcome);
    return lanes.join(QStringLiteral(", "));
}

QString outcomeWithCause(const LaneRecord &lane)
{
    return lane.cause.isEmpty() ? outcomeName(lane.outcome)
                                : outcomeName(lane.outcome) + QStringLiteral(": ") + lane.cause;
}

RawJson summaryJson(const RunSummary &run)
{
    JsonWriter json;
    json.beginObject().member(u"id", run.id).member(u"startedAt", run.startedAt.toUTC().toString(Qt::ISODateWithMs));
    json.member(u"document", run.document).member(u"prompt", run.promptStart).key(u"lanes").beginArray();
    for (const RunSummary::Lane &lane : run.lanes)
        json.beginObject().member(u"lane", lane.name).member(u"outcome", outcomeName(lane.outcome)).endObject();
    json.endArray().endObject();
    return json.take();
}

RawJson detailJson(const RunDetail &run)
{
    JsonWriter json;
    json.beginObject()
        .member(u"id", run.summary.id)
        .member(u"startedAt", run.summary.startedAt.toUTC().toString(Qt::ISODateWithMs));
    json.member(u"document", run.summary.document).member(u"prompt", run.prompt).key(u"lanes").beginArray();
    for (const LaneRecord &lane : run.lanes)
        json.value(RawJson {toJson(lane)});
    json.endArray().endObject();
    return json.take();
}

class HistoryCommand final : public QObject, public CliCommand
{
public:
    QString summary() const override
    {
        return QStringLiteral(
            "history list | show ID | search TEXT | export | delete ID… | delete --before DATE | recover FILE – what was run.");
    }

    void declare(QCommandLineParser &words) const override
    {
        words.addPositionalArgument(
            QStringLiteral("WHAT"),
            QStringLiteral("list, show, search, export, delete or recover (what is readable in a damaged FILE)."));
        words.addOption({QStringLiteral("json"), QStringLiteral("Print JSON, one object a line.")});
        words.addOption({QStringLiteral("limit"), QStringLiteral("At most N runs (list and search; 50 by default)."),
                         QStringLiteral("N"), QStringLiteral("50")});
        words.addOption({QStringLiteral("before"), QStringLiteral("Delete what was run before DATE (yyyy-mm-dd)."),
                         QStringLiteral("DATE")});
    }

    void start(const QCommandLineParser &words, CommandContext &context, Finished finished) override
    {
        m_terminal = &context.terminal;
        m_asJson = words.isSet(QStringLiteral("json"));
        m_end = [this, finished = std::move(finished)](int status) {
            m_store.reset();
            finished(status);
        };
        const QStringList parts = words.positionalArguments();
        const QString what = parts.value(0);
        const int limit = words.value(QStringLiteral("limit")).toInt();
        if (limit < 1) {
            wrong(QStringLiteral("--limit %1: give a whole number from 1").arg(words.value(QStringLiteral("limit"))));
            return;
        }
        m_store = std::make_unique<HistoryStore>(context.paths.data);
        connect(m_store.get(), &HistoryStore::problem, this, [this](const Error &error) {
            if (!error.cause.isEmpty())
                m_terminal->complain(error);
        });
        if (what == QLatin1String("list") && parts.size() == 1)
            list({.limit = limit});
        else if (what == QLatin1String("search") && parts.size() == 2)
            list({.text = parts[1], .limit = limit});
        else if (what == QLatin1String("show") && parts.size() == 2)
            show(parts[1]);
        else if (what == QLatin1String("export") && parts.size() == 1)
            exportPage(0);
        else if (what == QLatin1String("delete") && (parts.size() > 1 || words.isSet(QStringLiteral("before"))))
            remove(parts.mid(1), words.value(QStringLiteral("before")));
        else if (what == QLatin1String("recover") && parts.size() == 2)
            recover(parts[1]);
        else
            wrong(QStringLiteral(
                "history: write list, show ID, search TEXT, export, delete ID, delete --before DATE, or recover FILE"));
    }

private:
    void wrong(const QString &what)
    {
        m_terminal->complain(what);
        m_end(WrongWords);
    }

    void failed(const Error &error)
    {
        m_terminal->complain(error);
        m_end(SomethingFailed);
    }

    void list(const HistoryQuery &query)
    {
        m_store->list(query, this, [this](const Result<std::vector<RunSummary>> &runs) {
            if (!runs) {
                failed(runs.error());
                return;
            }
            for (const RunSummary &run : runs.value()) {
                if (m_asJson)
                    m_terminal->write(summaryJson(run).bytes + '\n');
                else
                    m_terminal->line(
                        QStringLiteral("%1  %2  %3  [%4]")
                            .arg(run.id, 5)
                            .arg(run.startedAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                                 run.promptStart.simplified().left(60), laneList(run)));
            }
            m_end(AllWell);
        });
    }

    void show(const QString &word)
    {
        bool ok = false;
        const qint64 id = word.toLongLong(&ok);
        if (!ok) {
            wrong(QStringLiteral("\"%1\" is no id: triptych history list shows them").arg(word));
            return;
        }
        m_store->detail(id, this, [this](const Result<RunDetail> &run) {
            if (!run) {
                failed(run.error());
                return;
            }
            if (m_asJson) {
                m_terminal->write(detailJson(run.value()).bytes + '\n');
            } else {
                m_terminal->line(run.value().prompt);
                for (const LaneRecord &lane : run.value().lanes)
                    m_terminal->line(
                        QStringLiteral("\n── %1 · %2 ──\n%3").arg(lane.name(), outcomeWithCause(lane), lane.text));
            }
            m_end(AllWell);
        });
    }

    /// All runs, newest first, one object a line; page by page, so that a long history needs no long memory.
    void exportPage(qint64 beforeId)
    {
        m_store->list({.beforeId = beforeId, .limit = 100}, this, [this](const Result<std::vector<RunSummary>> &runs) {
            if (!runs) {
                failed(runs.error());
                return;
            }
            m_page = runs.value();
            m_at = 0;
            exportNext();
        });
    }

    void exportNext()
    {
        if (m_page.empty()) {
            m_end(AllWell);
        } else if (m_at == m_page.size()) {
            exportPage(m_page.back().id);
        } else {
            m_store->detail(m_page[m_at++].id, this, [this](const Result<RunDetail> &run) {
                if (!run) {
                    failed(run.error());
                    return;
                }
                m_terminal->write(detailJson(run.value()).bytes + '\n');
                exportNext();
            });
        }
    }

    void remove(const QStringList &ids, const QString &before)
    {
        if (!before.isEmpty()) {
            const QDate day = QDate::fromString(before, Qt::ISODate);
            if (!day.isValid()) {
                wrong(QStringLiteral("--before %1: write a date such as 2026-11-22").arg(before));
                return;
            }
            m_store->removeRange({}, day.startOfDay(), this, [this](const Result<int> &count) {
                if (!count) {
                    failed(count.error());
                    return;
                }
                m_terminal->line(QStringLiteral("%1 runs deleted").arg(count.value()));
                m_end(AllWell);
            });
            return;
        }
        bool ok = false;
        const qint64 id = ids[0].toLongLong(&ok);
        if (!ok) {
            wrong(QStringLiteral("\"%1\" is no id: triptych history list shows them").arg(ids[0]));
            return;
        }
        m_store->remove(id, this, [this, rest = ids.mid(1)](const Result<> &done) {
            if (!done)
                failed(done.error());
            else if (rest.isEmpty())
                m_end(AllWell);
            else
                remove(rest, {});
        });
    }

    void recover(const QString &file)
    {
        m_store->recover(file, this, [this](const Result<int> &count) {
            if (!count) {
                failed(count.error());
                return;
            }
            m_terminal->line(QStringLiteral("%1 runs recovered").arg(count.value()));
            m_end(AllWell);
        });
    }

    Terminal *m_terminal = nullptr;
    bool m_asJson = false;
    std::unique_ptr<HistoryStore> m_store;
    Finished m_end;
    std::vector<RunSummary> m_page;
    std::size_t m_at = 0;
};

} // namespace

std::unique_ptr<CliCommand> newHistoryCommand()
{
    return std::make_unique<HistoryCommand>();
}

} // namespace triptych
