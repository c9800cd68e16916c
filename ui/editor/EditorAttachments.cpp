// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/AttachmentFiles.h"
#include "core/prompt/AttachmentText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"

#include <QFileDialog>
#include <QFileInfo>

namespace triptych {

QStringList EditorTabs::attachmentFolders() const
{
    QStringList folders {m_attachmentStore};
    if (m_current >= 0 && !current().file.isEmpty())
        folders.prepend(QFileInfo(current().file).absolutePath());
    return folders;
}

void EditorTabs::chooseAttachments()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"), {},
                                   tr("Images and PDF (*.png *.jpg *.jpeg *.gif *.webp *.pdf);;All files (*)"));
    dialog->setObjectName(QStringLiteral("attachDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &EditorTabs::attach);
    dialog->open();
}

void EditorTabs::attach(const QStringList &files)
{
    for (const QString &file : files) {
        const auto media = readAttachment(file);
        if (!media) {
            report(media.error());
            continue;
        }
        if (const QString text = keepAttachment(media.value().data, media.value().name); !text.isEmpty())
            editor()->insert(text);
    }
}

QString EditorTabs::findAttachment(const QString &file) const
{
    for (const QString &folder : attachmentFolders()) {
        const QFileInfo found(folder, file);
        if (found.isFile())
            return found.filePath();
    }
    return {};
}

QString EditorTabs::keepAttachment(const QByteArray &bytes, const QString &label)
{
    const auto kept = triptych::keepAttachment(attachmentFolders().constFirst(), bytes);
    if (!kept) {
        report(kept.error());
        return {};
    }
    return attachmentText(label, kept.value());
}

} // namespace triptych
