// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/tokens/TokenWorker.h"

#include <QLoggingCategory>
#include <algorithm>

namespace triptych {

namespace {

Q_LOGGING_CATEGORY(log, "triptych.gateway.tokens")

constexpr std::chrono::milliseconds interval {250};
const QString busy = QStringLiteral("gateway.busy");

} // namespace

TokenWorker::TokenWorker(const QString &file) : m_file(file), m_timer(this)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &TokenWorker::turn);
}

void TokenWorker::open()
{
    turn();
    m_timer.start();
}

void TokenWorker::close()
{
    m_timer.stop();
    if (!m_uses.isEmpty())
        report(openDatabase().andThen([this](Done) { return write(); }));
    m_database.reset(); // on the thread that opened it
}

void TokenWorker::tell(const TokenUse &use, quint64 number)
{
    TokenUse &sum = m_uses[use.claims.id];
    sum.claims = use.claims;
    sum.usd += use.usd;
    sum.calls += use.calls;
    sum.at = sum.at.isValid() ? std::max(sum.at, use.at) : use.at;
    m_told = number;
}

/// Reading comes first: a disk that takes nothing must not hide a revocation.
void TokenWorker::turn()
{
    auto read = openDatabase().andThen([this](Done) { return readIfChanged(); });
    if (read && !m_uses.isEmpty()) {
        const auto written = write();
        report(written);
        if (written)
            read = readIfChanged();
    }
    publish(read);
}

Result<> TokenWorker::openDatabase()
{
    if (m_database)
        return Done();
    auto opened = GatewayDatabase::open(m_file);
    if (!opened)
        return opened.error();
    m_database = std::move(opened).value();
    m_version.reset();
    // What cannot be written now is written later; waiting longer would keep revocations out of sight.
    const auto set = execute(m_database->sql(), QStringLiteral("PRAGMA busy_timeout = 1000"));
    return set ? Result<>(Done()) : set.error();
}

Result<> TokenWorker::write()
{
    if (auto written = TokenTable(*m_database).addUses(m_uses); !written)
        return written;
    m_uses.clear();
    m_written = m_told;
    m_version.reset(); // it does not change for what this connection wrote
    return Done();
}

Result<> TokenWorker::readIfChanged()
{
    const auto version = m_database->dataVersion();
    if (!version)
        return version.error();
    if (m_reading && !m_reading->fault && m_version == version.value())
        return Done();
    const auto records = TokenTable(*m_database).all();
    if (!records)
        return records.error();
    auto reading = std::make_shared<TokenReading>();
    for (const TokenRecord &record : records.value())
        reading->tokens.insert(record.claims.id, record);
    reading->writtenUpTo = m_written;
    m_reading = std::move(reading);
    m_version = version.value(); // asked before the rows: what came in between is read again
    return Done();
}

void TokenWorker::publish(const Result<> &read)
{
    if (!read && read.error().cause == busy && m_reading && !m_reading->fault)
        return; // what was read holds for a while; TokenBook knows for how long
    if (!read) {
        if (!m_reading || m_reading->fault != read.error())
            qCWarning(log, "%s: %s", qUtf8Printable(read.error().cause), qUtf8Printable(read.error().message));
        m_reading = std::make_shared<TokenReading>(TokenReading {.fault = read.error(), .writtenUpTo = m_written});
        m_database.reset(); // the file may have been put in its place anew
    }
    Q_EMIT turned(m_reading);
}

void TokenWorker::report(const Result<> &written)
{
    const Error error = written ? Error {.kind = ErrorKind::Storage} : written.error();
    if (error.cause == std::exchange(m_trouble, error.cause))
        return;
    if (!written)
        qCWarning(log, "%s: %s", qUtf8Printable(error.cause), qUtf8Printable(error.message));
    Q_EMIT problem(error);
}

template<typename Edit>
Result<> TokenWorker::edit(const Edit &change)
{
    auto changed = openDatabase().andThen([&](Done) { return change(TokenTable(*m_database)); });
    m_version.reset();
    turn();
    return changed;
}

Result<> TokenWorker::issue(const TokenClaims &claims)
{
    return edit([&](const TokenTable &table) { return table.add(claims); });
}

Result<> TokenWorker::revoke(const QString &id, const QDateTime &at)
{
    return edit([&](const TokenTable &table) { return table.revoke(id, at); });
}

Result<std::vector<TokenRecord>> TokenWorker::list()
{
    return openDatabase().andThen([this](Done) { return TokenTable(*m_database).all(); });
}

} // namespace triptych
