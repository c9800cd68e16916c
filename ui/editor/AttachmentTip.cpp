// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/editor/AttachmentTip.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <QLocale>

namespace triptych {

namespace {

constexpr QSize largestPreview {240, 160};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(triptych::AttachmentTip)
};

/// As an element of rich text; empty where the file is no image.
QString previewOf(QImageReader &reader)
{
    const QSize size = reader.size();
    if (size.isEmpty())
        return {};
    if (size.width() > largestPreview.width() || size.height() > largestPreview.height())
        reader.setScaledSize(size.scaled(largestPreview, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !reader.read().save(&buffer, "PNG"))
        return {};
    return QStringLiteral("<br><img src=\"data:image/png;base64,%1\">").arg(QString::fromLatin1(bytes.toBase64()));
}

QString factsOf(const QFileInfo &file, const QSize &pixels)
{
    QStringList facts {file.suffix().toUpper()};
    if (!pixels.isEmpty())
        facts << QStringLiteral("%1 × %2").arg(pixels.width()).arg(pixels.height());
    facts << QLocale().formattedDataSize(file.size(), 1, QLocale::DataSizeSIFormat);
    return facts.join(QStringLiteral(" · "));
}

} // namespace

QString attachmentTip(const AttachmentMark &mark, const QString &path)
{
    const QString name = QStringLiteral("<b>%1</b><br>").arg(mark.label.toHtmlEscaped());
    if (path.isEmpty())
        return name + Words::tr("Its file is missing.").toHtmlEscaped();
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QString facts = factsOf(QFileInfo(path), reader.size()).toHtmlEscaped();
    return name + facts + previewOf(reader);
}

} // namespace triptych
