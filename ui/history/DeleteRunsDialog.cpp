// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/DeleteRunsDialog.h"

#include "ui/shell/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int textWidth = 320;

QLabel *paragraph(const char *name, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFixedWidth(textWidth);
    return label;
}

} // namespace

DeleteRunsDialog::DeleteRunsDialog(const Theme &theme, const QString &question, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("historyConfirm"));
    setWindowTitle(tr("Delete runs"));
    auto *title = paragraph("historyConfirmQuestion", question, this);
    title->setFont(theme.largeFont());
    auto *text = paragraph("historyConfirmText", tr("Prompts, answers and figures go for good."), this);
    QPalette quiet = text->palette();
    quiet.setColor(QPalette::WindowText, theme.colors().text2);
    text->setPalette(quiet);

    auto *removal = new QPushButton(tr("Delete"), this);
    removal->setObjectName(QStringLiteral("historyConfirmDelete"));
    removal->setAccessibleName(removal->text());
    removal->setAutoDefault(false);
    auto *keep = new QPushButton(tr("Keep"), this);
    keep->setObjectName(QStringLiteral("historyConfirmKeep"));
    keep->setAccessibleName(keep->text());
    keep->setDefault(true);
    keep->setFocus();
    connect(removal, &QPushButton::clicked, this, &QDialog::accept);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 16, 0, 0);
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(removal);
    buttons->addWidget(keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(8);
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(buttons);
}

} // namespace triptych
