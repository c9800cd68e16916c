// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/idempotency/StoredAnswer.h"
#include "core/net/ServedExchange.h"

#include <optional>
#include <vector>

namespace triptych {

/// What one call is answered, on its way to every client that waits for it: mostly one, and more where they sent the
/// same idempotency key. Lives on the I/O thread.
class AnswerChannel final : public std::enable_shared_from_this<AnswerChannel>
{
    Q_DISABLE_COPY_MOVE(AnswerChannel)

public:
    struct Listener
    {
        std::function<void(bool isBehind)> behindChanged = {}; ///< Some client reads more slowly than it is written to.
        std::function<void()> abandoned = {}; ///< No client is left.
    };
    AnswerChannel() = default;

    void setListener(Listener listener) { m_listener = std::move(listener); }
    /// From now on a copy is kept, so that clients may still join. `ended` is given it at the end, or nothing where the
    /// answer broke off.
    void keep(std::function<void(const StoredAnswer *)> ended);
    bool canBeJoined() const { return !m_copy || m_copy->body.size() <= StoredAnswer::maxBodyBytes; }
    void add(std::shared_ptr<ServedExchange> client); ///< It is sent what the others had already.

    void begin(int status, const HttpHeaders &headers);
    void write(const QByteArray &bytes);
    enum class Ending : quint8 { Whole, Broken };
    void end(Ending ending);
    void reply(int status, const HttpHeaders &headers, const QByteArray &body);

    bool hasBegun() const { return m_hasBegun; }
    bool hasEnded() const { return m_hasEnded; }

private:
    void clientLeft(const ServedExchange *client);
    void judgePace();
    void tellEnd(Ending ending);

    Listener m_listener;
    std::vector<std::shared_ptr<ServedExchange>> m_clients;
    std::function<void(const StoredAnswer *)> m_ended;
    std::optional<StoredAnswer> m_copy; ///< Not more of it than shows that it is too large.
    bool m_hasBegun = false;
    bool m_hasEnded = false;
    bool m_isBehind = false;
};

} // namespace triptych
