// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/LocalEngine.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace triptych {

namespace {

constexpr std::chrono::seconds whileBuilding {1};
constexpr std::chrono::seconds whileMissing {5};
const QString serverName = QStringLiteral("llama-server");

} // namespace

LocalEngine::LocalEngine(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LocalEngine::look);
    m_again.start(0); // after the window is made
}

LocalEngine::~LocalEngine()
{
    m_pool.waitForDone();
}

void LocalEngine::setProgram(const QString &path)
{
    if (std::exchange(m_program, path) != path)
        m_again.start(0);
}

LocalEngine::State LocalEngine::find(const QString &program)
{
    const QString named = program.isEmpty() ? qEnvironmentVariable("TRIPTYCH_LLAMA_SERVER") : program;
    const QString folder = BuildState::usualFolder();
    const bool isReady = !named.isEmpty() ? QFileInfo(named).isExecutable() || !QStandardPaths::findExecutable(named).isEmpty()
                                          : QFileInfo(folder + QStringLiteral("/bin/") + serverName).isExecutable()
            || !QStandardPaths::findExecutable(serverName).isEmpty();
    return {.isKnown = true, .isReady = isReady, .build = isReady ? BuildState() : BuildState::read(folder)};
}

void LocalEngine::look()
{
    m_pool.start([this, program = m_program] {
        const State state = find(program);
        QMetaObject::invokeMethod(this, [this, program, state] {
            if (program == m_program) // else a newer look is on its way
                take(state);
        });
    });
}

void LocalEngine::take(const State &state)
{
    const QString before = text();
    m_state = state;
    if (!state.isReady)
        m_again.start(state.build.stage == BuildState::UnderWay ? whileBuilding : whileMissing);
    if (text() != before)
        Q_EMIT changed();
}

QString LocalEngine::text() const
{
    if (!m_state.isKnown)
        return {};
    if (m_state.isReady)
        return tr("engine ready");
    switch (m_state.build.stage) {
    case BuildState::UnderWay:
        return m_state.build.total > 0 ? tr("building %1 of %2", "files").arg(m_state.build.done).arg(m_state.build.total) : tr("engine is being built");
    case BuildState::Failed: return tr("build failed");
    case BuildState::None: return tr("no engine");
    }
    return {};
}

} // namespace triptych
