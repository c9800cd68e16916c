// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/Vault.h"

#include "core/net/SystemClock.h"
#include "core/vault/KeyDerivation.h"
#include "core/vault/UnlockDelay.h"
#include "core/vault/VaultErrors.h"
#include "core/vault/VaultWorker.h"

#include <QThread>
#include <atomic>

namespace triptych {

namespace {

Error locked()
{
    return vaultError(ErrorKind::Crypto, "vault_locked");
}

Error cancelled()
{
    return vaultError(ErrorKind::Cancelled, "user");
}

Error busy()
{
    return vaultError(ErrorKind::Storage, "vault.busy");
}

bool isWrongPassword(const auto &result)
{
    return !result && result.error().cause == QLatin1String("vault.password");
}

} // namespace

class Vault::Private
{
public:
    Private(Vault &vault, const QString &path, const Cost &cost, Seams seams)
        : q(vault),
          file(path),
          clock(std::move(seams.clock)),
          store(path),
          worker(path, cost, std::move(seams.derivation), clock),
          timer(clock->newTimer([this] { tryWaiting(); })),
          state(store.exists() ? VaultState::Locked : VaultState::Absent)
    {
        context.moveToThread(&thread);
        thread.setObjectName(QStringLiteral("vault"));
        thread.start();
    }
    ~Private()
    {
        ++epoch; // also ends what would go on deriving
        thread.quit();
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Private)

    /// Runs `job` on the worker and hands its result to `finished` on the vault's thread, after the new state is shown.
    template<typename Job, typename Done>
    void run(Job job, Done finished);
    template<typename Callback>
    void refuse(Callback finished, Error error);
    /// Runs `attempt` when the delay after wrong passwords is over.
    void attempt(std::function<void()> go, std::function<void(Error)> refused);
    void tryWaiting();
    /// Whether the vault was locked, or goes, since this was called.
    VaultFile::Stopped stopping() const
    {
        return [this, asked = epoch.load()] { return asked != epoch; };
    }
    Error judged(Error error); ///< Counts a wrong password and says how long the next one waits.

    void show(VaultSnapshot snapshot);
    void keep(const VaultSighting &sighting);
    void setState(VaultState next);
    Finished opening(Finished finished);

    struct Waiting
    {
        std::function<void()> go;
        std::function<void(Error)> refused;
    };

