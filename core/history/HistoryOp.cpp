// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/HistoryOp.h"

#include "core/base/JsonWriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace triptych {

namespace {

QDateTime fromEpoch(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

void writeTime(JsonWriter &json, QStringView name, const QDateTime &time)
{
    json.key(name);
    time.isValid() ? json.value(time.toMSecsSinceEpoch()) : json.null();
}

void write(JsonWriter &json, const BeginRun &op)
{
    json.member(u"op", QStringLiteral("run")).member(u"run", qint64(op.opening.run));
    writeTime(json, u"startedAt", op.opening.startedAt);
    json.member(u"document", op.opening.document).member(u"prompt", op.opening.prompt).key(u"lanes").beginArray();
    for (const RunOpening::Lane &lane : op.opening.lanes)
        json.beginObject()
            .member(u"lane", qint64(lane.id))
            .member(u"start", RawJson {toStoredJson(lane.start)})
            .endObject();
    json.endArray();
}

void write(JsonWriter &json, const TextPiece &op)
{
    json.member(u"op", QStringLiteral("text")).member(u"lane", qint64(op.lane));
    json.member(u"text", op.text).member(u"reasoning", op.reasoning).member(u"startsOver", op.startsOver);
}

void write(JsonWriter &json, const EndLane &op)
{
    json.member(u"op", QStringLiteral("end")).member(u"lane", qint64(op.record.id));
    json.member(u"record", RawJson {toStoredJson(op.record)});
}

void write(JsonWriter &json, const RemoveRun &op)
{
    json.member(u"op", QStringLiteral("remove")).member(u"id", op.run);
}

void write(JsonWriter &json, const RemoveRange &op)
{
    json.member(u"op", QStringLiteral("removeRange"));
    writeTime(json, u"from", op.from);
    writeTime(json, u"to", op.to);
}

LaneId laneId(const QJsonObject &json)
{
    return LaneId(quint64(json[u"lane"].toInteger()));
}

Result<LaneRecord> readRecord(const QJsonValue &value)
{
    return laneRecordFromJson(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

Result<HistoryOp> readRun(const QJsonObject &json)
{
    BeginRun op;
    op.opening.run = RunId(quint64(json[u"run"].toInteger()));
    op.opening.startedAt = fromEpoch(json[u"startedAt"]);
    op.opening.document = json[u"document"].toString();
    op.opening.prompt = json[u"prompt"].toString();
    for (const QJsonValue value : json[u"lanes"].toArray()) {
        auto start = readRecord(value[u"start"]);
        if (!start)
            return start.error();
        op.opening.lanes.push_back({laneId(value.toObject()), std::move(start).value()});
    }
    return HistoryOp(std::move(op));
}

Result<HistoryOp> readEnd(const QJsonObject &json)
{
    auto record = readRecord(json[u"record"]);
    if (!record)
        return record.error();
    EndLane op {std::move(record).value()};
    op.record.id = laneId(json);
    return HistoryOp(std::move(op));
}

Result<HistoryOp> readOp(const QJsonObject &json)
{
    const QString name = json[u"op"].toString();
    if (name == QLatin1String("run"))
        return readRun(json);
    if (name == QLatin1String("end"))
        return readEnd(json);
    if (name == QLatin1String("text")) {
        return HistoryOp(TextPiece {laneId(json), json[u"text"].toString(), json[u"reasoning"].toString(),
                                    json[u"startsOver"].toBool()});
    }
    if (name == QLatin1String("remove"))
        return HistoryOp(RemoveRun {json[u"id"].toInteger()});
    if (name == QLatin1String("removeRange"))
        return HistoryOp(RemoveRange {fromEpoch(json[u"from"]), fromEpoch(json[u"to"])});
    return Error {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("spool.line"), .message = name};
}

} // namespace

QByteArray toSpoolLine(const NumberedOp &numbered)
{
    JsonWriter json;
    json.beginObject();
    if (numbered.number != 0)
        json.member(u"n", qint64(numbered.number));
    std::visit([&json](const auto &what) { write(json, what); }, numbered.op);
    json.endObject();
    return json.take().bytes + '\n';
}

Result<NumberedOp> fromSpoolLine(QByteArrayView line)
{
    QJsonParseError fault;
    const QJsonObject json
        = QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size()), &fault).object();
    if (fault.error != QJsonParseError::NoError) {
        return Error {
            .kind = ErrorKind::InvalidInput, .cause = QStringLiteral("spool.line"), .message = fault.errorString()};
    }
    return readOp(json).andThen([&json](HistoryOp op) -> Result<NumberedOp> {
        return NumberedOp {quint64(json[u"n"].toInteger()), std::move(op)};
    });
}

} // namespace triptych
