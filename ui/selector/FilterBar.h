// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/SelectorRows.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QToolButton;

namespace triptych {

class Theme;

/// The row below the search: which provider, and four switches. Tells changes; the text of a search is not its matter.
class FilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterBar)

public:
    /// The theme must outlive it.
    explicit FilterBar(const Theme &theme, QWidget *parent = nullptr);

    void setProviders(const std::vector<SelectorProvider> &providers);
    /// Writes the choices into `filter`, leaving its text.
    void apply(SelectorFilter &filter) const;
    void clear(); ///< Lets everything through.

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Switch
    {
        QToolButton *button = nullptr;
        QString icon = {};
        const char *label = nullptr; ///< English.
        bool SelectorFilter::*member = nullptr;
    };

    void addSwitch(const char *name, const QString &icon, const char *label, bool SelectorFilter::*member);
    void retranslate();
    void fitProvider();
    void adoptTheme();

    const Theme &m_theme;
    QComboBox *m_provider = nullptr; ///< The first item stands for all.
    std::vector<Switch> m_switches;
};

} // namespace triptych
