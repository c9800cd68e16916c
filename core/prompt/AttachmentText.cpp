// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentText.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace triptych {

namespace {

struct Kind
{
    QLatin1String mimeType;
    QLatin1String suffix;
};

constexpr std::array kinds {
    Kind {QLatin1String("image/png"), QLatin1String("png")},
    Kind {QLatin1String("image/jpeg"), QLatin1String("jpg")},
    Kind {QLatin1String("image/gif"), QLatin1String("gif")},
    Kind {QLatin1String("image/webp"), QLatin1String("webp")},
    Kind {QLatin1String("application/pdf"), QLatin1String("pdf")},
};

const QRegularExpression &pattern()
{
    static const QRegularExpression mark(
        QStringLiteral(R"(!?\[([^\[\]\n]*)\]\((attachments/[0-9a-f]{64}\.(?:png|jpg|gif|webp|pdf))\))"));
    return mark;
}

} // namespace

QString AttachmentMark::mimeType() const
{
    const QString suffix = file.section(QLatin1Char('.'), -1);
    const auto kind
        = std::find_if(kinds.begin(), kinds.end(), [&](const Kind &known) { return known.suffix == suffix; });
    return kind == kinds.end() ? QString() : kind->mimeType;
}

std::vector<AttachmentMark> findAttachments(QStringView text)
{
    std::vector<AttachmentMark> marks;
    if (!text.contains(QLatin1String("](attachments/")))
        return marks;
    for (auto found = pattern().globalMatch(text.toString()); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        marks.push_back({match.capturedStart(), match.capturedLength(), match.captured(1), match.captured(2)});
    }
    return marks;
}

QString attachmentText(const QString &label, const QString &file)
{
    QString kept;
    for (const QChar character : label.simplified())
        if (character != QLatin1Char('[') && character != QLatin1Char(']'))
            kept += character;
    const bool isImage = !file.endsWith(QLatin1String(".pdf"));
    return QStringLiteral("%1[%2](%3)").arg(isImage ? QStringLiteral("!") : QString(), kept, file);
}

QString attachmentFile(QByteArrayView bytes, const QString &mimeType)
{
    const auto kind
        = std::find_if(kinds.begin(), kinds.end(), [&](const Kind &known) { return known.mimeType == mimeType; });
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return QStringLiteral("attachments/%1.%2")
        .arg(QLatin1String(hash.toHex()), kind == kinds.end() ? QLatin1String("bin") : kind->suffix);
}

} // namespace triptych
