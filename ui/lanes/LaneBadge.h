// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/LaneViewState.h"

#include <QWidget>

namespace triptych {

class LaneLinkButton;
class Theme;

/// The line below the head of a demonstration lane, with what leads on from it.
class LaneBadge final : public QWidget
{
    Q_OBJECT

public:
    LaneBadge(const Theme &theme, QWidget *parent);
    void setBadge(const QString &text, const std::vector<LaneAction> &links);
    void setLinksShown(bool areShown); ///< Not while the lane waits.
    int shownHeight() const; ///< 0 without a badge.

Q_SIGNALS:
    void actionTriggered(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void placeLinks();

    const Theme &m_theme;
    QString m_text;
    bool m_areLinksShown = true;
    std::vector<LaneLinkButton *> m_links;
};

} // namespace triptych
