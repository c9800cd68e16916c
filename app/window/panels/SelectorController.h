// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "ui/selector/SelectorContent.h"

#include <QObject>
#include <QPointer>

namespace triptych {

class ModelSelector;
class Session;

/// Fills the model selector from the catalogue, the keys and the settings, and keeps favourites and what was used last.
/// Lives on the GUI thread.
class SelectorController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectorController)

public:
    SelectorController(Session &session, ModelSelector &selector, QObject *parent = nullptr);

    void refresh(); ///< Keys, models or the language changed.
    void setLaneCounts(const QHash<QString, int> &counts);
    void noteUse(const QString &lane); ///< provider/model was added.
    void addModelFiles(const QStringList &files);
    void chooseModelFile();

Q_SIGNALS:
    void laneRequested(const QString &provider, const QString &model);
    void keyRequested(const QString &provider); ///< Empty: for a server of any address.
    void problem(const QString &sentence);

private:
    SelectorContent content() const;
    QString engineText() const;
    void noteFailure(SelectorProvider &provider) const;
    void keepFavourite(const QString &lane, bool isFavourite);
    void fetch(const QString &provider);

    Session &m_session;
    ModelSelector &m_selector;
    QHash<QString, int> m_counts;
    QHash<QString, Error> m_failures; ///< Why a provider's list could not be fetched the last time.
};

} // namespace triptych
