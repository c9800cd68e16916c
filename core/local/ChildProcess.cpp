// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/ChildProcess.h"

#include "core/base/SystemText.h"

#include <QFile>
#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace triptych {

namespace {

constexpr int errorDescriptor = 3; // where the child says that exec failed

/// What the child needs, made before the fork: after it only async-signal-safe calls are allowed.
struct Launch
{
    QByteArray program;
    QByteArrayList words;
    Secret secretWord; // NAME=value and a zero
    std::vector<char *> argv;
    std::vector<char *> envp;
    int nothing = -1;
    int output = -1;
    int error = -1;
    pid_t parent = 0;
};

char *writable(const QByteArray &word)
{
    return const_cast<char *>(word.constData());
} // exec takes char * for history's sake

Launch prepare(const ChildCommand &command)
{
    Launch launch;
    launch.program = QFile::encodeName(command.program);
    launch.words.append(launch.program);
    for (const QString &argument : command.arguments)
        launch.words.append(QFile::encodeName(argument));
    for (const QByteArray &word : std::as_const(launch.words))
        launch.argv.push_back(writable(word));
    launch.argv.push_back(nullptr);
    for (const QByteArray &word : command.environment)
        launch.envp.push_back(writable(word));
    if (!command.secretName.isEmpty()) {
        const auto nameBytes = std::size_t(command.secretName.size());
        launch.secretWord = Secret(nameBytes + command.secret.size() + 2);
        char *word = launch.secretWord.data();
        std::memcpy(word, command.secretName.constData(), nameBytes);
        word[nameBytes] = '=';
        if (!command.secret.isEmpty())
            std::memcpy(word + nameBytes + 1, command.secret.data(), command.secret.size());
        launch.envp.push_back(word);
    }
    launch.envp.push_back(nullptr);
    launch.parent = ::getpid();
    return launch;
}

void resetSignals()
{
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// When memory runs out the model goes, not the window.
void offerToOomKiller()
{
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    [[maybe_unused]] const auto written = ::write(file, "500", 3);
    ::close(file);
}

/// In the child. Returns only through exec or _exit.
[[noreturn]] void become(const Launch &launch)
{
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != launch.parent) // it died before the line above took hold
        ::_exit(127);
    offerToOomKiller();
    const rlimit noCore {0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    resetSignals();
    ::dup2(launch.nothing, 0);
    ::dup2(launch.output, 1);
    ::dup2(launch.output, 2);
    if (launch.error != errorDescriptor)
        ::dup2(launch.error, errorDescriptor);
    ::fcntl(errorDescriptor, F_SETFD, FD_CLOEXEC);
    ::syscall(SYS_close_range, errorDescriptor + 1, ~0U, 0);
    if (::chdir("/") == 0)
        ::execve(launch.program.constData(), launch.argv.data(), launch.envp.data());
    const int why = errno;
    [[maybe_unused]] const auto written = ::write(errorDescriptor, &why, sizeof why);
    ::_exit(127);
}

Error cannotRun(const QString &program, int why)
{
    return {.kind = ErrorKind::Process,
            .cause = QStringLiteral("local.exec"),
            .message = QStringLiteral("%1: %2").arg(program, systemErrorText(why))};
}

/// Closes what it holds; a descriptor taken out stays open.
class Pipe
{
public:
    Pipe() { m_isOpen = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~Pipe()
    {
        for (const int end : m_ends) {
            if (end >= 0)
                ::close(end);
        }
    }
    Q_DISABLE_COPY_MOVE(Pipe)
    bool isOpen() const { return m_isOpen; }
    int in() const { return m_ends[0]; }
    int out() const { return m_ends[1]; }
    int takeIn() { return std::exchange(m_ends[0], -1); }
    void closeOut() { ::close(std::exchange(m_ends[1], -1)); }

private:
    std::array<int, 2> m_ends {-1, -1};
    bool m_isOpen = false;
};

/// What exec said, 0 when it went well: then the pipe was closed without a word.
int execError(int pipe)
{
    int why = 0;
    ssize_t got = 0;
    do {
        got = ::read(pipe, &why, sizeof why);
    } while (got < 0 && errno == EINTR);
    return got == sizeof why ? why : 0;
}

} // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ChildCommand &command)
{
    Launch launch = prepare(command);
    Pipe output;
    Pipe error;
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (!output.isOpen() || !error.isOpen() || nothing < 0)
        return cannotRun(command.program, errno);
    launch.nothing = nothing;
    launch.output = output.out();
    launch.error = error.out();
    const pid_t pid = ::fork();
    if (pid == 0)
        become(launch);
    const int forkError = errno;
    ::close(nothing);
    if (pid < 0)
        return cannotRun(command.program, forkError);
    output.closeOut();
    error.closeOut();
    const int why = execError(error.in());
    const int pidDescriptor = why == 0 ? int(::syscall(SYS_pidfd_open, pid, 0)) : -1;
    if (why != 0 || pidDescriptor < 0) {
        const int reason = why != 0 ? why : errno;
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return cannotRun(command.program, reason);
    }
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid, pidDescriptor, output.takeIn()));
}

