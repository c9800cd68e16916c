// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/ConnectionReport.h"
#include "core/secret/Secret.h"
#include "core/settings/ProviderDraft.h"

#include <functional>
#include <memory>

namespace triptych {

/// What a dialog wants to be tested, as it is filled in now.
struct TestSubject
{
    QString provider = {}; ///< A provider that there is …
    QMap<QString, QString> fields = {}; ///< … with these fields,
    QString caFile = {};
    QString proxy = {}; ///< and these ways;
    std::optional<ProviderDraft> draft = {}; ///< or one that is being described.
    Secret key = {}; ///< As typed; empty: the one that is stored.
    std::vector<std::pair<QByteArray, Secret>> headers = {}; ///< The same, by their names.
};

/// Starts a test and tells every step until the handle it gives goes; that stops it at once.
using StartConnectionTest
    = std::function<std::shared_ptr<void>(TestSubject, std::function<void(const ConnectionReport &)>)>;

} // namespace triptych
