// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/ProviderDraft.h"

namespace triptych {

/// What is wrong with a description of a provider, and where.
struct DraftFault
{
    enum Kind : quint8 {
        AddressMissing,
        AddressInvalid, ///< No http or https address.
        AddressUser, ///< A user or a password stands in it.
        AddressQuery,
        AddressInsecure, ///< Plain http to another machine.
        AddressLookAlike, ///< A host outside ASCII; `thing`: how it is really called.
        SignInHeader, ///< It has no name, or none that a header may have.
        SignInRegion,
        SignInService,
        HeaderName,
        HeaderReserved, ///< The transport writes it.
        HeaderKey, ///< It holds keys, so its value belongs into the vault.
        HeaderTwice,
        HeaderSignIn, ///< The sign-in sends it already.
        HeaderValue,
        BodySyntax, ///< `thing`: the reason; `line`, `column`: the place, from 1.
        BodyObject,
        ModelId,
        ModelBase, ///< No provider/model.
        CaFilePath,
    };
    Kind kind = AddressMissing;
    QString thing = {};
    int line = 0;
    int column = 0;

    bool operator==(const DraftFault &) const = default;
};

/// Everything that is wrong, in the order of the form. A draft without a fault is one that readPreset() takes.
std::vector<DraftFault> faultsOf(const ProviderDraft &draft);

} // namespace triptych
