// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/Terminal.h"

#include "core/base/PlainText.h"
#include "core/base/SystemText.h"
#include "core/text/ErrorText.h"

#include <QScopeGuard>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace triptych {

namespace {

constexpr std::size_t maxSecret = 16 * 1024;

void writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // nobody reads any more
        bytes = bytes.sliced(written);
    }
}

Error unreadable(const QString &what)
{
    return {.kind = ErrorKind::InvalidInput,
            .cause = QStringLiteral("input.unreadable"),
            .message = QStringLiteral("%1: %2").arg(what, systemErrorText(errno))};
}

/// The signal that came while a secret was typed, until it is passed on, and the pipe that wakes who waits for the next
/// key: the system may hand the signal to any thread, at any moment. Signals belong to the process.
volatile std::sig_atomic_t caughtSignal = 0;
std::array<int, 2> wakePipe {-1, -1};

extern "C" void noteSignal(int number)
{
    caughtSignal = number;
    const int before = errno;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], "", 1);
    errno = before;
}

/// Waits until `file` can be read; false when a signal came first.
bool waitForKey(int file)
{
    std::array<pollfd, 2> waiting {pollfd {file, POLLIN, 0}, pollfd {wakePipe[0], POLLIN, 0}};
    while (caughtSignal == 0) {
        if (::poll(waiting.data(), waiting.size(), -1) > 0 && waiting[1].revents == 0)
            return true;
    }
    return false;
}

/// Reads to the end of `file`, or of a line; the bytes only ever stand in guarded memory.
Result<Secret> readSecret(int file, const QString &what, bool oneLineOnly)
{
    Secret buffer(maxSecret);
    std::size_t size = 0;
    while (size < maxSecret) {
        if (oneLineOnly && !waitForKey(file))
            break;
        const ssize_t got = ::read(file, buffer.data() + size, oneLineOnly ? 1 : maxSecret - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unreadable(what);
        if (got == 0)
            break;
        size += std::size_t(got);
        if (oneLineOnly && buffer.data()[size - 1] == '\n')
            break;
    }
    if (size == maxSecret) {
        return Error {.kind = ErrorKind::InvalidInput,
                      .cause = QStringLiteral("input.too_large"),
                      .message = QStringLiteral("%1 is longer than 16 KiB").arg(what)};
    }
    if (size > 0 && buffer.data()[size - 1] == '\n')
        --size;
    return Secret::copyOf({buffer.data(), qsizetype(size)});
}

constexpr std::array endingSignals {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/// Keeps what a person types off the screen. A signal meanwhile only breaks the reading, so that nobody is left with a
/// terminal that shows nothing.
class Hush
{
    Q_DISABLE_COPY_MOVE(Hush)

public:
    Hush(int typedInto, int shownOn) : m_typedInto(typedInto), m_shownOn(shownOn)
    {
        caughtSignal = 0;
        [[maybe_unused]] const int failed = ::pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK);
        struct sigaction note
        {};
        note.sa_handler = noteSignal;
        for (std::size_t i = 0; i < endingSignals.size(); ++i)
            ::sigaction(endingSignals[i], &note, &m_handlers[i]);
        ::tcgetattr(m_typedInto, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(m_typedInto, TCSAFLUSH, &silent);
    }
    ~Hush()
    {
        ::tcsetattr(m_typedInto, TCSAFLUSH, &m_before);
        writeAll(m_shownOn, "\n"); // which was not shown either
        for (std::size_t i = 0; i < endingSignals.size(); ++i)
            ::sigaction(endingSignals[i], &m_handlers[i], nullptr);
        for (int &end : wakePipe)
            ::close(std::exchange(end, -1));
    }

private:
    int m_typedInto;
    int m_shownOn;
    termios m_before {};
    std::array<struct sigaction, endingSignals.size()> m_handlers {};
};

Result<Secret> askSecret(int typedInto, int shownOn, const QString &question, const QString &what)
{
    for (;;) {
        auto secret = [&] {
            const Hush hush(typedInto, shownOn);
            writeAll(shownOn, (question + QStringLiteral(": ")).toUtf8());
            return readSecret(typedInto, what, true);
        }();
        const int signal = std::exchange(caughtSignal, 0);
        if (signal == 0)
            return secret;
        ::raise(signal); // ends the program, or stops it for a while
        if (signal != SIGTSTP)
            return Error {.kind = ErrorKind::Cancelled, .cause = QStringLiteral("user")};
    }
}

} // namespace

void Terminal::write(QByteArrayView bytes)
{
    writeAll(STDOUT_FILENO, bytes);
}

void Terminal::text(const QString &text)
{
    write((::isatty(STDOUT_FILENO) == 1 ? withVisibleControls(text) : text).toUtf8());
}

void Terminal::complain(const QString &text)
{
    writeAll(STDERR_FILENO, (QStringLiteral("triptych: ") + text.simplified() + QLatin1Char('\n')).toUtf8());
}

void Terminal::complain(const Error &error)
{
    complain(oneLine(error));
}

void Terminal::remark(const QString &text)
{
    writeAll(STDERR_FILENO, (text + QLatin1Char('\n')).toUtf8());
}

Result<QByteArray> Terminal::readInput(qint64 limit)
{
    QByteArray bytes;
    char buffer[16 * 1024];
    for (;;) {
        const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unreadable(QStringLiteral("standard input"));
        if (got == 0)
            return bytes;
        bytes.append(buffer, got);
        if (bytes.size() > limit) {
            return Error {.kind = ErrorKind::InvalidInput,
                          .cause = QStringLiteral("input.too_large"),
                          .message = QStringLiteral("standard input is longer than %1 MiB").arg(limit >> 20)};
        }
    }
}

Result<Secret> Terminal::readSecretInput(const QString &question)
{
    const QString what = QStringLiteral("standard input");
    auto secret = ::isatty(STDIN_FILENO) == 1 ? askSecret(STDIN_FILENO, STDERR_FILENO, question, what)
                                              : readSecret(STDIN_FILENO, what, false);
    if (!secret)
        return secret.error();
    return secret.value().trimmed();
}

bool Terminal::hasPerson() const
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return false;
    ::close(terminal);
    return ::isatty(STDERR_FILENO) == 1;
}

