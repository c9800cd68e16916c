// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <vector>

namespace triptych {

/// An image or document that a prompt mentions where it belongs: `![label](attachments/<SHA-256>.png)`, or the same
/// without the exclamation mark. Markdown that any viewer shows; every other link or image is plain text.
struct AttachmentMark
{
    qsizetype start = 0;
    qsizetype length = 0;
    QString label = {};
    QString file = {}; ///< Relative to the prompt's folder, such as "attachments/3f….png".

    QString mimeType() const;
    bool operator==(const AttachmentMark &) const = default;
};

std::vector<AttachmentMark> findAttachments(QStringView text);

/// The text that stands for a file; what a label cannot hold is left out.
QString attachmentText(const QString &label, const QString &file);

/// The name under which its bytes are kept: "attachments/<SHA-256>.png".
QString attachmentFile(QByteArrayView bytes, const QString &mimeType);

} // namespace triptych
