// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace triptych {

struct RepairedText
{
    QByteArray bytes = {};
    int repairs = 0; ///< How many U+FFFD were put in.
};

/// The same bytes with each maximal subpart of an ill-formed sequence replaced by U+FFFD.
RepairedText repairedUtf8(QByteArrayView bytes);

/// repairedUtf8(), and \u escapes of surrogates that have no partner become \ufffd.
RepairedText repairedJsonText(QByteArrayView json);

} // namespace triptych
