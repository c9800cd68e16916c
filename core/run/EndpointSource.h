// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"
#include "core/net/HttpTransport.h"
#include "core/signin/RequestSigner.h"

#include <functional>

namespace triptych {

struct LanePlan;
struct LaneRecord;

/// An endpoint with what is needed to be let in.
struct AuthorisedEndpoint
{
    Endpoint endpoint = {};
    std::vector<SecretHeader> secretHeaders = {};
    std::optional<RequestSigner> signer = {}; ///< Where each request is signed when it is sent.
    ProxyUse proxy = ProxyUse::Default;
    Secret proxySignIn = {}; ///< As in TransportRequest.
    QString caFile = {};
    QByteArray keyId = {}; ///< Names the key for breakers; empty without one.
    /// Drops what lets it in, where that was made for some minutes: the next resolve() makes another. On the I/O
    /// thread.
    std::function<void()> forget = {};
    QString movedFrom = {}; ///< The origin of the provider's entry, where the account is served at another.
    bool isSlowToStart = false; ///< A local load or a reasoning model: 600 s to the first content instead of 60.
};

/// Why a lane still waits, for people: "llama.building" with 148 of 389, "llama.loading", "vault_locked", "retry" with
/// the number of the try and the wait in ms.
struct QueueNote
{
    QString code = {};
    int done = 0;
    int total = 0;
    std::optional<Error> error = {}; ///< What the try before failed with.
    bool operator==(const QueueNote &) const = default;
};

/// Cancels what it stands for when it is destroyed.
class Pending
{
public:
    virtual ~Pending() = default;
};

/// Everything that a lane may have to wait for before it connects: the local server starting, a locked vault, a token
/// refresh. Calls and callbacks are on the I/O thread; `done` comes exactly once unless the Pending is destroyed first,
/// and never before resolve() returned.
class EndpointSource
{
public:
    using Progress = std::function<void(const QueueNote &)>;
    using Done = std::function<void(Result<AuthorisedEndpoint>)>;

    virtual ~EndpointSource() = default;
    virtual std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress progress, Done done) = 0;
    /// The same for the provider's list of models, where that is at another origin than its lanes.
    virtual std::unique_ptr<Pending> resolveList(const QString &provider, Done done);
    /// A lane that it found a place for has ended so.
    virtual void laneEnded(const LaneRecord &) {}
    /// Says more about a broken connection where it can (a local server that crashed). Null: nothing to add, `done`
    /// never comes.
    using Explained = std::function<void(Error)>;
    virtual std::unique_ptr<Pending> explain(const Endpoint &endpoint, const Error &error, Explained done)
    {
        Q_UNUSED(endpoint)
        Q_UNUSED(error)
        Q_UNUSED(done)
        return nullptr;
    }
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::QueueNote)
