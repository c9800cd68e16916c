// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/AnswerAccessible.h"

#include "ui/lanes/answer/AnswerView.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace triptych {

namespace {

class AnswerAccessible final : public QAccessibleWidget
{
public:
    explicit AnswerAccessible(AnswerView *view) : QAccessibleWidget(view, QAccessible::Document, view->accessibleName())
    { }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return static_cast<AnswerView *>(widget())->source();
        return QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }
};

QAccessibleInterface *makeAnswerAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<AnswerView *>(object);
    return view ? new AnswerAccessible(view) : nullptr;
}

} // namespace

void installAnswerAccessibility()
{
    static const bool isInstalled = (QAccessible::installFactory(makeAnswerAccessible), true);
    Q_UNUSED(isInstalled)
}

} // namespace triptych
