// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"
#include "core/providers/StrictFileReader.h"

#include <QByteArrayList>

namespace triptych {

/// Reads one preset file.
class PresetReader final : private StrictFileReader
{
public:
    PresetReader(QByteArrayView json, const QString &fileName, PresetSource source)
        : StrictFileReader(json, fileName, QStringLiteral("preset")),
          m_source(source)
    {}

    Result<ProviderPreset> read();

private:
    bool readRoot(const JsonValue &root);
    bool readAuth(const JsonValue &auth);
    bool readAuthScheme(const JsonValue &scheme);
    bool readHeaders(const JsonValue &headers);
    bool readHeader(const QByteArray &name, const JsonValue &value);
    bool readSecretHeader(const QByteArray &name, const JsonValue &reference);
    bool readKeyEnv(const JsonValue &names);
    bool readModelsBaseUrl(const JsonValue &url);
    bool readProxy(const JsonValue &word);
    bool readCaFile(const JsonValue &file);
    bool checkHeaders();
    bool readField(const JsonValue &field);
    bool readQuirk(const JsonValue &quirk);
    bool readModel(const JsonValue &model);
    bool readModelMembers(const JsonValue &model, ModelInfo &info);
    bool readBase(const JsonValue &base, QString &target);
    bool readShutdown(const JsonValue &day, std::optional<QDate> &target);
    bool checkWhole(const JsonValue &root);
    bool checkAuth();
    bool checkBaseUrl();
    bool checkAddress(const QByteArray &key, const QString &address);

    const PresetSource m_source;
    ProviderPreset m_preset;
};

} // namespace triptych
