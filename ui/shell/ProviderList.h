// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QScrollArea>
#include <vector>

class QComboBox;
class QToolButton;

namespace triptych {

class Theme;

struct ProviderName
{
    QString id = {};
    QString label = {};

    bool operator==(const ProviderName &) const = default;
};

/// Every provider in a row of its own: how it is reached, and a way to its settings.
class ProviderList final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderList)

public:
    using Routes = QMap<QString, QString>; ///< "direct" or "proxy" by provider; the others go as all do.

    ProviderList(const Theme &theme, const QList<ProviderName> &providers, QWidget *parent);

    void setProviders(const QList<ProviderName> &providers);
    void setRoutes(const Routes &routes);
    /// What is chosen, laid over those of providers that have no row.
    Routes routes(Routes others) const;
    void retranslate();

Q_SIGNALS:
    void changed();
    void providerRequested(const QString &id);

private:
    struct Row
    {
        ProviderName provider;
        QComboBox *route;
        QToolButton *edit;
    };
    Row newRow(const ProviderName &provider, QWidget *parent);

    const Theme &m_theme;
    QList<ProviderName> m_providers;
    Routes m_routes;
    std::vector<Row> m_rows;
};

} // namespace triptych
