// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/RowPage.h"

class QCheckBox;

namespace triptych {

/// The calls that ended, newest first, in figures.
class CallsPage final : public RowPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CallsPage)

public:
    explicit CallsPage(const Theme &theme, QWidget *parent = nullptr);

    void setTapped(bool isTapped);

Q_SIGNALS:
    void tapToggled(bool isOn);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QCheckBox *m_tap;
};

} // namespace triptych
