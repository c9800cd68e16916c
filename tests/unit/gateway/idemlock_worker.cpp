// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// One of several that want to answer the same keys, for tst_idemlock to pause at any moment. It claims round after
// round, works for less than its lease, and writes the number of its fence as the answer. It never looks whether its
// lease still holds: that the table refuses it has to be enough. At the end it prints how many answers were refused.

#include "core/gateway/idempotency/RedisAnswers.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTimer>
#include <cstdio>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds pause {2};
constexpr std::chrono::milliseconds afterFault {10};
/// A lock may outlive all patience when the clock of the server is set back; then the round is left as it is.
constexpr int patience = 40; // leases

class Worker final : public QObject
{
public:
    Worker(RedisAnswers &table, std::chrono::milliseconds lease, int rounds)
        : m_table(table),
          m_lease(lease),
          m_rounds(rounds)
    {
        m_patience.setSingleShot(true);
        begin();
    }

private:
    void begin()
    {
        if (m_round == m_rounds) {
            std::printf("%d\n", m_refused);
            return QCoreApplication::quit();
        }
        m_patience.start(m_lease * patience);
        claim();
    }

    void next()
    {
        ++m_round;
        begin();
    }

    void claim()
    {
        if (!m_patience.isActive())
            return next();
        const auto key = idempotencyKey(QStringLiteral("t"), QStringLiteral("r"), QByteArray::number(m_round));
        const auto claim = m_table.claim(key.value(), bodyHash("{}"), {});
        if (!claim)
            return again(afterFault, [this] { this->claim(); });
        if (const auto *lease = std::get_if<Lease>(&claim.value()))
            return again(m_lease * QRandomGenerator::global()->bounded(90) / 100,
                         [this, held = *lease] { write(held); });
        if (std::holds_alternative<StoredAnswer>(claim.value()))
            return next();
        again(pause, [this] { this->claim(); });
    }

    void write(const Lease &lease)
    {
        const auto isTaken = m_table.complete(lease, {200, {}, QByteArray::number(lease.fence)}, {});
        if (!isTaken)
            return again(afterFault, [this, lease] { write(lease); });
        m_refused += isTaken.value() ? 0 : 1;
        claim(); // finds the answer, or somebody else who is at it
    }

    template<typename F>
    void again(std::chrono::milliseconds delay, F what)
    {
        QTimer::singleShot(delay, Qt::PreciseTimer, this, what);
    }

    RedisAnswers &m_table;
    const std::chrono::milliseconds m_lease;
    const int m_rounds;
    int m_round = 0;
    int m_refused = 0;
    QTimer m_patience;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc != 5)
        return 2;
    const std::chrono::milliseconds lease(QByteArray(argv[2]).toInt());
    auto address = RedisAddress::parse(argv[1]);
    if (!address)
        return 2;
    const auto fencing = QByteArray(argv[4]) == "fenced" ? RedisAnswers::Fencing::On : RedisAnswers::Fencing::Off;
    RedisAnswers table(std::move(address).value(), {.lease = lease}, fencing);
    Worker worker(table, lease, QByteArray(argv[3]).toInt());
    return app.exec();
}
