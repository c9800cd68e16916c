// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

/// Values of labels as OpenTelemetry's conventions spell them.
namespace triptych::convention {

/// The well-known name of a provider, such as "aws.bedrock"; of others the id.
QString provider(const QString &id);
/// A method of HTTP; "_OTHER" for what is none.
QString method(const QString &method);
/// Scheme, host and port of an address and nothing else of it.
QString address(const QString &origin);

} // namespace triptych::convention
