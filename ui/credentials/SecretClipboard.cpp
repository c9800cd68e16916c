// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SecretClipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace triptych {

void copyToClipboard(const Secret &secret)
{
    auto *copied = new QMimeData;
    const QByteArray bytes = secret.view().toByteArray();
    copied->setData(QStringLiteral("text/plain;charset=utf-8"), bytes);
    copied->setData(QStringLiteral("text/plain"), bytes);
    copied->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace triptych