    Vault &q;
    const QString file;
    const std::shared_ptr<Clock> clock;
    const VaultStore store; ///< For looking, on the vault's own thread.
    VaultWorker worker; ///< Touched on the worker thread only.
    std::unique_ptr<Timer> timer;
    std::optional<Waiting> waiting;
    UnlockDelay delay;
    VaultState state;
    VaultSnapshot current;
    VaultSighting sighting; ///< As it was kept last.
    std::function<void(const VaultSighting &)> keepSighting;
    std::atomic<quint64> epoch = 0; ///< One more with each lock(): what was asked before it no longer opens anything.
    QThread thread;
    QObject context; ///< Lives on the worker thread.
};

template<typename Job, typename Done>
void Vault::Private::run(Job job, Done finished)
{
    QMetaObject::invokeMethod(
        &context, [this, job = std::move(job), finished = std::move(finished), asked = epoch.load()]() mutable {
            auto result = job(worker);
            QMetaObject::invokeMethod(
                &q,
                [this, asked, result = std::move(result), snapshot = worker.snapshot(),
                 finished = std::move(finished)]() mutable {
                    keep(snapshot.sighting);
                    if (asked != epoch) // locked since: only whether there is a file is still news
                        snapshot = {.exists = snapshot.exists};
                    if (asked == epoch || state == VaultState::Locked || state == VaultState::Absent)
                        show(std::move(snapshot));
                    finished(std::move(result));
                });
        });
}

template<typename Callback>
void Vault::Private::refuse(Callback finished, Error error)
{
    QMetaObject::invokeMethod(
        &q, [finished = std::move(finished), error = std::move(error)] { finished(error); }, Qt::QueuedConnection);
}

void Vault::Private::attempt(std::function<void()> go, std::function<void(Error)> refused)
{
    const auto left = delay.left(clock->monotonic());
    if (left == std::chrono::milliseconds::zero())
        return go();
    if (waiting)
        return refuse(refused, busy());
    waiting = Waiting {std::move(go), std::move(refused)};
    timer->start(left);
}

void Vault::Private::tryWaiting()
{
    if (const auto next = std::exchange(waiting, {}))
        next->go();
}

Error Vault::Private::judged(Error error)
{
    if (error.cause != QLatin1String("vault.password"))
        return error;
    delay.failed(clock->monotonic());
    error.retryAfter = delay.left(clock->monotonic());
    return error;
}

void Vault::Private::show(VaultSnapshot snapshot)
{
    const bool isNews = snapshot.keys != current.keys;
    current = std::move(snapshot);
    setState(current.isOpen ? VaultState::Unlocked : current.exists ? VaultState::Locked : VaultState::Absent);
    if (isNews)
        Q_EMIT q.keysChanged();
}

void Vault::Private::keep(const VaultSighting &seen)
{
    if (seen == sighting || seen.vaultId.isEmpty())
        return;
    sighting = seen;
    if (keepSighting)
        keepSighting(seen);
}

void Vault::Private::setState(VaultState next)
{
    if (std::exchange(state, next) != next)
        Q_EMIT q.stateChanged();
}

Vault::Finished Vault::Private::opening(Finished finished)
{
    return [this, finished = std::move(finished), asked = epoch.load()](Result<> result) {
        if (result)
            delay.succeeded();
        const Result<> told = result ? std::move(result) : Result<>(judged(result.error()));
        finished(asked == epoch ? told : Result<>(cancelled()));
    };
}

Vault::Vault(const QString &file, const Cost &cost, QObject *parent)
    : Vault(file, cost, {std::make_shared<Argon2Derivation>(), std::make_shared<SystemClock>()}, parent)
{}

Vault::Vault(const QString &file, const Cost &cost, Seams seams, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(*this, file, cost, std::move(seams)))
{}

Vault::~Vault() = default;

VaultState Vault::state() const
{
    return d->state;
}

std::vector<KeyInfo> Vault::keys() const
{
    return d->current.keys;
}

QString Vault::file() const
{
    return d->file;
}

VaultInfo Vault::info() const
{
    return d->current.info;
}

std::chrono::milliseconds Vault::delay() const
{
    return d->delay.left(d->clock->monotonic());
}

QString Vault::newestBackup() const
{
    return d->current.backup ? *d->current.backup : d->store.newestBackup();
}

void Vault::rememberSightings(const VaultSighting &known, std::function<void(const VaultSighting &)> keep)
{
    d->sighting = known;
    d->keepSighting = std::move(keep);
    QMetaObject::invokeMethod(&d->context, [this, known] { d->worker.remember(known); });
}

void Vault::create(Secret password, Finished finished)
{
    if (d->state == VaultState::Opening)
        return d->refuse(std::move(finished), busy());
    if (d->state == VaultState::Unlocked)
        return d->refuse(std::move(finished), vaultError(ErrorKind::InvalidInput, "vault.exists"));
    d->setState(VaultState::Opening);
    d->run([password = std::move(password)](VaultWorker &worker) { return worker.create(password); },
           d->opening(std::move(finished)));
}

void Vault::unlock(Secret password, Finished finished)
{
    if (d->state == VaultState::Opening)
        return d->refuse(std::move(finished), busy());
    d->setState(VaultState::Opening);
    // std::function wants to be copyable; the one Secret is shared by its copies and dies with the last.
    const auto shared = std::make_shared<Secret>(std::move(password));
    const auto refused = [this, finished, asked = d->epoch.load()](const Error &error) {
        if (asked == d->epoch)
            d->setState(VaultState::Locked);
        finished(error);
    };
    const auto go = [this, shared, finished] {
        d->run([shared, stopped = d->stopping()](VaultWorker &worker) { return worker.unlock(*shared, stopped); },
               d->opening(finished));
    };
    d->attempt(go, refused);
}

void Vault::lock()
{
    ++d->epoch;
    d->timer->stop();
    if (const auto given = std::exchange(d->waiting, {}))
        d->refuse(given->refused, cancelled());
    QMetaObject::invokeMethod(&d->context, [this] { d->worker.close(); });
    d->show({.exists = d->state != VaultState::Absent && d->store.exists()});
}

void Vault::check(Secret password, InfoFinished finished)
{
    const auto shared = std::make_shared<Secret>(std::move(password));
    const auto judged = [this, finished](Result<VaultInfo> result) {
        finished(result ? std::move(result) : Result<VaultInfo>(d->judged(result.error())));
    };
    const auto go
        = [this, shared, judged] { d->run([shared](VaultWorker &worker) { return worker.check(*shared); }, judged); };
    d->attempt(go, finished);
}

void Vault::changePassword(Secret current, Secret replacement, Finished finished)
{
    const auto pair = std::make_shared<std::pair<Secret, Secret>>(std::move(current), std::move(replacement));
    const auto judged = [this, finished](Result<> result) {
        finished(result ? std::move(result) : Result<>(d->judged(result.error())));
    };
    const auto go = [this, pair, judged] {
        d->run([pair](VaultWorker &worker) { return worker.changePassword(pair->first, pair->second); }, judged);
    };
    d->attempt(go, finished);
}

void Vault::addKey(KeyDraft draft, Secret key, Finished finished)
{
    if (d->state != VaultState::Unlocked)
        return d->refuse(std::move(finished), locked());
    d->run([draft = std::move(draft), key = std::move(key)](VaultWorker &worker) { return worker.addKey(draft, key); },
           std::move(finished));
}

void Vault::removeKey(const QString &id, Finished finished)
{
    if (d->state != VaultState::Unlocked)
        return d->refuse(std::move(finished), locked());
    d->run([id](VaultWorker &worker) { return worker.removeKey(id); }, std::move(finished));
}

void Vault::openKey(const QString &id, const QString &origin, KeyFinished finished)
{
    if (d->state != VaultState::Unlocked)
        return d->refuse([finished = std::move(finished)](const Error &error) { finished(error); }, locked());
    d->run([id, origin](VaultWorker &worker) { return worker.openKey(id, origin); }, std::move(finished));
}

void Vault::restoreBackup(const QString &backup, Finished finished)
{
    lock();
    d->run([backup](VaultWorker &worker) { return worker.restoreBackup(backup); }, std::move(finished));
}

} // namespace triptych
