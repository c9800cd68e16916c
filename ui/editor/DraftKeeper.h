// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/Drafts.h"

#include <QObject>
#include <QThreadPool>

namespace triptych {

/// Writes drafts off the GUI thread, one after the other, so that saving never blocks typing. The destructor waits for
/// what is under way.
class DraftKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftKeeper)

public:
    explicit DraftKeeper(Drafts drafts, QObject *parent = nullptr);
    ~DraftKeeper() override;

    void save(const Draft &draft);
    void remove(const QString &id);
    QString path(const QString &id) const { return m_drafts.path(id); }
    Drafts::Restored restore() const { return m_drafts.restore(); }

Q_SIGNALS:
    void failed(const triptych::Error &error);

private:
    template<typename Work>
    void post(Work work);

    Drafts m_drafts;
    QThreadPool m_writer;
};

} // namespace triptych
