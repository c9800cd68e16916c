// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"

#include <vector>

namespace triptych {

enum class AuthKind : quint8 { None, Bearer, Header };

/// How a key meets a request.
struct AuthRule
{
    AuthKind kind = AuthKind::Bearer;
    QString header = {}; ///< For Header, such as "x-api-key".
    bool isOptional = false; ///< Works without a key too (a server of one's own).
};

/// A value that a provider wants beside the key, such as an organisation id.
struct ProviderField
{
    QString id = {};
    QString label = {};
    QString fallback = {};
};

/// One provider as its JSON file describes it (design/cli.md has the format, resources/providers/schema.json checks it).
struct ProviderPreset
{
    QString id = {};
    QString label = {};
    QString dialect = {};
    QString baseUrl = {}; ///< May hold {id} of a field.
    AuthRule auth = {};
    QString keyEnv = {}; ///< Only entries that are shipped may use it unasked.
    QString keyUrl = {}; ///< Where a person gets a key.
    HttpHeaders headers = {};
    RawJson body = {};
    QMap<QString, QString> query = {};
    QMap<QString, QString> paths = {}; ///< chat, models, count.
    std::vector<ProviderField> fields = {};
    Quirks quirks = {};
    std::vector<ModelInfo> models = {};
    bool isBuiltIn = false;

    bool isLocalMachine() const; ///< Its base URL is on loopback.
    QString origin() const; ///< What a key for it is bound to, fields at their defaults.
    Endpoint endpointFor(const ModelInfo &model) const;
};

/// Reads one preset. An error names the file, the line where it can be known, and the key that is wrong.
Result<ProviderPreset> readPreset(QByteArrayView json, const QString &fileName);

} // namespace triptych
