// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/FocusRing.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QLineEdit>
#include <QVariant>

namespace triptych {

FocusRing::~FocusRing()
{
    delete m_frame;
}

bool FocusRing::isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QComboBox *>(widget)
        || (widget && widget->property("field").toBool()); // a field that Qt does not know
}

bool FocusRing::isRinged(const QWidget *widget)
{
    const auto *line = qobject_cast<const QLineEdit *>(widget);
    if (line) // the one inside a spin box is ringed with its box
        return line->hasFrame() && !qobject_cast<const QAbstractSpinBox *>(line->parentWidget())
            && !qobject_cast<const QComboBox *>(line->parentWidget());
    return isField(widget) || qobject_cast<const QAbstractButton *>(widget);
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut))
        return false;
    if (event->type() == QEvent::FocusOut) {
        if (m_frame && m_frame->widget() == widget)
            m_frame->setWidget(nullptr);
        return false;
    }
    const auto reason = static_cast<QFocusEvent *>(event)->reason();
    const bool byKeyboard
        = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    if (!isField(widget) && !byKeyboard)
        return false;
    if (!m_frame)
        m_frame = new QFocusFrame(widget->window());
    m_frame->setWidget(widget);
    return false;
}

} // namespace triptych
