// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/secret/Secret.h"

#include <QByteArray>

namespace triptych {

/// The body: content, padded to steps of 4 KiB so that its size says little, in sealed chunks of 64 KiB that are bound
/// to the header in front of them and to their places. What is in it is no secret by itself; keys are sealed once more.
QByteArray sealVaultBody(QByteArrayView content, QByteArrayView key, QByteArrayView headerMac);
Result<QByteArray> openVaultBody(QByteArrayView body, QByteArrayView key, QByteArrayView headerMac);

} // namespace triptych
