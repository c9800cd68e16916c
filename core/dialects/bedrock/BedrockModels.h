// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"
#include "core/chat/ModelInfo.h"

#include <QByteArrayView>
#include <vector>

namespace triptych::bedrock {

/// What Bedrock offers, put together from the pages of ListFoundationModels and ListInferenceProfiles. Only what
/// streams text is listed: models that can be called by their own id, and the profiles that lead to a model, of which
/// they have all but the id and the label.
class ModelOffer
{
public:
    Result<> add(QByteArrayView page); ///< Of either list; rubbish in it is left out.
    std::vector<ModelInfo> models() const; ///< Each id once. Profiles alone are listed unexamined.

private:
    struct Foundation
    {
        ModelInfo info = {};
        bool streamsText = true;
        bool hasOwnId = true; ///< Otherwise only a profile, or capacity that was bought, leads to it.
    };
    struct Profile
    {
        ModelInfo info = {};
        QStringList models = {}; ///< Ids.
    };

    const Foundation *find(const QString &id) const;
    const Foundation *behind(const Profile &profile) const;

    std::vector<Foundation> m_foundations;
    std::vector<Profile> m_profiles;
};

/// What one page alone says.
Result<std::vector<ModelInfo>> readBedrockModels(QByteArrayView body);

} // namespace triptych::bedrock
