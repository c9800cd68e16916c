// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/JsonWriter.h"
#include "core/chat/LaneRecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace triptych {

namespace {

/// Milliseconds are told to the microsecond; more digits would be noise.
double rounded(double milliseconds)
{
    return qRound64(milliseconds * 1000) / 1000.0;
}

QString sourceName(UsageSource source)
{
    return source == UsageSource::Provider ? QStringLiteral("provider")
        : source == UsageSource::Estimated ? QStringLiteral("estimated")
                                           : QStringLiteral("unknown");
}

QString sourceName(CostSource source)
{
    return source == CostSource::Provider ? QStringLiteral("provider")
        : source == CostSource::Computed  ? QStringLiteral("computed")
                                          : QStringLiteral("unknown");
}

template<typename T>
void optional(JsonWriter &json, QStringView name, const std::optional<T> &content)
{
    json.key(name);
    content ? json.value(*content) : json.null();
}

struct TimingField
{
    QStringView name;
    std::optional<double> LaneTiming::*member;
};
constexpr TimingField timingFields[] = {
    {u"queuedMs", &LaneTiming::queuedMs},
    {u"connectMs", &LaneTiming::connectMs},
    {u"tlsMs", &LaneTiming::tlsMs},
    {u"sentMs", &LaneTiming::sentMs},
    {u"headersMs", &LaneTiming::headersMs},
    {u"firstByteMs", &LaneTiming::firstByteMs},
    {u"firstReasoningMs", &LaneTiming::firstReasoningMs},
    {u"firstTextMs", &LaneTiming::firstTextMs},
    {u"firstToolMs", &LaneTiming::firstToolMs},
    {u"totalMs", &LaneTiming::totalMs},
    {u"outputTokensPerSecond", &LaneTiming::outputTokensPerSecond},
};

struct UsageField
{
    QStringView name;
    std::optional<qint64> TokenUsage::*member;
};
constexpr UsageField usageFields[] = {
    {u"input", &TokenUsage::input},
    {u"output", &TokenUsage::output},
    {u"cachedInput", &TokenUsage::cachedInput},
    {u"cacheWrite", &TokenUsage::cacheWrite},
    {u"reasoning", &TokenUsage::reasoning},
};

void writeSettings(JsonWriter &json, const LaneSettings &settings)
{
    json.beginObject();
    if (settings.temperature)
        json.member(u"temperature", *settings.temperature);
    if (settings.topP)
        json.member(u"top_p", *settings.topP);
    if (settings.topK)
        json.member(u"top_k", *settings.topK);
    if (settings.maxTokens)
        json.member(u"max_tokens", *settings.maxTokens);
    if (settings.seed)
        json.member(u"seed", *settings.seed);
    if (settings.reasoningEffort)
        json.member(u"reasoning_effort", *settings.reasoningEffort);
    if (settings.reasoningBudget)
        json.member(u"reasoning_budget", *settings.reasoningBudget);
    if (settings.stop) {
        json.key(u"stop").beginArray();
        for (const QString &stop : *settings.stop)
            json.value(stop);
        json.endArray();
    }
    json.endObject();
}

void writeError(JsonWriter &json, const std::optional<Error> &error)
{
    json.key(u"error");
    if (!error) {
        json.null();
        return;
    }
    json.beginObject().member(u"kind", kindName(error->kind)).member(u"message", error->message);
    optional(json, u"httpStatus", error->httpStatus);
    json.member(u"requestId", error->requestId);
    json.key(u"retryAfterMs");
    error->retryAfter ? json.value(qint64(error->retryAfter->count())) : json.null();
    json.member(u"hint", error->hint);
    if (!error->parameter.isEmpty())
        json.member(u"parameter", error->parameter);
    if (!error->rawBody.isEmpty())
        json.member(u"body", error->rawBody);
    json.endObject();
}

void writeResult(JsonWriter &json, const LaneRecord &record)
{
    json.member(u"outcome", outcomeName(record.outcome)).member(u"cause", record.cause);
    optional(json, u"httpStatus", record.httpStatus);
    json.member(u"finish", finishName(record.finish));
    if (!record.explanation.isEmpty())
        json.member(u"explanation", record.explanation);
    json.member(u"text", record.text).member(u"reasoning", record.reasoning);
    json.key(u"toolCalls").beginArray();
    for (const ToolCall &call : record.toolCalls) {
        json.beginObject().member(u"id", call.id).member(u"name", call.name);
        json.member(u"arguments", QString::fromUtf8(call.arguments)).endObject();
    }
    json.endArray();
}

void writeFigures(JsonWriter &json, const LaneRecord &record)
{
    json.key(u"usage").beginObject();
    for (const auto &[name, member] : usageFields)
        optional(json, name, record.usage.*member);
    json.member(u"source", sourceName(record.usageSource)).endObject();

    json.key(u"cost").beginObject();
    optional(json, u"usd", record.cost.usd);
    json.member(u"source", sourceName(record.cost.source)).endObject();

    json.key(u"timing").beginObject();
    for (const auto &[name, member] : timingFields) {
        const auto &time = record.timing.*member;
        optional(json, name, time ? std::optional(rounded(*time)) : time);
    }
    json.endObject();
}

void writeTexts(JsonWriter &json, QStringView name, const QStringList &texts)
{
    json.key(name).beginArray();
    for (const QString &text : texts)
        json.value(text);
    json.endArray();
}

void writeNotes(JsonWriter &json, const LaneNotes &notes)
{
    json.key(u"notes").beginArray();
    for (const LaneNote &note : notes)
        json.beginObject().member(u"code", note.code).member(u"count", note.count).endObject();
    json.endArray();
}

/// Records of earlier versions hold the code alone.
LaneNote noteFrom(const QJsonValue &note)
{
    if (note.isString())
        return {note.toString()};
    return {note[u"code"].toString(), std::max(1, note[u"count"].toInt(1))};
}

void writeOrigins(JsonWriter &json, const LaneRecord &record)
{
    json.key(u"served")
        .beginObject()
        .member(u"model", record.servedModel)
        .member(u"requestId", record.requestId)
        .endObject();
    json.key(u"dropped").beginArray();
    for (const LedgerEntry &entry : record.ledger) {
        json.beginObject().member(u"parameter", entry.parameter).member(u"reason", entry.reason);
        json.member(u"asked", entry.asked).member(u"sent", entry.sent).endObject();
    }
    json.endArray();
    if (!record.sources.isEmpty())
        writeTexts(json, u"sources", record.sources);
    writeNotes(json, record.notes);
    json.member(u"retries", record.retries).member(u"bytes", record.bytesReceived);
    json.member(u"startedAt", record.startedAt.toUTC().toString(Qt::ISODateWithMs));
}

void writeRecord(JsonWriter &json, const LaneRecord &record)
{
    json.member(u"index", record.index).member(u"lane", record.name());
    json.member(u"provider", record.provider).member(u"model", record.model).key(u"settings");
    writeSettings(json, record.settings);
    json.member(u"repeat", record.repeat);
    writeResult(json, record);
    writeFigures(json, record);
    writeOrigins(json, record);
    writeError(json, record.error);
}

std::optional<double> number(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> integer(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

LaneSettings readSettings(const QJsonObject &json)
{
    LaneSettings settings;
    settings.temperature = number(json[u"temperature"]);
    settings.topP = number(json[u"top_p"]);
    settings.topK = integer(json[u"top_k"]);
    settings.maxTokens = integer(json[u"max_tokens"]);
    settings.seed = integer(json[u"seed"]);
    settings.reasoningBudget = integer(json[u"reasoning_budget"]);
    if (json[u"reasoning_effort"].isString())
        settings.reasoningEffort = json[u"reasoning_effort"].toString();
    if (json[u"stop"].isArray()) {
        settings.stop = QStringList();
        for (const QJsonValue stop : json[u"stop"].toArray())
            settings.stop->append(stop.toString());
    }
    return settings;
}

std::optional<Error> readError(const QJsonValue &value, const QString &cause)
{
    if (!value.isObject())
        return {};
    const QJsonObject json = value.toObject();
    Error error {.cause = cause,
                 .message = json[u"message"].toString(),
                 .requestId = json[u"requestId"].toString(),
                 .hint = json[u"hint"].toString(),
                 .rawBody = json[u"body"].toString(),
                 .parameter = json[u"parameter"].toString()};
    const QString kind = json[u"kind"].toString();
    for (int i = 0; i <= int(ErrorKind::Unsupported); ++i) {
        if (kind == kindName(ErrorKind(i)))
            error.kind = ErrorKind(i);
    }
    if (const auto status = integer(json[u"httpStatus"]))
        error.httpStatus = int(*status);
    if (const auto wait = integer(json[u"retryAfterMs"]))
        error.retryAfter = std::chrono::milliseconds(*wait);
    return error;
}

void readFigures(LaneRecord &record, const QJsonObject &json)
{
    const QJsonObject usage = json[u"usage"].toObject();
    for (const auto &[name, member] : usageFields)
        record.usage.*member = integer(usage[name]);
    for (const auto source : {UsageSource::Estimated, UsageSource::Provider}) {
        if (usage[u"source"].toString() == sourceName(source))
            record.usageSource = source;
    }
    const QJsonObject cost = json[u"cost"].toObject();
    record.cost.usd = number(cost[u"usd"]);
    for (const auto source : {CostSource::Computed, CostSource::Provider}) {
        if (cost[u"source"].toString() == sourceName(source))
            record.cost.source = source;
    }
    const QJsonObject timing = json[u"timing"].toObject();
    for (const auto &[name, member] : timingFields)
        record.timing.*member = number(timing[name]);
}

void readLists(LaneRecord &record, const QJsonObject &json)
{
    for (const QJsonValue value : json[u"toolCalls"].toArray()) {
        const QJsonObject call = value.toObject();
        record.toolCalls.push_back(
            {call[u"id"].toString(), call[u"name"].toString(), call[u"arguments"].toString().toUtf8()});
    }
    for (const QJsonValue value : json[u"dropped"].toArray()) {
        const QJsonObject entry = value.toObject();
        record.ledger.push_back({entry[u"parameter"].toString(), entry[u"asked"].toString(), entry[u"sent"].toString(),
                                 entry[u"reason"].toString()});
    }
    for (const QJsonValue source : json[u"sources"].toArray())
        record.sources << source.toString();
    for (const QJsonValue note : json[u"notes"].toArray())
        addNote(record.notes, noteFrom(note));
    record.order = answerOrderFrom(json[u"order"].toArray());
}

} // namespace

QByteArray toJson(const LaneRecord &record)
{
    JsonWriter json;
    json.beginObject();
    writeRecord(json, record);
    json.endObject();
    return json.take().bytes;
}

QByteArray toStoredJson(const LaneRecord &record)
{
    JsonWriter json;
    json.beginObject();
    writeRecord(json, record);
    if (!record.order.empty())
        writeAnswerOrder(json.key(u"order"), record.order);
    json.endObject();
    return json.take().bytes;
}

Result<LaneRecord> laneRecordFromJson(QByteArrayView bytes)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &fault);
    const QJsonObject json = document.object();
    const auto outcome = outcomeFromName(json[u"outcome"].toString());
    if (!document.isObject() || !outcome) {
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("record.json"),
                      .message
                      = document.isObject() ? QStringLiteral("a lane record without an outcome") : fault.errorString()};
    }
    LaneRecord record;
    record.index = json[u"index"].toInt();
    record.repeat = json[u"repeat"].toInt();
    record.provider = json[u"provider"].toString();
    record.model = json[u"model"].toString();
    record.settings = readSettings(json[u"settings"].toObject());
    record.startedAt = QDateTime::fromString(json[u"startedAt"].toString(), Qt::ISODateWithMs);
    record.outcome = *outcome;
    record.cause = json[u"cause"].toString();
    if (const auto status = integer(json[u"httpStatus"]))
        record.httpStatus = int(*status);
    for (const auto reason :
         {FinishReason::Stop, FinishReason::Length, FinishReason::Filtered, FinishReason::ToolCall}) {
        if (json[u"finish"].toString() == finishName(reason))
            record.finish = reason;
    }
    record.explanation = json[u"explanation"].toString();
    record.text = json[u"text"].toString();
    record.reasoning = json[u"reasoning"].toString();
    record.servedModel = json[u"served"][u"model"].toString();
    record.requestId = json[u"served"][u"requestId"].toString();
    record.retries = json[u"retries"].toInt();
    record.bytesReceived = json[u"bytes"].toInteger();
    record.error = readError(json[u"error"], record.cause);
    readFigures(record, json);
    readLists(record, json);
    return record;
}

} // namespace triptych
