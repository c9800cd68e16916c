// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ProgramFinder.h"

#include "core/base/SystemText.h"
#include "core/local/BuildState.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <cerrno>
#include <tuple>
#include <utility>

namespace triptych {

namespace {

constexpr std::chrono::seconds answerLimit {20}; // a build for graphics cards may look for them first
constexpr std::chrono::milliseconds buildPause {500};
constexpr qsizetype longestOutput = 64 * 1024;
// Before it a crafted model could write outside its buffers (CVE-2026-27940).
constexpr int oldestBuild = 8146;
const QString serverName = QStringLiteral("llama-server");

Error notUsable(const QString &why, const char *hint = "local.server")
{
    return {
        .kind = ErrorKind::Process, .cause = QStringLiteral("local.exec"), .message = why, .hint = QLatin1String(hint)};
}

/// A build number of upstream's own numbering; builds from a source without history count from 1 and tell nothing.
std::optional<int> upstreamBuild(const QString &version)
{
    static const QRegularExpression numbered(QStringLiteral("version: ([0-9]{4,}) \\("));
    const auto match = numbered.match(version);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

/// "~/x", "llama-server" and "/a/b" become absolute; empty for a bare name that is not on PATH.
QString absolute(const QString &program)
{
    if (program.startsWith(QStringLiteral("~/")))
        return QDir::homePath() + program.mid(1);
    if (program.contains(u'/'))
        return QFileInfo(program).absoluteFilePath();
    const QString found = QStandardPaths::findExecutable(program);
    return found.isEmpty() ? QString() : QFileInfo(found).absoluteFilePath();
}

} // namespace

ProgramFinder::ProgramFinder(Clock &clock, const LocalServerOptions &options)
    : m_clock(clock),
      m_options(options),
      m_limit(clock.newTimer([this] {
          if (m_child)
              m_child->kill();
      })),
      m_again(clock.newTimer([this] { search(); }))
{}

ProgramFinder::~ProgramFinder() = default;

QByteArrayList ProgramFinder::childEnvironment()
{
    QByteArrayList environment;
    for (const char *name : {"PATH", "LD_LIBRARY_PATH"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.append(name + ("=" + qgetenv(name)));
    }
    return environment;
}

bool ProgramFinder::isSameSearch(const LocalServerOptions &one, const LocalServerOptions &other)
{
    const auto asked = [](const LocalServerOptions &options) {
        return std::tie(options.program, options.buildCache, options.hiddenFolders, options.isSandboxed);
    };
    return asked(one) == asked(other);
}

void ProgramFinder::setOptions(const LocalServerOptions &options)
{
    const bool isSame = isSameSearch(options, std::exchange(m_options, options));
    if (isSame)
        return;
    m_found.reset();
    if (m_waiters.empty())
        return;
    m_limit->stop();
    m_again->stop();
    m_child.reset(); // its answer would be about the other program
    searchSoon();
}

void ProgramFinder::find(Building building, Found found)
{
    m_waiters.push_back({std::move(building), std::move(found)});
    if (m_waiters.size() == 1)
        searchSoon();
}

void ProgramFinder::searchSoon()
{
    QMetaObject::invokeMethod(this, &ProgramFinder::search, Qt::QueuedConnection);
}

/// In the order of looking, last first.
std::vector<ProgramFinder::Candidate> ProgramFinder::candidates(const LocalServerOptions &options)
{
    const QString named = options.program.isEmpty() ? qEnvironmentVariable("TRIPTYCH_LLAMA_SERVER") : options.program;
    if (named.isEmpty())
        return {{options.buildFolder() + QStringLiteral("/bin/") + serverName}, {absolute(serverName)}};
    const QString path = absolute(named);
    return {{path.isEmpty() ? named : path, true}};
}

std::optional<QString> ProgramFinder::seemsMissing(const LocalServerOptions &options)
{
    QString why;
    for (const Candidate &candidate : candidates(options)) {
        const QFileInfo file(candidate.path);
        if (file.isFile() && file.isExecutable())
            return std::nullopt;
        if (candidate.isNamed)
            why = QStringLiteral("%1: %2").arg(candidate.path, systemErrorText(file.exists() ? EACCES : ENOENT));
    }
    return why;
}

void ProgramFinder::search()
{
    if (m_waiters.empty() || m_child)
        return; // asked for twice
    if (m_found && QFileInfo(m_found->path).lastModified() == m_foundStamp)
        return finish(*m_found);
    m_candidates = candidates(m_options);
    m_refusal.clear();
    tryNext();
}

void ProgramFinder::tryNext()
{
    while (!m_candidates.empty()) {
        m_candidate = m_candidates.back();
        m_candidates.pop_back();
        if (!m_candidate.isNamed && !QFileInfo(m_candidate.path).isExecutable())
            continue;
        const auto started
            = run(m_candidate.path, {QStringLiteral("--version")}, [this](const ChildEnd &end) { judge(end); });
        if (started)
            return;
        m_refusal = started.error().message;
        if (m_candidate.isNamed)
            return finish(notUsable(m_refusal));
    }
    lookAtBuild();
}

void ProgramFinder::judge(const ChildEnd &end)
{
    const QString version = QString::fromUtf8(m_output);
    const auto build = upstreamBuild(version);
    const qsizetype line = version.indexOf(QStringLiteral("version: "));
    if (end.signal != 0 || end.status != 0 || line < 0)
        m_refusal = QStringLiteral("%1 does not answer --version").arg(m_candidate.path);
    else if (build && *build < oldestBuild)
        m_refusal = QStringLiteral("%1 is build %2; %3 is the oldest that reads models safely")
                        .arg(m_candidate.path)
                        .arg(*build)
                        .arg(oldestBuild);
    else {
        m_program
            = {.path = m_candidate.path, .version = version.mid(line).section(u'\n', 0, 0).left(200), .sandbox = {}};
        return trySandbox();
    }
    if (m_candidate.isNamed)
        return finish(notUsable(m_refusal));
    tryNext();
}

void ProgramFinder::trySandbox()
{
    Sandbox sandbox {.bwrap = m_options.isSandboxed ? Sandbox::findBwrap() : QString(),
                     .hiddenFolders = m_options.hiddenFolders};
    if (sandbox.bwrap.isEmpty())
        return finish(m_program);
    // It is used only where the program starts in it: containers often forbid name spaces, and libraries may lie in the
    // home.
    const QStringList words = sandbox.wrap({m_program.path, QStringLiteral("--version")}, {});
    const auto started = run(sandbox.bwrap, words, [this, sandbox](const ChildEnd &end) {
        if (end.signal == 0 && end.status == 0)
            m_program.sandbox = sandbox;
        finish(m_program);
    });
    if (!started)
        finish(m_program);
}

void ProgramFinder::lookAtBuild()
{
    const BuildState build = BuildState::read(m_options.buildFolder());
    switch (build.stage) {
    case BuildState::UnderWay: {
        m_again->start(buildPause);
        const auto waiters = m_waiters;
        for (const Waiter &waiter : waiters)
            waiter.building(build.done, build.total);
        return;
    }
    case BuildState::Failed: return finish(notUsable(build.message, "local.build"));
    case BuildState::None:
        return finish(notUsable(m_refusal.isEmpty() ? QStringLiteral("no llama-server found") : m_refusal));
    }
}

void ProgramFinder::finish(const Result<ServerProgram> &result)
{
    if (result) {
        m_found = result.value();
        m_foundStamp = QFileInfo(m_found->path).lastModified();
    }
    const Result<ServerProgram> kept = result; // the argument may be a member
    for (const Waiter &waiter : std::exchange(m_waiters, {}))
        waiter.found(kept);
}

Result<> ProgramFinder::run(const QString &program, const QStringList &arguments,
                            std::function<void(const ChildEnd &)> ended)
{
    auto child = ChildProcess::start({.program = program, .arguments = arguments, .environment = childEnvironment()});
    if (!child)
        return child.error();
    m_output.clear();
    m_child = std::move(child).value();
    connect(m_child.get(), &ChildProcess::outputArrived, this, [this](const QByteArray &bytes) {
        if (m_output.size() < longestOutput)
            m_output += bytes;
    });
    connect(m_child.get(), &ChildProcess::ended, this, [this, ended = std::move(ended)](const ChildEnd &end) {
        m_limit->stop();
        m_child.release()->deleteLater(); // it is still inside its signal
        ended(end);
    });
    m_limit->start(answerLimit);
    return Done {};
}

} // namespace triptych
