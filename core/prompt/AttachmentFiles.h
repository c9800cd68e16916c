// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/chat/ChatRequest.h"

namespace triptych {

/// The most that one image or document may hold, in bytes; providers stop between 5 and 100 MB.
constexpr qint64 largestAttachment = 32 << 20;

/// Reads an image or document from wherever it lies. InvalidInput "attachment.kind" or "attachment.large", Storage
/// "attachment.missing"; each names the file. Blocks.
Result<MediaPart> readAttachment(const QString &file);

/// Keeps the bytes beside a prompt in `folder`, under the name of their hash; returns that name for the prompt's text.
/// In a folder of this user alone, nobody else may read the file either.
Result<QString> keepAttachment(const QString &folder, const QByteArray &bytes);

/// Fills the media of the turns, each from the first of the folders that has it: the prompt's own, then the program's,
/// which keeps those of prompts without a file and of runs in the history. One that none has, or that is no longer what
/// its name says ("attachment.changed"), is an error. Blocks.
Result<> loadAttachments(std::vector<ChatTurn> &turns, const QStringList &folders);

/// Keeps what the turns show in `folder`, so that the run's prompt can be opened again. Blocks.
Result<> keepAttachments(const std::vector<ChatTurn> &turns, const QString &folder);

/// Brings the attachments that `text` mentions from wherever they are into `to`, such as when its prompt is saved
/// there.
Result<> copyAttachments(const QString &text, const QStringList &folders, const QString &to);

} // namespace triptych
