// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/RedisAnswers.h"

namespace triptych {

namespace {

// In all scripts: KEYS are the lock, the answer, the fence and the epoch. The answer is a hash; from the claim on it
// has the holder and the fence of the newest holder, so that an older one is refused before the newer has answered.

/// ARGV: holder, hash of the body, lease in ms, kept in ms, an epoch for data that has none. A holder that asks again,
/// because its connection broke, gets what it has.
constexpr char claimScript[] = R"(
local seen = redis.call('HMGET', KEYS[2], 'body', 'status', 'headers', 'content', 'holder', 'fence')
if seen[2] then
  if seen[1] ~= ARGV[2] then return {'other'} end
  return {'answered', seen[2], seen[3], seen[4]}
end
redis.call('SET', KEYS[4], ARGV[5], 'NX')
local epoch = redis.call('GET', KEYS[4])
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[3]) then
  local fence = redis.call('INCR', KEYS[3])
  redis.call('HSET', KEYS[2], 'body', ARGV[2], 'holder', ARGV[1], 'fence', fence)
  redis.call('PEXPIRE', KEYS[2], ARGV[4])
  return {'claimed', fence, epoch}
end
if seen[5] == ARGV[1] then return {'claimed', seen[6], epoch} end
if seen[1] and seen[1] ~= ARGV[2] then return {'other'} end
return {'running'})";

/// ARGV of this and those below: holder, fence, epoch. Here then: lease in ms.
constexpr char renewScript[] = R"(
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
return {redis.call('PEXPIRE', KEYS[1], ARGV[4])})";

/// Then: status, headers, content, kept in ms, '1' for fencing.
constexpr char completeScript[] = R"(
local seen = redis.call('HMGET', KEYS[2], 'holder', 'fence', 'status')
if ARGV[8] == '1' then
  if redis.call('GET', KEYS[4]) ~= ARGV[3] then return {0} end
  if not seen[2] or tonumber(ARGV[2]) < tonumber(seen[2]) or seen[1] ~= ARGV[1] then return {0} end
  if seen[3] then return {1} end
end
redis.call('HSET', KEYS[2], 'status', ARGV[4], 'headers', ARGV[5], 'content', ARGV[6])
redis.call('PEXPIRE', KEYS[2], ARGV[7])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return {1})";

/// The fence stays where it is: an older holder must not find the place free of it.
constexpr char releaseScript[] = R"(
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0} end
redis.call('DEL', KEYS[1])
return {1})";

RedisConnection::Parts placesOf(const IdempotencyKey &key)
{
    static const QByteArray prefix = QByteArrayLiteral("triptych:{idempotency}:");
    const QByteArray name = key.hash.toHex();
    return {prefix + "lock:" + name, prefix + "answer:" + name, prefix + "fence", prefix + "epoch"};
}

QByteArray text(std::chrono::milliseconds time)
{
    return QByteArray::number(qint64(time.count()));
}

} // namespace

RedisAnswers::RedisAnswers(RedisAddress address, const IdempotencyTimes &times, Fencing fencing)
    : m_connection(std::move(address)),
      m_times(times),
      m_fencing(fencing)
{}

Result<Claim> RedisAnswers::claim(const IdempotencyKey &key, const QByteArray &bodyHash, const QDateTime &)
{
    const QByteArray holder = newHolder();
    const auto answer = m_connection.run(claimScript, placesOf(key),
                                         {holder, bodyHash, text(m_times.lease), text(m_times.kept), newHolder()});
    if (!answer)
        return answer.error();
    const auto &parts = answer.value();
    const QByteArray verdict = parts.empty() ? QByteArray() : parts[0];
    if (verdict == "claimed" && parts.size() == 3)
        return Claim(Lease {.key = key, .holder = holder, .fence = parts[1].toLongLong(), .epoch = parts[2]});
    if (verdict == "answered" && parts.size() == 4)
        return Claim(StoredAnswer {.status = parts[1].toInt(), .headers = headersOf(parts[2]), .body = parts[3]});
    return verdict == "other" ? Claim(OtherBody()) : Claim(RunningElsewhere());
}

Result<bool> RedisAnswers::change(const QByteArray &script, const Lease &lease, const RedisConnection::Parts &more)
{
    RedisConnection::Parts arguments {lease.holder, QByteArray::number(lease.fence), lease.epoch};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto answer = m_connection.run(script, placesOf(lease.key), arguments);
    if (!answer)
        return answer.error();
    return !answer.value().empty() && answer.value()[0] == "1";
}

Result<bool> RedisAnswers::renew(const Lease &lease, const QDateTime &)
{
    return change(renewScript, lease, {text(m_times.lease)});
}

Result<bool> RedisAnswers::complete(const Lease &lease, const StoredAnswer &answer, const QDateTime &)
{
    return change(completeScript, lease,
                  {QByteArray::number(answer.status), headerLines(answer.headers), answer.body, text(m_times.kept),
                   m_fencing == Fencing::On ? "1" : "0"});
}

Result<> RedisAnswers::release(const Lease &lease)
{
    const auto freed = change(releaseScript, lease, {});
    return freed ? Result<>(Done()) : freed.error();
}

Result<> RedisAnswers::sweep(const QDateTime &)
{
    return Done();
}

} // namespace triptych
