// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/selector/ModelSelector.h"
#include "ui/selector/SearchField.h"
#include "ui/selector/SelectorList.h"
#include "ui/selector/SelectorModel.h"
#include "ui/shell/Theme.h"

#include <QTest>

class QAction;

namespace triptych {

/// The selector over seven models of five providers, used as a person would: by keys and clicks.
class SelectorBench
{
    Q_DISABLE_COPY_MOVE(SelectorBench)

protected:
    SelectorBench() = default;
    ~SelectorBench() = default;

    void open();
    void close();

    static SelectorContent content();
    template<typename T>
    T *part(const char *name) const
    {
        return m_selector->findChild<T *>(QLatin1String(name));
    }
    SearchField *search() const { return part<SearchField>("modelSearch"); }
    SelectorList *list() const { return part<SelectorList>("modelList"); }
    SelectorModel *rows() const { return static_cast<SelectorModel *>(list()->model()); }
    QStringList texts() const;
    int rowWith(const QString &text) const { return int(texts().indexOf(text)); }
    QPoint centreOf(int row) const { return list()->visualRect(rows()->index(row)).center(); }
    void click(int row) const { QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, centreOf(row)); }
    QAction *menuAction(int row, const QString &text) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ModelSelector> m_selector;
};

} // namespace triptych
