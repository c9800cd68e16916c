// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/HttpMessage.h"
#include "core/stream/StreamFramer.h"

#include <QString>

namespace triptych {

/// What a body turns out to be, whatever its content type claims.
enum class BodyKind : quint8 {
    Undecided, ///< More bytes are needed.
    Stream,
    WholeJson,
    Html,
    Foreign, ///< Nothing that a dialect can read.
};

/// The media type of a reply in lower case, without parameters; empty when there is none.
QByteArray mediaTypeOf(const HttpResponseHead &head);

/// Judges by the first bytes (leading line breaks and byte order mark taken off), then by the media type.
BodyKind bodyKindOf(QByteArrayView start, const QByteArray &mediaType, const StreamFramer &framer);

/// Whether a text is a page rather than data.
bool isHtml(QByteArrayView body);

/// The title of an HTML page, or else its first words; plain text of at most 200 characters.
QString htmlTitle(QByteArrayView page);

} // namespace triptych
