// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QDateTime>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QTimer>
#include <QTreeView>

namespace triptych {

namespace {

constexpr QSize fileDialogSize {720, 440};

const char *iconOf(QStyle::StandardPixmap wanted)
{
    switch (wanted) {
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirClosedIcon:
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DirLinkIcon: return "folder";
    case QStyle::SP_FileIcon:
    case QStyle::SP_FileLinkIcon: return "file";
    case QStyle::SP_DirHomeIcon: return "home";
    case QStyle::SP_ComputerIcon:
    case QStyle::SP_DesktopIcon:
    case QStyle::SP_DriveHDIcon: return "computer";
    case QStyle::SP_FileDialogNewFolder: return "newFolder";
    case QStyle::SP_FileDialogToParent: return "parent";
    case QStyle::SP_FileDialogBack:
    case QStyle::SP_ArrowBack:
    case QStyle::SP_ArrowLeft: return "left";
    case QStyle::SP_ArrowForward:
    case QStyle::SP_ArrowRight: return "right";
    case QStyle::SP_FileDialogListView: return "tiles";
    case QStyle::SP_FileDialogDetailedView: return "rows";
    default: return nullptr;
    }
}

} // namespace

/// What Qt's own dialogs show, from the one family; a desktop that brings dialogs of its own never asks.
QIcon TriptychStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    const char *own = iconOf(icon);
    return own ? m_theme.icon(QLatin1String(own)) : QProxyStyle::standardIcon(icon, option, widget);
}

/// Qt makes it so narrow that names and dates are cut.
void TriptychStyle::widenFileDialog(QFileDialog &dialog)
{
    dialog.setMinimumSize(fileDialogSize);
    QTimer::singleShot(0, &dialog, [&dialog] { // Qt has its own say about the columns first
        const auto *files = dialog.findChild<QTreeView *>(QStringLiteral("treeView"));
        if (!files || files->header()->count() == 0)
            return;
        const QString now = QLocale::system().toString(QDateTime::currentDateTime(), QLocale::ShortFormat);
        files->header()->setStretchLastSection(false);
        files->header()->setSectionResizeMode(0, QHeaderView::Stretch); // the names
        files->header()->resizeSection(files->header()->count() - 1, files->fontMetrics().horizontalAdvance(now) + 24);
    });
}

} // namespace triptych
