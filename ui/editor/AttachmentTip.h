// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/prompt/AttachmentText.h"

namespace triptych {

/// What a person sees over an attachment in the prompt, as rich text: its name, kind and size, and of an image a small
/// picture. `path` is where its file is; empty when it is nowhere. Reads the file's head and, for an image, the image.
QString attachmentTip(const AttachmentMark &mark, const QString &path);

} // namespace triptych
