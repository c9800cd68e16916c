// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/providers/ProviderPreset.h"

namespace triptych {

/// A provider as the dialogs about keys need it.
struct ProviderChoice
{
    QString id = {};
    QString label = {};
    QString baseUrl = {}; ///< May hold {id} of a field.
    QString modelsBaseUrl = {}; ///< As in ProviderPreset.
    QString keyUrl = {}; ///< Where a person gets a key.
    std::vector<ProviderField> fields = {};
    QString caFile = {};
    QString proxy = {}; ///< "direct", "proxy", or empty.
    bool isOwn = false; ///< A file of the person describes it.
    bool signsInByCode = false; ///< Its key is not typed: GitHub hands it out.

    static ProviderChoice of(const ProviderPreset &preset);
    /// The address with the fields' values in it; a value that is missing is the field's default.
    QUrl address(const QMap<QString, QString> &values) const;
    /// Where a key that is added now is sent with a lane; empty while the address is not whole.
    QString keyOrigin(const QMap<QString, QString> &values) const;
    /// All that it is bound to: that origin, then the one of the list of models where it has another.
    QStringList keyOrigins(const QMap<QString, QString> &values) const;
    bool hasField(const QString &fieldId) const;
    bool isInAddress(const ProviderField &field) const { return triptych::isInAddress(field, baseUrl); }
};

/// A server that a person added by its address; whoever owns the provider files makes one of it.
struct NewProvider
{
    QString id = {};
    QString label = {};
    QString baseUrl = {};
    QString dialect = {}; ///< Such as "openai-chat".
    bool hasKey = true; ///< Otherwise it is asked without one.
};

/// An id that the label suggests and that nobody in `taken` has.
QString newProviderId(const QString &label, const QStringList &taken);
/// An origin as a person reads it: without the https and the port that go without saying.
QString shownOrigin(const QString &origin);
QString shownOrigins(const QStringList &origins); ///< "a.example and b.example"
/// Whether a key may be sent there: https, or http to this machine.
bool isSafeForKeys(const QUrl &url);

} // namespace triptych
