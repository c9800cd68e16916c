// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/LaneRecord.h"
#include "core/providers/ProviderPreset.h"

#include <QStringList>

namespace triptych {

/// A failure in a person's language: what happened, and what to do. The one place in core that calls tr().
struct ErrorSentence
{
    QString what = {}; ///< The provider's own words, in quotation marks, where there are any.
    QString advice = {};

    QString text() const; ///< Both, as one text.
};

/// One sentence behind the other, with what the language puts between them. Either may be empty.
QString joinedSentences(const QString &first, const QString &second);

/// Every cause gives a sentence; one that nobody wrote a sentence for gets that of its kind.
ErrorSentence describe(const Error &error, const QString &providerLabel = {});
QString noteText(const LaneNote &note); ///< Empty for a code that needs no words.
QString ledgerReason(const LedgerEntry &entry);
/// The label of a provider's field, which is English in the files, as people read it.
QString fieldLabel(const ProviderField &field);
QString settingLabel(const QString &key); ///< "temperature", "effort" … as a lane's chip shows it.
/// A value as people read it: an effort is a word of their language, everything else stays as it is sent.
QString settingValue(const QString &key, const QString &value);

} // namespace triptych
