// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routes/GatewayConfig.h"

#include <QWidget>

class QLineEdit;
class QSpinBox;
class QToolButton;

namespace triptych {

class Theme;

/// One model of a route: where it is, and its weight.
class TargetRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TargetRow)

public:
    TargetRow(const Theme &theme, const RouteTarget &target, QWidget *parent = nullptr);

    Result<RouteTarget> target() const; ///< Errors as LaneAddress::parse().
    bool isEmpty() const;
    void setWeighted(bool isWeighted);
    void setRemovable(bool isRemovable);
    void setPlace(int place); ///< Among the rows, from 0; names its parts.
    void retranslate();

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    const Theme &m_theme;
    QLineEdit *m_lane;
    QSpinBox *m_weight;
    QToolButton *m_remove;
};

} // namespace triptych
