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
                const auto decoded = QByteArray::fromBase64Encoding(value.toString().toLatin1(),
                                                                    QByteArray::AbortOnBase64DecodingErrors);
                state.*member = decoded.decoded;
                return value.isString() && bool(decoded);
            },
            [member](const SessionState &state) { return QJsonValue(QString::fromLatin1((state.*member).toBase64())); },
            QStringLiteral("a text in base64")};
}

Field tabsField()
{
    return {QStringLiteral("tabs"),
            [](SessionState &state, const QJsonValue &value) {
                state.tabs.clear();
                for (const QJsonValue entry : value.toArray()) {
                    SessionState::Tab tab {.document = entry[u"document"].toString()};
                    const QJsonObject values = entry[u"values"].toObject();
                    for (auto item = values.begin(); item != values.end(); ++item)
                        tab.values.insert(item.key(), item.value().toString());
                    state.tabs.push_back(std::move(tab));
                }
                return value.isArray();
            },
            [](const SessionState &state) {
                QJsonArray tabs;
                for (const SessionState::Tab &tab : state.tabs) {
                    QJsonObject values;
                    for (auto item = tab.values.begin(); item != tab.values.end(); ++item)
                        values.insert(item.key(), item.value());
                    tabs.append(
                        QJsonObject {{QStringLiteral("document"), tab.document}, {QStringLiteral("values"), values}});
                }
                return QJsonValue(tabs);
            },
            QStringLiteral("a list of open prompts")};
}

const std::vector<Field> &fields()
{
    static const std::vector<Field> all {
        tabsField(),
        numberField("currentTab", &SessionState::currentTab, 0, 10'000),
        listField("lanes", &SessionState::lanes),
        choiceField("dashboard.open", &SessionState::dashboard,
                    {QStringLiteral("auto"), QStringLiteral("open"), QStringLiteral("collapsed")}),
        numberField("dashboard.days", &SessionState::dashboardDays, 0, 36'500),
        listField("openGroups", &SessionState::openGroups),
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
