// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secret/Secret.h"

#include <QString>
#include <vector>

namespace triptych {

/// A program that the gateway can serve.
struct ClientGuide
{
    QString id = {}; ///< Of its file in resources/gateway/clients.
    QString title = {};
    QString steps = {}; ///< What to do with the text.
};
std::vector<ClientGuide> clientGuides();

/// What is pasted into it. The model is one that is always there, or one such as the program would ask for.
class ClientText
{
public:
    ClientText(const QString &id, quint16 port);

    QString shown() const; ///< With TOKEN where the token goes.
    bool hasToken() const;
    Secret with(const Secret &token) const; ///< As it is pasted.

private:
    QByteArray m_text;
};

} // namespace triptych