ChildProcess::ChildProcess(int pid, int pidDescriptor, int output)
    : m_pid(pid),
      m_pidDescriptor(pidDescriptor),
      m_output(output),
      m_outputNotifier(std::make_unique<QSocketNotifier>(output, QSocketNotifier::Read)),
      m_endNotifier(std::make_unique<QSocketNotifier>(pidDescriptor, QSocketNotifier::Read))
{
    ::fcntl(output, F_SETFL, O_NONBLOCK);
    connect(m_outputNotifier.get(), &QSocketNotifier::activated, this, &ChildProcess::readOutput);
    connect(m_endNotifier.get(), &QSocketNotifier::activated, this, &ChildProcess::reap);
}

ChildProcess::~ChildProcess()
{
    if (m_isRunning) {
        kill();
        collect();
    }
    m_outputNotifier.reset();
    m_endNotifier.reset();
    ::close(m_output);
    ::close(m_pidDescriptor);
}

void ChildProcess::terminate()
{
    if (m_isRunning)
        ::kill(-m_pid, SIGTERM);
}

void ChildProcess::kill()
{
    if (m_isRunning)
        ::kill(-m_pid, SIGKILL);
}

bool ChildProcess::waitForEnd(std::chrono::milliseconds limit)
{
    if (m_isRunning && hasEnded(limit))
        collect();
    return !m_isRunning;
}

void ChildProcess::noticeEnd(std::chrono::milliseconds limit)
{
    if (m_isRunning && hasEnded(limit))
        reap();
}

bool ChildProcess::hasEnded(std::chrono::milliseconds limit) const
{
    pollfd ended {.fd = m_pidDescriptor, .events = POLLIN, .revents = 0};
    return ::poll(&ended, 1, int(limit.count())) == 1;
}

void ChildProcess::readOutput()
{
    // One piece for each turn of the loop, so that a flood leaves room for the lanes.
    std::array<char, 64 * 1024> piece;
    const ssize_t got = ::read(m_output, piece.data(), piece.size());
    if (got > 0)
        Q_EMIT outputArrived(QByteArray(piece.data(), qsizetype(got)));
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        m_outputNotifier->setEnabled(false);
}

ChildEnd ChildProcess::collect()
{
    siginfo_t info = {};
    // Sweeps the group while its leader is still there as a zombie: until then nobody else can bear its number.
    ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOWAIT);
    ::kill(-m_pid, SIGKILL);
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_isRunning = false;
    m_endNotifier->setEnabled(false);
    return WIFSIGNALED(status) ? ChildEnd {.signal = WTERMSIG(status)} : ChildEnd {.status = WEXITSTATUS(status)};
}

void ChildProcess::reap()
{
    const ChildEnd end = collect();
    constexpr int most = 64; // 4 MiB: a pipe holds less, but a grandchild in a session of its own may go on writing
    for (int i = 0; i < most && m_outputNotifier->isEnabled(); ++i) {
        pollfd waiting {.fd = m_output, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, 0) != 1)
            break;
        readOutput();
    }
    m_outputNotifier->setEnabled(false);
    Q_EMIT ended(end);
}

QString signalName(int signal)
{
    const char *name = ::sigabbrev_np(signal);
    return name ? QStringLiteral("SIG") + QLatin1String(name) : QStringLiteral("signal %1").arg(signal);
}

} // namespace triptych
