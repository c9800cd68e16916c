// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/FocusRing.h"
#include "ui/shell/StyleParts.h"
#include "ui/shell/TriptychStyle.h"

#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>

namespace triptych {

void TriptychStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    const StyleParts parts {m_theme, *painter};
    const ThemeColors &colors = m_theme.colors();
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            parts.pushButton(*button);
        return;
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel: parts.toolButtonPanel(*option); return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            parts.fieldPanel(*option);
        return;
    }
    case PE_FrameDefaultButton:
    case PE_FrameFocusRect: // the focus ring stands outside of the control
    case PE_FrameLineEdit:
    case PE_FrameGroupBox:
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
    case PE_PanelMenuBar:
    case PE_FrameTabBarBase: return;
    case PE_Frame:
    case PE_FrameWindow:
    case PE_FrameTabWidget: {
        if (widget && widget->property("field").toBool())
            return parts.fieldPanel(*option);
        const bool isPopup = widget && widget->isWindow(); // such as the list of a box, which floats like a menu
        parts.box(option->rect, isPopup ? 0 : int(Theme::corner), {}, isPopup ? colors.outline : colors.hairline);
        return;
    }
    case PE_FrameMenu: return;
    case PE_PanelMenu: parts.menuPanel(option->rect); return;
    case PE_PanelTipLabel: parts.menuPanel(option->rect); return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: parts.checkBox(*option); return;
    case PE_IndicatorRadioButton: parts.radioButton(*option); return;
    case PE_IndicatorArrowDown: parts.chevron(option->rect, Qt::DownArrow, colors.text2); return;
    case PE_IndicatorArrowUp: parts.chevron(option->rect, Qt::UpArrow, colors.text2); return;
    case PE_IndicatorArrowLeft: parts.chevron(option->rect, Qt::LeftArrow, colors.text2); return;
    case PE_IndicatorArrowRight: parts.chevron(option->rect, Qt::RightArrow, colors.text2); return;
    case PE_IndicatorDockWidgetResizeHandle: painter->fillRect(option->rect, colors.hairline); return;
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            parts.itemRow(*item);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void TriptychStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const StyleParts parts {m_theme, *painter};
    switch (element) {
    case CE_PushButtonBevel: drawPrimitive(PE_PanelButtonCommand, option, painter, widget); return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            parts.pushButtonLabel(*button, isSmall(widget));
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            parts.menuItem(*item);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            parts.menuBarItem(*item);
        return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, m_theme.colors().chrome); return;
    case CE_MenuEmptyArea: painter->fillRect(option->rect, m_theme.colors().paper); return;
    case CE_Splitter: painter->fillRect(option->rect, m_theme.colors().hairline); return;
    case CE_TabBarTabShape: return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            parts.tab(*tab);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            parts.headerSection(*header);
        else
            painter->fillRect(option->rect, m_theme.colors().paper);
        return;
    case CE_ProgressBarGroove: parts.progressGroove(option->rect); return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            parts.progressContents(*bar);
        return;
    case CE_ProgressBarLabel: return;
    case CE_FocusFrame: {
        const auto *frame = qobject_cast<const QFocusFrame *>(widget);
        parts.focusRing(option->rect, frame && FocusRing::isField(frame->widget()));
        return;
    }
    case CE_ShapedFrame: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine)) {
            const bool isLying = frame->frameShape == QFrame::HLine;
            const QPoint middle = option->rect.center();
            painter->fillRect(isLying ? QRect(option->rect.left(), middle.y(), option->rect.width(), 1)
                                      : QRect(middle.x(), option->rect.top(), 1, option->rect.height()),
                              m_theme.colors().hairline);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void TriptychStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                       const QWidget *widget) const
{
    const StyleParts parts {m_theme, *painter};
    const ThemeColors &colors = m_theme.colors();
    const QColor ink = option->state.testFlag(State_Enabled) ? colors.text2 : colors.text3;
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option); combo && control == CC_ComboBox) {
        if (combo->frame)
            parts.fieldPanel(*option);
        parts.chevron(subControlRect(control, option, SC_ComboBoxArrow, widget), Qt::DownArrow, ink);
        return;
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); spin && control == CC_SpinBox) {
        if (spin->frame)
            parts.fieldPanel(*option);
        parts.chevron(subControlRect(control, option, SC_SpinBoxUp, widget).adjusted(0, 2, 0, 2), Qt::UpArrow, ink);
        parts.chevron(subControlRect(control, option, SC_SpinBoxDown, widget).adjusted(0, -2, 0, -2), Qt::DownArrow,
                      ink);
        return;
    }
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar) {
        if (bar->maximum > bar->minimum)
            parts.scrollThumb(*bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        tool && control == CC_ToolButton && tool->arrowType == Qt::NoArrow) {
        parts.toolButton(*tool);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace triptych
