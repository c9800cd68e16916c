// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/ModelEnding.h"

#include "ui/shell/Figures.h"

#include <QCoreApplication>

namespace triptych {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(triptych::ModelEnding)
};

} // namespace

ModelEnding ModelEnding::of(const ModelInfo &model, const QDate &today)
{
    QStringList parts;
    if (model.isLegacy)
        parts += Words::tr("legacy", "a model that its provider is giving up");
    if (!model.shutdown)
        return {.text = parts.value(0)};
    const qint64 days = today.daysTo(*model.shutdown);
    const QString day = formatDay(*model.shutdown);
    parts += days < 0 ? Words::tr("ended %1", "a model, with the day").arg(day)
                      : Words::tr("ends %1", "a model, with the day").arg(day);
    return {parts.join(QStringLiteral(" · ")), days < soonDays};
}

} // namespace triptych
