// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <functional>
#include <memory>

namespace triptych {

/// Turns SIGINT and SIGTERM into a call in the event loop, once; a second signal ends the program as usual.
class Interrupt final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Interrupt)

public:
    explicit Interrupt(std::function<void()> interrupted, QObject *parent = nullptr);
    ~Interrupt() override;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace triptych
