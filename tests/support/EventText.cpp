// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/EventText.h"

#include "core/base/JsonWriter.h"

#include <QStringList>

namespace triptych {

namespace {

QString quoted(const QString &text)
{
    JsonWriter json;
    json.value(text);
    return QString::fromUtf8(json.bytes());
}

QString usageText(const TokenUsage &usage)
{
    QStringList words;
    const auto add = [&](const char *name, const std::optional<qint64> &count) {
        if (count)
            words += QStringLiteral("%1=%2").arg(QLatin1String(name)).arg(*count);
    };
    add("input", usage.input);
    add("output", usage.output);
    add("cached", usage.cachedInput);
    add("written", usage.cacheWrite);
    add("reasoning", usage.reasoning);
    if (usage.costUsd)
        words += QStringLiteral("cost=%1").arg(*usage.costUsd);
    return words.join(QLatin1Char(' '));
}

QString errorText(const Error &error)
{
    QString line = kindName(error.kind) + QLatin1Char(' ') + error.cause + QLatin1Char(' ') + quoted(error.message);
    if (!error.requestId.isEmpty())
        line += QStringLiteral(" request=") + error.requestId;
    if (error.retryAfter)
        line += QStringLiteral(" retry=%1ms").arg(error.retryAfter->count());
    return line;
}

/// Joins the deltas that follow each other and belong together.
StreamEvents joined(const StreamEvents &events)
{
    StreamEvents out;
    for (const StreamEvent &event : events) {
        StreamEvent *last = out.empty() ? nullptr : &out.back();
        if (auto *before = last ? std::get_if<TextDelta>(last) : nullptr;
            before && std::holds_alternative<TextDelta>(event)) {
            before->text += std::get<TextDelta>(event).text;
            continue;
        }
        if (auto *before = last ? std::get_if<ReasoningDelta>(last) : nullptr;
            before && std::holds_alternative<ReasoningDelta>(event)) {
            before->text += std::get<ReasoningDelta>(event).text;
            continue;
        }
        const auto *call = std::get_if<ToolCallDelta>(&event);
        if (auto *before = last ? std::get_if<ToolCallDelta>(last) : nullptr;
            before && call && call->index == before->index) {
            before->id += call->id;
            before->name += call->name;
            before->arguments += call->arguments;
            continue;
        }
        out.push_back(event);
    }
    return out;
}

QString lineOf(const StreamEvent &event)
{
    return std::visit(
        Match {
            [](const StreamOpened &opened) {
                return QStringLiteral("opened %1 %2").arg(opened.messageId, opened.servedModel);
            },
            [](const TextDelta &delta) { return QStringLiteral("text ") + quoted(delta.text); },
            [](const ReasoningDelta &delta) { return QStringLiteral("reasoning ") + quoted(delta.text); },
            [](const ToolCallDelta &call) {
                return QStringLiteral("tool %1 %2 %3 %4")
                    .arg(call.index)
                    .arg(call.id, call.name, quoted(QString::fromUtf8(call.arguments)));
            },
            [](const OpaquePart &part) {
                return QStringLiteral("opaque %1 %2").arg(part.dialect, QString::fromUtf8(part.json.bytes));
            },
            [](const UsageReport &report) { return QStringLiteral("usage ") + usageText(report.usage); },
            [](const StreamNote &note) {
                const QString code = QStringLiteral("note ") + note.code;
                return note.count == 1 ? code : code + QStringLiteral(" x%1").arg(note.count);
            },
            [](const SourcesReport &report) { return QStringLiteral("sources ") + report.addresses.join(u' '); },
            [](const StreamFinished &finished) {
                const QString finish = QStringLiteral("finished ") + finishName(finished.reason);
                return finished.explanation.isEmpty() ? finish : finish + u' ' + quoted(finished.explanation);
            },
            [](const StreamFailed &failed) { return QStringLiteral("failed ") + errorText(failed.error); },
        },
        event);
}

} // namespace

QString toText(const StreamEvents &events)
{
    QString text;
    for (const StreamEvent &event : joined(events))
        text += lineOf(event) + QLatin1Char('\n');
    return text;
}

} // namespace triptych
