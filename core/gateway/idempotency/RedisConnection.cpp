// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisConnection.h"

#include <csignal>
#include <hiredis/hiredis.h>
#include <pthread.h>
#include <sys/socket.h>

namespace triptych {

namespace {

constexpr timeval stepLimit {.tv_sec = 2, .tv_usec = 0};
constexpr qsizetype longestWords = 200;

struct FreeContext
{
    void operator()(redisContext *context) const { redisFree(context); }
};
struct FreeReply
{
    void operator()(void *reply) const { freeReplyObject(reply); }
};
using Context = std::unique_ptr<redisContext, FreeContext>;
using Reply = std::unique_ptr<redisReply, FreeReply>;

/// hiredis writes in a way that would end the process when the other side has gone.
void blockBrokenPipe()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

QByteArray textOf(const redisReply &reply)
{
    if (reply.type == REDIS_REPLY_NIL)
        return {};
    if (reply.type == REDIS_REPLY_INTEGER)
        return QByteArray::number(qint64(reply.integer));
    return QByteArray(reply.str, qsizetype(reply.len));
}

/// A command in the protocol of Redis, for what must not pass through the buffers of a library.
Secret command(const std::vector<QByteArrayView> &words)
{
    Secret text = Secret::copyOf(QByteArray("*" + QByteArray::number(words.size()) + "\r\n"));
    for (const QByteArrayView word : words)
        text = Secret::joined({text.view(), QByteArray("$" + QByteArray::number(word.size()) + "\r\n"), word, "\r\n"});
    return text;
}

/// The last is what Redis says to long commands before they are even read.
bool isAboutRights(const QByteArray &refusal)
{
    return refusal.startsWith("NOAUTH") || refusal.startsWith("NOPERM") || refusal.contains("unauthenticated");
}

bool sendAll(int socket, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto sent = ::send(socket, bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(std::max<qsizetype>(sent, 0));
    }
    return true;
}

} // namespace

class RedisConnection::Private
{
public:
    explicit Private(RedisAddress where) : address(std::move(where)) { blockBrokenPipe(); }

    Error fault(const QString &cause, const QString &words) const
    {
        return {.kind = ErrorKind::Storage, .cause = cause, .message = address.place() + QStringLiteral(": ") + words};
    }
    Error broken() const
    {
        return fault(QStringLiteral("idempotency.redis"),
                     context ? QString::fromLocal8Bit(context->errstr) : QStringLiteral("out of memory"));
    }

    Result<> connect();
    Result<> signIn();
    Result<> choose();
    Result<Reply> reply();
    Result<Reply> send(const Parts &words);
    Result<Reply> ask(const Parts &words);

    const RedisAddress address;
    Context context;
    bool hasTimedOut = false; ///< The last answer that did not come.
};

Result<> RedisConnection::Private::connect()
{
    context.reset(redisConnectWithTimeout(address.host.constData(), address.port, stepLimit));
    if (!context || context->err || redisSetTimeout(context.get(), stepLimit) != REDIS_OK) {
        const Error error = broken();
        context.reset();
        return error;
    }
    auto ready = signIn().andThen([this](Done) { return choose(); });
    if (!ready)
        context.reset();
    return ready;
}

Result<> RedisConnection::Private::signIn()
{
    if (address.password.isEmpty())
        return Done();
    std::vector<QByteArrayView> words {"AUTH"};
    if (!address.user.isEmpty())
        words.push_back(address.user.view());
    words.push_back(address.password.view());
    if (!sendAll(context->fd, command(words).view()))
        return fault(QStringLiteral("idempotency.redis"), QString::fromLocal8Bit(strerror(errno)));
    const auto answer = reply();
    if (!answer)
        return answer.error();
    if (answer.value()->type == REDIS_REPLY_ERROR) // its words are not passed on: they may quote the user's name
        return Error {.kind = ErrorKind::Unauthorized,
                      .cause = QStringLiteral("idempotency.redis_auth"),
                      .message = address.place()};
    return Done();
}

Result<> RedisConnection::Private::choose()
{
    if (address.database == 0)
        return Done();
    const auto chosen = send({"SELECT", QByteArray::number(address.database)});
    return chosen ? Result<>(Done()) : chosen.error();
}

/// What Redis refuses is an error too.
Result<Reply> RedisConnection::Private::send(const Parts &words)
{
    std::vector<const char *> texts;
    std::vector<size_t> sizes;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        sizes.push_back(size_t(word.size()));
    }
    redisAppendCommandArgv(context.get(), int(texts.size()), texts.data(), sizes.data());
    auto answer = reply();
    if (!answer || answer.value()->type != REDIS_REPLY_ERROR)
        return answer;
    const QByteArray why = textOf(*answer.value());
    return fault(isAboutRights(why) ? QStringLiteral("idempotency.redis_auth") : QStringLiteral("idempotency.redis"),
                 QString::fromUtf8(why.left(longestWords)));
}

/// Over the connection that is there, or a new one; one that broke is dropped.
Result<Reply> RedisConnection::Private::ask(const Parts &words)
{
    if (!context)
        if (auto connected = connect(); !connected)
            return connected.error();
    auto answer = send(words);
    if (context->err)
        context.reset();
    return answer;
}

Result<Reply> RedisConnection::Private::reply()
{
    void *answer = nullptr;
    if (redisGetReply(context.get(), &answer) == REDIS_OK)
        return Reply(static_cast<redisReply *>(answer));
    hasTimedOut = errno == EAGAIN;
    return broken();
}

RedisConnection::RedisConnection(RedisAddress address) : d(std::make_unique<Private>(std::move(address)))
{}

RedisConnection::~RedisConnection() = default;

Result<RedisConnection::Parts> RedisConnection::run(const QByteArray &script, const Parts &keys, const Parts &arguments)
{
    Parts words {"EVAL", script, QByteArray::number(keys.size())};
    words.insert(words.end(), keys.begin(), keys.end());
    words.insert(words.end(), arguments.begin(), arguments.end());
    const bool wasOpen = bool(d->context);
    auto answer = d->ask(words);
    if (!answer && !d->context && wasOpen && !d->hasTimedOut) // it may have been restarted since the last call
        answer = d->ask(words);
    if (!answer)
        return answer.error();
    Parts parts;
    for (size_t i = 0; i < answer.value()->elements; ++i)
        parts.push_back(textOf(*answer.value()->element[i]));
    return parts;
}

} // namespace triptych
