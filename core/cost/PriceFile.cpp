// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/cost/PriceFile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace triptych {

namespace {

constexpr int dearest = 1'000'000; // USD for a million tokens; more is a slip of the pen

Error fault(const QString &message)
{
    return {.kind = ErrorKind::InvalidInput, .cause = QStringLiteral("prices.format"), .message = message};
}

/// Reads the members of one object and keeps the first fault, so that callers read straight on.
class Members
{
public:
    Members(const QJsonValue &value, QString name) : m_object(value.toObject()), m_name(std::move(name))
    {
        if (!value.isObject())
            fail(QString(), QStringLiteral("must be an object"));
    }

    QString text(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        if (!value.isString() || value.toString().isEmpty())
            fail(key, QStringLiteral("must be a text"));
        return value.toString();
    }
    QDate date(const QString &key)
    {
        const QDate date = QDate::fromString(text(key), Qt::ISODate);
        if (!date.isValid())
            fail(key, QStringLiteral("must be a date such as 2026-11-22"));
        return date;
    }
    std::optional<double> price(const QString &key)
    {
        const std::optional<double> usd = number(key);
        if (usd && (*usd < 0 || *usd > dearest))
            fail(key, QStringLiteral("must lie between 0 and %1").arg(dearest));
        return usd;
    }
    std::optional<qint64> count(const QString &key)
    {
        const std::optional<double> value = number(key);
        if (!value)
            return {};
        if (*value < 1 || *value > 1e12 || double(qint64(*value)) != *value)
            fail(key, QStringLiteral("must be a whole number above 0"));
        return m_fault ? std::nullopt : std::optional(qint64(*value));
    }
    QJsonValue value(const QString &key) const { return m_object.value(key); }
    bool has(const QString &key) const { return m_object.contains(key); }
    QString path(const QString &key) const { return m_name.isEmpty() ? key : m_name + QLatin1Char('.') + key; }
    const std::optional<Error> &fault() const { return m_fault; }
    void adopt(const Members &inner)
    {
        if (!m_fault)
            m_fault = inner.m_fault;
    }

private:
    std::optional<double> number(const QString &key)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined() || value.isNull())
            return {};
        if (!value.isDouble()) {
            fail(key, QStringLiteral("must be a number or null"));
            return {};
        }
        return value.toDouble();
    }
    void fail(const QString &key, const QString &what)
    {
        if (!m_fault)
            m_fault = triptych::fault(QStringLiteral("%1 %2").arg(key.isEmpty() ? m_name : path(key), what));
    }

    QJsonObject m_object;
    QString m_name;
    std::optional<Error> m_fault;
};

ModelPrice::LongPrompt readLongPrompt(Members &members)
{
    return {.above = members.count(QStringLiteral("prompt_tokens_above")).value_or(0),
            .input = members.price(QStringLiteral("input")),
            .output = members.price(QStringLiteral("output")),
            .cachedInput = members.price(QStringLiteral("cached_input")),
            .cacheWrite = members.price(QStringLiteral("cache_write"))};
}

Result<PriceFile::Row> readRow(const QJsonValue &value, const QString &name)
{
    Members members(value, name);
    PriceFile::Row row {.provider = members.text(QStringLiteral("provider")),
                        .model = members.text(QStringLiteral("model"))};
    row.price.sourceDate = members.date(QStringLiteral("source_date"));
    row.price.contextTokens = members.count(QStringLiteral("context_window"));
    row.price.maxOutputTokens = members.count(QStringLiteral("max_output"));

    const QString usd = QStringLiteral("usd_per_mtok");
    Members prices(members.value(usd), members.path(usd));
    row.price.input = prices.price(QStringLiteral("input"));
    row.price.output = prices.price(QStringLiteral("output"));
    row.price.cachedInput = prices.price(QStringLiteral("cached_input"));
    row.price.cacheWrite = prices.price(QStringLiteral("cache_write"));
    members.adopt(prices);

    const QString longPrompt = QStringLiteral("long_prompt");
    if (members.has(longPrompt)) {
        Members above(members.value(longPrompt), members.path(longPrompt));
        row.price.longPrompt = readLongPrompt(above);
        members.adopt(above);
        if (!above.fault() && row.price.longPrompt->above == 0)
            return fault(QStringLiteral("%1 lacks prompt_tokens_above").arg(members.path(longPrompt)));
    }
    if (members.fault())
        return *members.fault();
    return row;
}

Result<QJsonObject> parse(QByteArrayView json)
{
    QJsonParseError error;
    const QByteArray bytes = json.toByteArray();
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return fault(
            QStringLiteral("line %1: %2").arg(bytes.left(error.offset).count('\n') + 1).arg(error.errorString()));
    if (!document.isObject())
        return fault(QStringLiteral("the file must hold one object"));
    return document.object();
}

} // namespace

Result<PriceFile> readPriceFile(QByteArrayView json)
{
    const Result<QJsonObject> root = parse(json);
    if (!root)
        return root.error();
    Members members(root.value(), QString());
    PriceFile file {.generated = members.date(QStringLiteral("generated"))};
    if (members.text(QStringLiteral("currency")) != QLatin1String("USD") && !members.fault())
        return fault(QStringLiteral("currency must be USD"));
    if (members.fault())
        return *members.fault();
    if (!members.value(QStringLiteral("models")).isArray())
        return fault(QStringLiteral("models must be a list"));

    for (const QJsonValue &provider : members.value(QStringLiteral("free_local")).toArray())
        file.freeProviders.append(provider.toString());
    const QJsonArray models = members.value(QStringLiteral("models")).toArray();
    for (qsizetype i = 0; i < models.size(); ++i) {
        Result<PriceFile::Row> row = readRow(models.at(i), QStringLiteral("models[%1]").arg(i));
        if (!row)
            return row.error();
        file.rows.push_back(std::move(row).value());
    }
    return file;
}

} // namespace triptych
