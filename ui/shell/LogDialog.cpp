// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/LogDialog.h"

#include "ui/shell/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace triptych {

LogDialog::LogDialog(const Theme &theme, const QString &log, QWidget *parent)
    : SheetDialog(theme, QStringLiteral("serverLogDialog"), parent)
{
    setWindowTitle(tr("Log of the local server"));
    auto *title = new QLabel(windowTitle(), this);
    title->setObjectName(QStringLiteral("serverLogTitle"));
    title->setFont(theme.largeFont());
    head().addWidget(title);

    auto *text = new QPlainTextEdit(log, this);
    text->setObjectName(QStringLiteral("serverLog"));
    text->setAccessibleName(windowTitle());
    text->setPlaceholderText(tr("The local server has said nothing yet."));
    text->setReadOnly(true);
    text->setFont(theme.fixedFont());
    text->setFrameShape(QFrame::NoFrame);
    text->document()->setDocumentMargin(16);
    text->moveCursor(QTextCursor::End);
    setSheet(text);

    auto *copy = new QPushButton(tr("Copy"), this);
    copy->setObjectName(QStringLiteral("serverLogCopy"));
    copy->setAccessibleName(tr("Copy the log"));
    copy->setIcon(theme.icon(QStringLiteral("copy")));
    copy->setAutoDefault(false);
    copy->setEnabled(!log.isEmpty());
    connect(copy, &QPushButton::clicked, this, [log] { QGuiApplication::clipboard()->setText(log); });
    foot().insertWidget(1, copy);
    resize(800, 480);
}

} // namespace triptych
