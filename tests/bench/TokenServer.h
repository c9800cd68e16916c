// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThread>
#include <QUrl>
#include <memory>

namespace triptych {

/// An OpenAI-compatible server on a thread of its own that answers every request with the same tokens at a steady pace.
class TokenServer final
{
    Q_DISABLE_COPY_MOVE(TokenServer)

public:
    TokenServer(int tokens, int tokensPerSecond);
    ~TokenServer();

    QUrl baseUrl() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port)); }
    QString wholeText() const;
    static QString token(int number); ///< Markdown: prose, and a block of code now and then.

private:
    class Listener;
    int m_tokens;
    quint16 m_port = 0;
    QThread m_thread;
    std::unique_ptr<Listener> m_listener;
};

} // namespace triptych
