// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/KeyCollection.h"
#include "core/chat/LaneRecord.h"
#include "core/local/ModelLibrary.h"
#include "core/providers/ProviderCatalog.h"
#include "core/run/EndpointSource.h"
#include "core/settings/RefusedFields.h"
#include "core/settings/Settings.h"

#include <QObject>
#include <map>

namespace triptych {

class CopilotAccess;
class KeyRing;
class LlamaServers;
struct LocalServerAddress;

ProxyUse proxyUse(const ProviderPreset &preset);
/// The preset with the ways that the settings choose for it instead of its own.
ProviderPreset withConnection(ProviderPreset preset, const Settings &settings);
/// The proxy whose sign-in the requests to a provider, with its ways, need from the vault; empty when there is none.
QString signInOrigin(const Settings &settings, const ProviderPreset &preset);

/// Turns a lane's address into a place to send it: the provider's entry with its key, or a local server that is started
/// for it. Lives on the I/O thread; asks the key ring on its own.
class LaneEndpoints final : public QObject, public EndpointSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LaneEndpoints)

public:
    LaneEndpoints(KeyRing &keys, LlamaServers &servers, CopilotAccess &copilot, ModelLibrary library);
    ~LaneEndpoints() override;

    /// With the person's fields filled in, see Session::catalog().
    void setCatalog(ProviderCatalog catalog) { m_catalog = std::move(catalog); }
    void setSettings(const Settings &settings) { m_settings = settings; }
    void setRefusedFields(RefusedFields fields) { m_refused = std::move(fields); }

    /// Without any secret.
    AuthorisedEndpoint endpointFor(const ProviderPreset &preset, const QString &model) const;
    std::unique_ptr<Pending> resolve(const LanePlan &lane, Progress progress, Done done) override;
    /// With the key only where it was sealed for the origin of the list; "key_partial" where it was not.
    std::unique_ptr<Pending> resolveList(const QString &provider, Done done) override;
    /// A key for lanes that may use a lease, from now on and whatever becomes of the vault.
    void lend(const QString &provider, const QString &origin, LaneSecrets secrets);
    void keepLent(const QStringList &providers); ///< Takes back what was lent for any other.
    void laneEnded(const LaneRecord &record) override; ///< A local one that waited in vain puts its server in doubt.
    std::unique_ptr<Pending> explain(const Endpoint &endpoint, const Error &error, Explained done) override;

private:
    class Request;
    using Start = std::function<void(const std::shared_ptr<Request> &, const ProviderPreset &)>;
    std::unique_ptr<Pending> begin(const QString &provider, const std::shared_ptr<Request> &request, Start start);
    void resolveLocal(const std::shared_ptr<Request> &request, const QString &model);
    AuthorisedEndpoint localEndpoint(LocalServerAddress server, const QString &model) const;
    void resolveCloud(const std::shared_ptr<Request> &request, const ProviderPreset &preset, const QString &origin,
                      AuthorisedEndpoint endpoint);
    void letIn(const std::shared_ptr<Request> &request, const ProviderPreset &preset, AuthorisedEndpoint endpoint,
               LaneSecrets secrets);

    KeyRing &m_keys;
    LlamaServers &m_servers;
    CopilotAccess &m_copilot;
    ModelLibrary m_library;
    ProviderCatalog m_catalog;
    Settings m_settings;
    RefusedFields m_refused;
    std::map<std::pair<QString, QString>, LaneSecrets> m_lent; ///< By provider and origin.
};

} // namespace triptych
