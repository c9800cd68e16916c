// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/StateKeeper.h"

namespace triptych {

namespace {

constexpr std::chrono::milliseconds settle {1000};

} // namespace

StateKeeper::StateKeeper(QString file, SessionState onDisk, Collect collect, QObject *parent)
    : QObject(parent),
      m_file(std::move(file)),
      m_written(std::move(onDisk)),
      m_collect(std::move(collect))
{
    m_writer.setMaxThreadCount(1); // one after the other: the last state wins
    m_timer.setSingleShot(true);
    m_timer.setInterval(settle);
    connect(&m_timer, &QTimer::timeout, this, &StateKeeper::write);
}

StateKeeper::~StateKeeper()
{
    m_writer.waitForDone();
}

void StateKeeper::soon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void StateKeeper::now()
{
    m_timer.stop();
    write();
    m_writer.waitForDone();
}

void StateKeeper::write()
{
    SessionState state = m_collect();
    if (state == m_written)
        return;
    m_written = state;
    m_writer.start([this, state = std::move(state)] {
        if (const auto saved = saveSessionState(m_file, state); !saved)
            QMetaObject::invokeMethod(
                this, [this, error = saved.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    });
}

} // namespace triptych
