// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/StrictJson.h"
#include "core/dialects/ClientError.h"
#include "core/dialects/Front.h"

namespace triptych {

/// What the readers of all fronts share: they walk a client's body, keep the first thing that is wrong with it, with
/// its path, and go on as if it were not there.
class ClientReader
{
protected:
    /// Members that only this dialect knows, and that are handed on to a server that speaks it.
    using Passed = std::vector<std::string_view>;

    bool parse(QByteArrayView body); ///< False where it is no JSON object.
    const JsonValue &root() const { return m_root; }
    ClientRequest &request() { return m_request; }
    ChatRequest &chat() { return m_request.chat; }
    bool fail(const QString &path, const QString &what); ///< Always false.
    Result<ClientRequest> result();

    void readModel();
    /// The role of a message; absent, and a fault, for one that is none of `wanted`, which is also what the fault
    /// names.
    std::optional<Role> readRole(const JsonValue &message, const QString &path, const QStringList &wanted);
    /// A setting under the name that it has on the wire; null is as good as absent.
    void readSetting(QLatin1String key, const JsonValue &value, const QString &path);
    void readStops(const JsonValue &value, const QString &path); ///< One text or several.
    QString readText(const JsonValue &value, const QString &path); ///< Empty, and a fault, for anything but a text.
    bool readFlag(const JsonValue &value, const QString &path, bool otherwise);
    JsonValue readList(const JsonValue &value, const QString &path); ///< Without items, and a fault, for anything else.
    RawJson readObject(const JsonValue &value, const QString &path); ///< Empty, and a fault, for anything else.
    /// data:image/png;base64,… – an address anywhere else would have to be fetched, which nobody does for a client.
    void readDataUrl(const JsonValue &url, const QString &name, const QString &path, ChatTurn &turn);
    void readBase64(const QString &mimeType, const JsonValue &data, const QString &name, const QString &path,
                    ChatTurn &turn);
    void readFunctionTool(const JsonValue &function, const QString &path, std::string_view schemaKey);
    void readAnyJson(); ///< The answer is to be JSON of whatever shape.
    void readSchema(const JsonValue &name, const JsonValue &schema, const QString &path);
    /// Hands on what is among `passed`; whatever else is not among `read` is listed as dropped.
    void readRest(const Passed &read, const Passed &passed, const QString &dialect);

private:
    void appendMedia(const QString &mimeType, QByteArrayView base64, const QString &name, const QString &path,
                     ChatTurn &turn);

    JsonParser m_parser;
    JsonValue m_root;
    ClientRequest m_request;
    std::optional<Error> m_error;
};

/// "messages" and 2: "messages[2]".
QString itemPath(const QString &list, qsizetype index);
/// "messages[2]" and "content": "messages[2].content".
QString memberPath(const QString &object, QLatin1String key);

} // namespace triptych
