// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/IoThread.h"

namespace triptych {

IoThread::IoThread(KeyRing &keys, const ModelLibrary &library, const LaneLimits &limits,
                   const LocalServerOptions &local)
    : m_parts(std::make_unique<Parts>())
{
    m_thread.setObjectName(QStringLiteral("io"));
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [&] {
            m_parts->transport = std::make_unique<HttpTransport>(m_clock);
            m_parts->servers = std::make_unique<LlamaServers>(m_clock, local, library.headers());
            m_parts->copilot = std::make_unique<CopilotAccess>(*m_parts->transport, m_clock);
            m_parts->endpoints = std::make_unique<LaneEndpoints>(keys, *m_parts->servers, *m_parts->copilot, library);
            m_parts->counter = std::make_unique<TokenCounter>(*m_parts->transport, *m_parts->endpoints, m_clock);
            m_parts->engine = std::make_unique<RunEngine>(*m_parts->transport, *m_parts->endpoints, m_clock, limits);
        },
        Qt::BlockingQueuedConnection);
}

IoThread::~IoThread()
{
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_parts->engine.reset(); // the lanes first: they use all the rest
            m_parts->counter.reset();
            m_parts->endpoints.reset();
            m_parts->copilot.reset();
            m_parts->servers.reset();
            m_parts->transport.reset();
            m_context.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void IoThread::cancelAll()
{
    QMetaObject::invokeMethod(
        &m_context, [this] { m_parts->engine->cancelAll(); }, Qt::BlockingQueuedConnection);
}

void IoThread::run(const std::function<void(Parts &)> &call)
{
    QMetaObject::invokeMethod(
        &m_context, [this, &call] { call(*m_parts); }, Qt::BlockingQueuedConnection);
}

void IoThread::post(std::function<void(Parts &)> call)
{
    QMetaObject::invokeMethod(
        &m_context, [this, call = std::move(call)] { call(*m_parts); }, Qt::QueuedConnection);
}

} // namespace triptych
