// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QMap>
#include <vector>

namespace triptych {

/// The public halves that a gateway trusts, each in a file FOLDER/ID.pem of its own.
struct PublicKeys
{
    QMap<QString, QByteArray> pems = {}; ///< By id.
    /// One for each file that was passed over; causes "keypair.*" and "file.*", the message begins with its name.
    std::vector<Error> faults = {};
};

/// A folder that is not there holds no keys. Blocks for milliseconds.
PublicKeys readPublicKeys(const QString &folder);

/// "k1", "k2" … : the first that no file of the folder has, sound or not.
QString freeKeyId(const QString &folder);

/// Writes FOLDER/ID.pem, 0600, and makes the folder where it is missing. InvalidInput "keypair.id" or "keypair.taken",
/// those of rsa::soundPublicPem(), and Storage.
Result<> savePublicKey(const QString &folder, const QString &id, const QByteArray &pem);

} // namespace triptych
