// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/CliSignIn.h"

#include "app/session/GitHubSignIns.h"
#include "app/session/LaneEndpoints.h"
#include "app/session/Session.h"

namespace triptych {

CliSignIn::~CliSignIn() = default;

void CliSignIn::start(const ProviderPreset &preset, const QString &label, Ended ended)
{
    const ProviderPreset way = withConnection(preset, m_session.settings());
    const KeyDraft draft {.provider = preset.id, .label = label, .origins = preset.keyOrigins()};
    m_pending = m_session.signIns().start(
        way, signInOrigin(m_session.settings(), way), &m_session,
        [this](const SignInCode &code) {
            const auto minutes = std::chrono::ceil<std::chrono::minutes>(code.life).count();
            m_terminal.remark(QStringLiteral("Open %1 and type the code %2 within %3 min. Waiting …")
                                  .arg(code.page.toString(QUrl::FullyEncoded), code.code)
                                  .arg(minutes));
        },
        [this, draft, ended = std::move(ended)](Result<Secret> key) {
            if (key)
                m_session.vault().addKey(draft, std::move(key).value(), ended);
            else
                ended(key.error());
        });
}

} // namespace triptych
