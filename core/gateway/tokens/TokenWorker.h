// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/tokens/TokenTable.h"

#include <QObject>
#include <QTimer>
#include <memory>

namespace triptych {

/// The table as it was read at one moment, or why it could not be.
struct TokenReading
{
    std::optional<Error> fault = {};
    QHash<QString, TokenRecord> tokens = {}; ///< By id.
    quint64 writtenUpTo = 0; ///< Uses up to this number are in the sums.
};
using TokenReadingPtr = std::shared_ptr<const TokenReading>;

/// TokenBook's half on its own thread: writes and reads data/gateway.sqlite four times a second. What cannot be written
/// stays for the next time.
class TokenWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenWorker)

public:
    explicit TokenWorker(const QString &file);

    void open();
    void close(); ///< Writes what waits, where it can.

    void tell(const TokenUse &use, quint64 number);
    Result<> issue(const TokenClaims &claims);
    Result<> revoke(const QString &id, const QDateTime &at);
    Result<std::vector<TokenRecord>> list();

Q_SIGNALS:
    /// After every turn: the same reading again says that it still holds.
    void turned(const triptych::TokenReadingPtr &reading);
    void problem(const triptych::Error &error); ///< Uses could not be written; without a cause: now they could.

private:
    void turn();
    Result<> openDatabase();
    Result<> write();
    Result<> readIfChanged();
    template<typename Edit>
    Result<> edit(const Edit &change);
    void publish(const Result<> &read);
    void report(const Result<> &written);

    QString m_file;
    std::unique_ptr<GatewayDatabase> m_database;
    QTimer m_timer;
    QHash<QString, TokenUse> m_uses;
    quint64 m_told = 0;
    quint64 m_written = 0;
    std::optional<qint64> m_version; ///< Of the data that was read; empty: read it in any case.
    TokenReadingPtr m_reading;
    QString m_trouble;
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::TokenReadingPtr)
