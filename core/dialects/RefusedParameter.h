// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Endpoint.h"

namespace triptych {

/// The field of a request that an error names, by its name on the wire: `named` is what the error has for it in a field
/// of its own, and may be empty. Empty when no field that Triptych writes is named.
QString refusedParameterIn(const QString &named, const QString &message);

/// Whether the message says that the field itself is unknown or not taken, rather than that its value is wrong.
bool saysFieldIsUnknown(const QString &message);

/// Whether a request that was refused with this message can do without the field, or name it otherwise, and still ask
/// for the same. What Triptych adds for more to see may go at any refusal; other fields where they are unknown: a
/// server that knows `store` is never asked without it.
bool canBeRewritten(const QString &parameter, const QString &message);

/// Changes the endpoint so that its next request names the field otherwise or leaves it out. A setting that is left out
/// appears in the ledger as refused by the model.
void writeWithout(Endpoint &endpoint, const QString &parameter);
void writeWithout(Endpoint &endpoint, const QStringList &parameters);

/// The key of LaneSettings behind a field, such as "max_tokens" for max_completion_tokens, or the part of a request
/// that it belongs to, named as the ledger names it: "response_schema", "tools", "image", "cache". Empty for neither.
QString settingOf(const QString &parameter);

bool isPartOfRequest(const QString &setting);

} // namespace triptych
