// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/Quirk.h"
#include "core/chat/StreamEvent.h"
#include "core/stream/StreamTape.h"

#include <QStringList>

namespace triptych {

/// The quirks with which tapes are read: those that only add to what a reader accepts.
Quirks tapeQuirks();

/// The recorded replies in a folder and below it, sorted; the folder that each lies in is called like its dialect.
QStringList tapesBelow(const QString &folder);

/// The events of a reply whose body arrives in pieces of `step` bytes. Checks on the way that there is one end and
/// nothing after it.
StreamEvents decodeTape(QStringView dialect, const HttpResponseHead &head, QByteArrayView body, qsizetype step);
/// The same of a body in any pieces.
StreamEvents decodeTape(QStringView dialect, const HttpResponseHead &head, const std::vector<QByteArrayView> &pieces);

} // namespace triptych
