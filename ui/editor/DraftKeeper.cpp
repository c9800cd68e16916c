// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/DraftKeeper.h"

namespace triptych {

DraftKeeper::DraftKeeper(Drafts drafts, QObject *parent) : QObject(parent), m_drafts(std::move(drafts))
{
    m_writer.setMaxThreadCount(1);
}

DraftKeeper::~DraftKeeper()
{
    m_writer.waitForDone();
}

template<typename Work>
void DraftKeeper::post(Work work)
{
    m_writer.start([this, work = std::move(work)] {
        if (const Result<> done = work(); !done)
            QMetaObject::invokeMethod(this, [this, error = done.error()] { Q_EMIT failed(error); });
    });
}

void DraftKeeper::save(const Draft &draft)
{
    post([drafts = m_drafts, draft] { return drafts.save(draft); });
}

void DraftKeeper::remove(const QString &id)
{
    post([drafts = m_drafts, id] { return drafts.remove(id); });
}

} // namespace triptych
