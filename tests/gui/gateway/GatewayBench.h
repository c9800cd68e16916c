// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/gui/window/WindowBench.h"

#include "ui/shell/MainWindow.h"

#include <QTcpSocket>

class QAction;
class QListView;

namespace triptych {

/// A window with the gateway's panel, a program that calls the gateway, and the hands of a person.
class GatewayBench
{
    Q_DISABLE_COPY_MOVE(GatewayBench)

public:
    GatewayBench() = default;

    /// Opens the window with the provider "test", and the panel.
    void open(const QByteArray &auth = R"({"scheme":"none"})",
              std::shared_ptr<Clock> clock = std::make_shared<SystemClock>());
    void start(); ///< On a port that is free.
    void makeVault();
    QByteArray makeToken(const QString &label); ///< By the dialog, from where it is copied.
    void choosePage(int page);
    QListView &list(const char *name) const;
    QString rowText(const char *list, int row) const; ///< As it is read out.

    /// Sends a chat to the gateway over a connection of its own.
    std::unique_ptr<QTcpSocket> ask(const QByteArray &token, const QByteArray &model, const QByteArray &words = "Hello",
                                    const QByteArray &before = {}) const;
    static QByteArray answer(QTcpSocket &socket); ///< All of it, once the gateway has hung up.
    int statusOf(const QByteArray &token, const QByteArray &model) const;

    MainWindow &window() const { return m_bench.window(); }
    QAction &action(const char *id) const; ///< Of the window.
    template<typename T>
    T &part(const char *name) const
    {
        T *found = window().findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }

    WindowBench m_bench;
    quint16 port = 0;
};

} // namespace triptych
