// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/LaneRecord.h"
#include "core/secret/Redaction.h"
#include "core/signin/RequestSigner.h"

/// A provider, or somebody between, may send back the key that it was sent: in an error, a name, an answer. Before any
/// of that is shown or kept, every trace of the key is taken out of it. Pure.
namespace triptych {

/// The keys of one request; they live in the headers and the signer.
KeyViews keysOf(const std::vector<SecretHeader> &headers, const std::optional<RequestSigner> &signer);

void removeEchoes(Error &error, const KeyViews &keys);
void removeEchoes(StreamEvents &events, const KeyViews &keys);
void removeEchoes(LaneRecord &record, const KeyViews &keys);
void removeEchoes(std::vector<ModelInfo> &models, const KeyViews &keys);

} // namespace triptych
