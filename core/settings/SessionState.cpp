// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/SessionState.h"

#include "core/settings/JsonFields.h"

namespace triptych {

namespace {

using Field = JsonField<SessionState>;

Field bytesField(const char *path, QByteArray SessionState::*member)
{
    return {QLatin1String(path),
            [member](SessionState &state, const QJsonValue &value) {
                const auto decoded = QByteArray::fromBase64Encoding(value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
                state.*member = decoded.decoded;
                return value.isString() && bool(decoded);
            },
            [member](const SessionState &state) { return QJsonValue(QString::fromLatin1((state.*member).toBase64())); },
            QStringLiteral("a text in base64")};
}

const std::vector<Field> &fields()
{
    static const std::vector<Field> all {
        listField("openFiles", &SessionState::openFiles),
        numberField("currentTab", &SessionState::currentTab, 0, 10'000),
        listField("lanes", &SessionState::lanes),
        mapField("variables", &SessionState::variables),
        bytesField("window.geometry", &SessionState::windowGeometry),
        bytesField("window.state", &SessionState::windowState),
        flagField("showsSource", &SessionState::showsSource),
    };
    return all;
}

} // namespace

Result<SessionState> loadSessionState(const QString &file)
{
    return loadFields(file, fields());
}

Result<> saveSessionState(const QString &file, const SessionState &state)
{
    return saveFields(file, state, fields());
}

} // namespace triptych
