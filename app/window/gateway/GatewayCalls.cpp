// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/gateway/GatewayCalls.h"

#include "app/gateway/GatewayHost.h"
#include "app/window/gateway/GatewayRows.h"
#include "ui/gateway/CallsPage.h"

#include <QTimer>

namespace triptych {

namespace {

bool isSame(const LoggedCall &one, const LoggedCall &other)
{
    return one.endedAt == other.endedAt && one.token == other.token && one.figures == other.figures;
}

} // namespace

GatewayCalls::GatewayCalls(GatewayHost &host, QString databaseFile, CallsPage &page, QObject *parent)
    : QObject(parent),
      m_databaseFile(std::move(databaseFile)),
      m_page(page)
{
    connect(&host, &GatewayHost::callEnded, this, &GatewayCalls::add);
}

GatewayCalls::~GatewayCalls() = default;

/// What ended meanwhile was told by the gateway and may be on the disk already.
void GatewayCalls::load()
{
    if (std::exchange(m_isLoaded, true))
        return;
    m_log = std::make_unique<CallLog>(m_databaseFile, m_clock);
    m_log->newest(mostShown, this, [this](const Result<std::vector<LoggedCall>> &calls) {
        QTimer::singleShot(0, this, [this] { m_log.reset(); });
        if (!calls)
            return Q_EMIT problem(calls.error());
        for (const LoggedCall &call : calls.value()) {
            const bool isKnown = std::any_of(m_calls.begin(), m_calls.end(),
                                             [&call](const LoggedCall &known) { return isSame(known, call); });
            if (!isKnown && m_calls.size() < mostShown)
                m_calls.push_back(call);
        }
        show();
    });
}

void GatewayCalls::add(const LoggedCall &call)
{
    m_calls.push_front(call);
    if (m_calls.size() > mostShown)
        m_calls.pop_back();
    show();
}

void GatewayCalls::show()
{
    std::vector<GatewayRow> rows;
    rows.reserve(m_calls.size());
    for (const LoggedCall &call : m_calls)
        rows.push_back(GatewayRows::of(call, m_labels(call.token)));
    m_page.setRows(std::move(rows));
}

} // namespace triptych
