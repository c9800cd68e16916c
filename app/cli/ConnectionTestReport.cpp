// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/ConnectionTestReport.h"

#include "core/base/JsonWriter.h"

namespace triptych {

namespace {

void writeCertificate(JsonWriter &json, const std::optional<CertificateFacts> &certificate)
{
    json.key(u"certificate");
    if (!certificate) {
        json.null();
        return;
    }
    json.beginObject().member(u"subject", certificate->subject).member(u"issuer", certificate->issuer);
    json.member(u"expires", certificate->expires.toString(Qt::ISODate)).endObject();
}

void writeError(JsonWriter &json, const std::optional<Error> &error)
{
    json.key(u"error");
    if (!error) {
        json.null();
        return;
    }
    json.beginObject().member(u"cause", error->cause).member(u"message", error->message);
    json.member(u"hint", error->hint).endObject();
}

void writeLine(JsonWriter &json, const CheckLine &line)
{
    json.beginObject().member(u"step", checkStepName(line.step)).member(u"state", checkStateName(line.state));
    json.key(u"ms");
    line.ms ? json.value(*line.ms) : json.null();
    json.key(u"details").beginArray();
    for (const QString &detail : line.details)
        json.value(detail);
    json.endArray();
    writeCertificate(json, line.certificate);
    writeError(json, line.error);
    json.endObject();
}

QString textOf(const CheckLine &line, const QString &provider)
{
    QStringList parts = line.details;
    if (line.certificate)
        parts += QStringLiteral("certificate of %1, by %2, until %3")
                     .arg(line.certificate->subject, line.certificate->issuer,
                          line.certificate->expires.toString(Qt::ISODate));
    if (line.error)
        parts += oneLine(*line.error, provider);
    return QStringLiteral("%1 %2 %3  %4")
        .arg(checkStepName(line.step), -6)
        .arg(checkStateName(line.state), -8)
        .arg(line.ms ? QString::number(*line.ms, 'f', 1) + QStringLiteral(" ms") : QStringLiteral("–"), 10)
        .arg(parts.join(QStringLiteral(" · ")))
        .trimmed();
}

} // namespace

void printConnectionReport(Terminal &terminal, const QString &provider, const ConnectionReport &report, bool asJson)
{
    if (!asJson) {
        for (const CheckLine &line : report.lines)
            terminal.line(textOf(line, provider));
        return;
    }
    JsonWriter json;
    json.beginObject().member(u"provider", provider).member(u"ok", report.isGood()).key(u"steps").beginArray();
    for (const CheckLine &line : report.lines)
        writeLine(json, line);
    json.endArray().endObject();
    terminal.write(json.bytes() + '\n');
}

} // namespace triptych