Result<Secret> Terminal::askPassword(const QString &question)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return unreadable(QStringLiteral("the terminal"));
    const auto close = qScopeGuard([terminal] { ::close(terminal); });
    return askSecret(terminal, terminal, question, QStringLiteral("the terminal"));
}

Result<Secret> Terminal::passwordFromFile(const QString &file)
{
    const int opened = ::open(file.toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        return unreadable(file);
    const auto close = qScopeGuard([opened] { ::close(opened); });
    return readSecret(opened, file, false);
}

namespace {

/// What a person in front of a command can do, where the window would offer something else.
QString adviceHere(const Error &error, const QString &provider, const QString &advice)
{
    if (error.cause == QLatin1String("vault_locked")) // nobody can unlock it beside a command
        return QStringLiteral("Give its password with --password-file FILE, then run this again.");
    if (error.hint == QLatin1String("allow_env"))
        return QStringLiteral("Allow the variable's key to be sent there: triptych keys allow-env %1")
            .arg(error.message);
    if (error.cause == QLatin1String("no_secret"))
        return QStringLiteral("Store it: triptych keys add %1. Nothing was sent.")
            .arg(error.message.section(u' ', 0, 0));
    if (error.cause == QLatin1String("vault.password"))
        return QStringLiteral("Check it, and the file that it was read from.");
    const QString set = QStringLiteral("Set it: triptych providers set %1 %2=VALUE").arg(provider, error.parameter);
    if (error.cause == QLatin1String("address_incomplete"))
        return set;
    return error.cause == QLatin1String("account_field") ? advice + QLatin1Char(' ') + set : advice;
}

} // namespace

QString oneLine(const Error &error, const QString &provider)
{
    const ErrorSentence sentence = describe(error, provider);
    const bool hasStop = QStringLiteral(".!?”").contains(sentence.what.right(1));
    const QString what = hasStop ? sentence.what : sentence.what + QLatin1Char('.');
    const QString advice = adviceHere(error, provider, sentence.advice);
    return advice.isEmpty() ? what : what + QLatin1Char(' ') + advice;
}

} // namespace triptych
