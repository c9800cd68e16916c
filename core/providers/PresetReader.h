// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/providers/ProviderPreset.h"

#include <QByteArrayList>
#include <functional>

class QRegularExpression;

namespace triptych {

/// Reads one preset file strictly and stops at the first fault, which it names by file, line and key.
class PresetReader
{
public:
    PresetReader(QByteArrayView json, const QString &fileName, PresetSource source)
        : m_json(json),
          m_fileName(fileName),
          m_source(source)
    {}

    Result<ProviderPreset> read();

private:
    struct Key
    {
        std::string_view name;
        std::function<bool(const JsonValue &)> read;
    };

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

    bool readMembers(const JsonValue &object, const std::vector<Key> &keys);
    bool readItems(const JsonValue &list, const std::function<bool(const JsonValue &)> &read);
    bool readTextMap(const JsonValue &object, const QStringList &allowed, QMap<QString, QString> &target);
    bool readText(const JsonValue &value, QString &target);
    bool readMatching(const JsonValue &value, const QRegularExpression &pattern, QString &target);
    bool readFlag(const JsonValue &value, std::optional<bool> &target);
    bool readCount(const JsonValue &value, std::optional<qint64> &target);
    bool readWord(const JsonValue &value, const QStringList &allowed, QStringList &target);

    bool fail(const QString &what);
    bool failBelow(const QByteArray &key, const QString &what);
    Error syntaxError() const;

    QByteArrayView m_json;
    QString m_fileName;
    const PresetSource m_source;
    JsonParser m_parser;
    QByteArrayList m_path; ///< Keys and item numbers down to the value that is being read.
    ProviderPreset m_preset;
    std::optional<Error> m_error;
};

} // namespace triptych
